/** The words of the record forms. */
import { m } from '../../paraglide/messages.js'
import type { FieldFault } from './check-record.ts'
import type { RecordKindId } from './record-kinds.ts'

const KINDS: Readonly<Record<RecordKindId, () => string>> = {
  payment: m.record_payment,
  draw: m.record_draw,
  due: m.record_due,
  income: m.record_income,
  flag: m.record_flag,
  contact: m.record_contact,
  review: m.record_review,
}

const FIELDS: Readonly<Record<string, () => string>> = {
  amount: m.field_amount,
  on: m.field_on,
  dueOn: m.field_due_on,
  month: m.field_month,
  source: m.field_source,
  turn: m.field_turn,
  flag: m.field_flag,
  kind: m.field_kind,
  outcome: m.field_outcome,
  note: m.field_note,
  name: m.field_name,
  branch: m.field_branch,
  limit: m.field_limit,
  currency: m.field_currency,
}

const OPTIONS: Readonly<Record<string, () => string>> = {
  raise: m.option_turn_raise,
  clear: m.option_turn_clear,
  hardship: m.option_flag_hardship,
  dispute: m.option_flag_dispute,
  fraud: m.option_flag_fraud,
  insolvency: m.option_flag_insolvency,
  deceased: m.option_flag_deceased,
  call: m.task_call,
  visit: m.task_visit,
  message: m.option_kind_message,
  revolving: m.option_line_revolving,
  instalment: m.option_line_instalment,
  project: m.option_line_project,
}

const FAULTS: Readonly<Record<FieldFault, () => string>> = {
  required: m.fault_required,
  'not-a-number': m.fault_not_a_number,
  'too-many-digits': m.fault_too_many_digits,
  'too-large': m.fault_too_large,
  'not-above-zero': m.fault_not_above_zero,
  'not-a-day': m.fault_not_a_day,
  'after-today': m.fault_after_today,
  'before-its-day': m.fault_before_its_day,
  'month-after-day': m.fault_month_after_day,
}

export function kindText(kind: RecordKindId): string {
  return KINDS[kind]()
}

export function fieldText(name: string): string {
  return FIELDS[name]?.() ?? name
}

export function optionText(value: string): string {
  return OPTIONS[value]?.() ?? value
}

export function faultText(fault: FieldFault): string {
  return FAULTS[fault]()
}
