/** From what was typed to drafts of events, or to what is wrong with each field. */
import type { Draft } from '@tideline/runtime'
import { parseMoney } from '@tideline/ui/formats'
import { fieldsAsked, type RecordField, type RecordKind } from './record-kinds.ts'
import { MOST_DUES, planDues, type SchedulePlan } from './schedule-plan.ts'

export type FieldFault =
  | 'required'
  | 'not-a-number'
  | 'too-many-digits'
  | 'too-large'
  | 'not-above-zero'
  | 'not-a-day'
  | 'after-today'
  | 'before-its-day'
  | 'month-after-day'
  | 'not-a-count'
  | 'too-many-dues'
  | 'does-not-divide'
  | 'nothing-reported'

export interface RecordSubject {
  readonly line: string
  readonly borrower: string
  /** Digits of the currency's minor unit. */
  readonly exponent: number
  readonly today: string
  readonly by: string
}

export type CheckedRecord =
  | { readonly ok: true; readonly drafts: readonly Draft[] }
  | { readonly ok: false; readonly faults: Readonly<Record<string, FieldFault>> }

type Values = Readonly<Record<string, string>>

/** Events of the borrower, not of one line. */
const OF_THE_BORROWER: ReadonlySet<string> = new Set(['income.observed', 'spending.observed', 'bureau.reported'])
/** Fields of the form that are no data of the event. */
const NO_DATA: ReadonlySet<string> = new Set(['on', 'turn'])

export function checkRecord(kind: RecordKind, values: Values, subject: RecordSubject): CheckedRecord {
  const faults: Record<string, FieldFault> = {}
  const data: Record<string, unknown> = {}
  const asked = fieldsAsked(kind, values)
  for (const field of asked) {
    const text = textOf(values, field.name)
    if (text === '' && field.optional && (!field.with || textOf(values, field.with) === '')) continue
    const read = readField(field, text, values, subject)
    if ('fault' in read) faults[field.name] = read.fault
    else if (!NO_DATA.has(field.name)) put(data, field.name, read.value)
  }
  if (Object.keys(faults).length === 0 && Object.keys(data).length === 0) faults[asked[0]!.name] = 'nothing-reported'
  if (Object.keys(faults).length > 0) return { ok: false, faults }
  const all = kind.id === 'schedule' ? duesOf(data as unknown as SchedulePlan, subject) : [data]
  if (all.length === 0) return { ok: false, faults: { total: 'does-not-divide' } }
  const type = kind.typeOf(values)
  const { borrower, line, by } = subject
  const about = OF_THE_BORROWER.has(type) ? { borrower } : { borrower, line }
  return { ok: true, drafts: all.map((one) => ({ type, ...about, on: values.on!, by, data: one })) }
}

function duesOf(plan: SchedulePlan, { exponent }: RecordSubject): readonly Record<string, unknown>[] {
  return planDues({ ...plan, exponent }).map((due) => ({ ...due }))
}

function textOf(values: Values, name: string): string {
  return (values[name] ?? '').trim()
}

/** `promise.amount` within `promise`. */
function put(data: Record<string, unknown>, name: string, value: unknown): void {
  const [outer, inner] = name.split('.') as [string, string | undefined]
  data[outer] = inner === undefined ? value : { ...(data[outer] as object | undefined), [inner]: value }
}

type Read = { readonly value: unknown } | { readonly fault: FieldFault }

function readField(field: RecordField, text: string, values: Values, subject: RecordSubject): Read {
  if (text === '') return { fault: 'required' }
  switch (field.kind) {
    case 'money':
      return readMoney(text, field, subject)
    case 'day':
      return readDay(text, field, values, subject)
    case 'month':
      if (!/^\d{4}-(0[1-9]|1[0-2])$/u.test(text)) return { fault: 'not-a-day' }
      return values.on && text > values.on.slice(0, 7) ? { fault: 'month-after-day' } : { value: text }
    case 'count':
      return readCount(text, field)
    case 'figure':
    case 'percent':
      return readFigure(text, field.kind)
    case 'months':
      return { value: text.split(',').map(Number) }
    default:
      return { value: text }
  }
}

function readMoney(text: string, { zero }: RecordField, { exponent }: RecordSubject): Read {
  const parsed = parseMoney(text, exponent)
  if (!parsed.ok) return { fault: parsed.code === 'empty' ? 'required' : parsed.code }
  return parsed.minor === 0 && !zero ? { fault: 'not-above-zero' } : { value: parsed.minor }
}

function readDay(text: string, { future }: RecordField, { on }: Values, { today }: RecordSubject): Read {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return { fault: 'not-a-day' }
  if (!future && text > today) return { fault: 'after-today' }
  return future && on && text < on ? { fault: 'before-its-day' } : { value: text }
}

/** The only count that makes events is that of dues. */
function readCount(text: string, { name }: RecordField): Read {
  const plain = text.normalize('NFKC')
  if (!/^\d{1,9}$/u.test(plain)) return { fault: 'not-a-count' }
  const count = Number(plain)
  if (name !== 'count') return { value: count }
  if (count === 0) return { fault: 'not-above-zero' }
  return count > MOST_DUES ? { fault: 'too-many-dues' } : { value: count }
}

function readFigure(text: string, kind: 'figure' | 'percent'): Read {
  const plain = text.normalize('NFKC').replace(/[\s,%]/gu, '')
  if (!/^-?\d+(\.\d+)?$/u.test(plain)) return { fault: 'not-a-number' }
  // By its digits: a hundredth of 57.3 is 0.573, and not what a division of doubles makes of it.
  const value = kind === 'percent' ? Number(`${plain}e-2`) : Number(plain)
  return Number.isFinite(value) ? { value } : { fault: 'too-large' }
}
