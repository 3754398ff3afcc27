/**
 * What each kind of record asks: its fields in the order of the form. The form, its checks and its texts
 * (`record_<id>`, `field_<name>`, `option_<name>_<value>`) follow from it.
 */
import type { EventType, LineKind } from '@tideline/journal'
import type { RecordKindId } from './record-kind-ids.ts'

/** `count`: a whole number from 0; `figure`: any number; `percent`: a share typed as `80`; `months`: of the year, `4,5,10`. */
export type FieldKind = 'money' | 'day' | 'month' | 'choice' | 'text' | 'count' | 'figure' | 'percent' | 'months'

export interface RecordField {
  /** The name in the event's data, with a dot where it is within another; `on` for the day it takes effect. */
  readonly name: string
  readonly kind: FieldKind
  readonly options?: readonly string[]
  readonly optional?: true
  /** May be left out only together with this one. */
  readonly with?: string
  /** A day after today is accepted. */
  readonly future?: true
  /** Income may be nothing; a payment may not. */
  readonly zero?: true
  /** Asked only where another field has one of these values. */
  readonly only?: { readonly field: string; readonly is: readonly string[] }
}

export interface RecordKind {
  readonly id: RecordKindId
  readonly typeOf: (values: Readonly<Record<string, string>>) => EventType
  readonly fields: readonly RecordField[]
}

const AMOUNT: RecordField = { name: 'amount', kind: 'money' }
const ON: RecordField = { name: 'on', kind: 'day' }
const MONTH: RecordField = { name: 'month', kind: 'month' }
const NOTE: RecordField = { name: 'note', kind: 'text' }
const FLAGS = ['hardship', 'dispute', 'fraud', 'insolvency', 'deceased']
const choice = (name: string, options: readonly string[]): RecordField => ({ name, kind: 'choice', options })
const maybe = (name: string, kind: FieldKind): RecordField => ({ name, kind, optional: true })
const several = { field: 'plan', is: ['equal', 'seasonal'] }

const KINDS: { readonly [Id in RecordKindId]: Omit<RecordKind, 'id'> } = {
  payment: { typeOf: () => 'payment.received', fields: [AMOUNT, ON] },
  draw: { typeOf: () => 'draw.made', fields: [AMOUNT, ON] },
  contact: {
    typeOf: () => 'contact.made',
    fields: [
      choice('kind', ['call', 'visit', 'message']),
      { name: 'outcome', kind: 'text' },
      { name: 'promise.amount', kind: 'money', optional: true, with: 'promise.by' },
      { name: 'promise.by', kind: 'day', optional: true, with: 'promise.amount', future: true },
      ON,
    ],
  },
  income: { typeOf: () => 'income.observed', fields: [MONTH, { ...AMOUNT, zero: true }, maybe('source', 'text'), ON] },
  spending: { typeOf: () => 'spending.observed', fields: [choice('category', ['essential', 'discretionary']), MONTH, { ...AMOUNT, zero: true }, ON] },
  due: { typeOf: () => 'due.raised', fields: [AMOUNT, { name: 'dueOn', kind: 'day', future: true }, ON] },
  schedule: {
    typeOf: () => 'due.raised',
    fields: [
      choice('plan', ['equal', 'seasonal', 'bullet']),
      { name: 'total', kind: 'money' },
      { name: 'first', kind: 'day', future: true },
      { name: 'count', kind: 'count', only: several },
      { ...choice('every', ['month', 'fortnight', 'week']), only: { field: 'plan', is: ['equal'] } },
      { name: 'months', kind: 'months', only: { field: 'plan', is: ['seasonal'] } },
      ON,
    ],
  },
  charge: { typeOf: () => 'charge.added', fields: [choice('kind', ['interest', 'fee']), AMOUNT, ON] },
  review: { typeOf: () => 'review.held', fields: [NOTE, ON] },
  flag: { typeOf: (values) => (values.turn === 'clear' ? 'flag.cleared' : 'flag.raised'), fields: [choice('turn', ['raise', 'clear']), choice('flag', FLAGS), ON] },
  bureau: {
    typeOf: () => 'bureau.reported',
    fields: [{ name: 'delinquentAccounts', kind: 'count' }, { name: 'goodAccounts', kind: 'count' }, { name: 'inquiries6m', kind: 'count' }, maybe('score', 'figure'), ON],
  },
  covenant: {
    typeOf: () => 'covenant.reported',
    fields: [
      maybe('dscrHistoric', 'figure'),
      maybe('dscrForecast', 'figure'),
      maybe('llcr', 'figure'),
      maybe('dsraMonths', 'figure'),
      maybe('plannedProgress', 'percent'),
      maybe('actualProgress', 'percent'),
      { ...maybe('budget', 'money'), zero: true },
      { ...maybe('costToComplete', 'money'), zero: true },
      ON,
    ],
  },
  restructuring: { typeOf: () => 'line.restructured', fields: [NOTE, ON] },
}

export function recordKind(id: RecordKindId): RecordKind {
  return { id, ...KINDS[id] }
}

/** Only a project reports covenants. */
export function isKindFor(id: RecordKindId, line: LineKind): boolean {
  return id !== 'covenant' || line === 'project'
}

/** The fields that are asked, given what stands in the form. */
export function fieldsAsked(kind: RecordKind, values: Readonly<Record<string, string>>): readonly RecordField[] {
  return kind.fields.filter(({ only }) => !only || only.is.includes(values[only.field] ?? ''))
}

/** The kind whose form makes events of a type; `null` where none does. */
export function kindOfType(type: string): RecordKindId | null {
  // A due may stand for one instalment or a whole schedule: one by one it is corrected.
  if (type === 'due.raised') return 'due'
  if (type === 'flag.cleared') return 'flag'
  const found = (Object.keys(KINDS) as RecordKindId[]).find((id) => KINDS[id].typeOf({}) === type)
  return found ?? null
}
