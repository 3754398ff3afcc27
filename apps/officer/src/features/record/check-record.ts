/** From what was typed to a draft of an event, or to what is wrong with each field. */
import type { Draft } from '@tideline/runtime'
import { parseMoney } from '@tideline/ui/formats'
import type { RecordField, RecordKind } from './record-kinds.ts'

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

export interface RecordSubject {
  readonly line: string
  readonly borrower: string
  /** Digits of the currency's minor unit. */
  readonly exponent: number
  readonly today: string
  readonly by: string
}

export type CheckedRecord =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly faults: Readonly<Record<string, FieldFault>> }

/** Events of the borrower, not of one line. */
const OF_THE_BORROWER = new Set(['income.observed'])

export function checkRecord(kind: RecordKind, values: Readonly<Record<string, string>>, subject: RecordSubject): CheckedRecord {
  const faults: Record<string, FieldFault> = {}
  const data: Record<string, unknown> = {}
  for (const field of kind.fields) {
    const text = (values[field.name] ?? '').trim()
    if (text === '' && field.optional) continue
    const read = readField(field, text, values, subject)
    if ('fault' in read) faults[field.name] = read.fault
    else if (field.name !== 'on' && field.name !== 'turn') data[field.name] = read.value
  }
  if (Object.keys(faults).length > 0) return { ok: false, faults }
  const type = kind.typeOf(values)
  const draft: Draft = {
    type,
    borrower: subject.borrower,
    ...(!OF_THE_BORROWER.has(type) && { line: subject.line }),
    on: values.on!,
    by: subject.by,
    data,
  }
  return { ok: true, draft }
}

type Read = { readonly value: unknown } | { readonly fault: FieldFault }

function readField(field: RecordField, text: string, values: Readonly<Record<string, string>>, { exponent, today }: RecordSubject): Read {
  if (text === '') return { fault: 'required' }
  if (field.kind === 'money') {
    const parsed = parseMoney(text, exponent)
    if (!parsed.ok) return { fault: parsed.code === 'empty' ? 'required' : parsed.code }
    return parsed.minor === 0 && !field.zero ? { fault: 'not-above-zero' } : { value: parsed.minor }
  }
  if (field.kind === 'day') {
    if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return { fault: 'not-a-day' }
    if (!field.future && text > today) return { fault: 'after-today' }
    if (field.future && values.on && text < values.on) return { fault: 'before-its-day' }
  }
  if (field.kind === 'month') {
    if (!/^\d{4}-(0[1-9]|1[0-2])$/u.test(text)) return { fault: 'not-a-day' }
    if (values.on && text > values.on.slice(0, 7)) return { fault: 'month-after-day' }
  }
  return { value: text }
}
