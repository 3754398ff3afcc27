/**
 * What an officer can record on a line: one entry a kind, its fields in the order of the form.
 * The form, its checks and its texts (`record_<id>`, `field_<name>`, `option_<name>_<value>`) follow from it.
 */
import type { EventType } from '@tideline/journal'

export type FieldKind = 'money' | 'day' | 'month' | 'choice' | 'text'

export interface RecordField {
  /** The name in the event's data, `on` for the day it takes effect. */
  readonly name: string
  readonly kind: FieldKind
  readonly options?: readonly string[]
  readonly optional?: true
  /** A day after today is accepted. */
  readonly future?: true
  /** Income may be nothing; a payment may not. */
  readonly zero?: true
}

export interface RecordKind {
  readonly id: string
  readonly typeOf: (values: Readonly<Record<string, string>>) => EventType
  readonly fields: readonly RecordField[]
}

const ON: RecordField = { name: 'on', kind: 'day' }
const FLAGS = ['hardship', 'dispute', 'fraud', 'insolvency', 'deceased']

const KINDS = {
  payment: { typeOf: () => 'payment.received', fields: [{ name: 'amount', kind: 'money' }, ON] },
  draw: { typeOf: () => 'draw.made', fields: [{ name: 'amount', kind: 'money' }, ON] },
  due: { typeOf: () => 'due.raised', fields: [{ name: 'amount', kind: 'money' }, { name: 'dueOn', kind: 'day', future: true }, ON] },
  income: {
    typeOf: () => 'income.observed',
    fields: [
      { name: 'month', kind: 'month' },
      { name: 'amount', kind: 'money', zero: true },
      { name: 'source', kind: 'text', optional: true },
      ON,
    ],
  },
  flag: {
    typeOf: (values) => (values.turn === 'clear' ? 'flag.cleared' : 'flag.raised'),
    fields: [{ name: 'turn', kind: 'choice', options: ['raise', 'clear'] }, { name: 'flag', kind: 'choice', options: FLAGS }, ON],
  },
  contact: {
    typeOf: () => 'contact.made',
    fields: [{ name: 'kind', kind: 'choice', options: ['call', 'visit', 'message'] }, { name: 'outcome', kind: 'text' }, ON],
  },
  review: { typeOf: () => 'review.held', fields: [{ name: 'note', kind: 'text' }, ON] },
} as const satisfies Record<string, Omit<RecordKind, 'id'>>

export type RecordKindId = keyof typeof KINDS

export const RECORD_KINDS = Object.keys(KINDS) as readonly RecordKindId[]

export function isRecordKind(id: string): id is RecordKindId {
  return Object.hasOwn(KINDS, id)
}

export function recordKind(id: RecordKindId): RecordKind {
  return { id, ...KINDS[id] }
}

/** The first values of a form: today, this month, the first of the choices. */
export function firstValues(kind: RecordKind, today: string): Record<string, string> {
  return Object.fromEntries(kind.fields.map((field) => [field.name, firstValue(field, today)]))
}

function firstValue(field: RecordField, today: string): string {
  if (field.kind === 'day') return field.future ? '' : today
  if (field.kind === 'month') return today.slice(0, 7)
  return field.options?.[0] ?? ''
}
