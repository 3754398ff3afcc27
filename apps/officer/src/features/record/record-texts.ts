/** The words of the record forms. */
import { m } from '../../paraglide/messages.js'
import type { FieldFault } from './check-record.ts'
import type { RecordKindId } from './record-kind-ids.ts'

const KINDS: Readonly<Record<RecordKindId, () => string>> = {
  payment: m.record_payment,
  draw: m.record_draw,
  contact: m.record_contact,
  income: m.record_income,
  spending: m.record_spending,
  due: m.record_due,
  schedule: m.record_schedule,
  charge: m.record_charge,
  review: m.record_review,
  flag: m.record_flag,
  bureau: m.record_bureau,
  covenant: m.record_covenant,
  restructuring: m.record_restructuring,
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
  'promise.amount': m.field_promise_amount,
  'promise.by': m.field_promise_by,
  category: m.field_category,
  plan: m.field_plan,
  total: m.field_total,
  first: m.field_first,
  count: m.field_count,
  every: m.field_every,
  months: m.field_months,
  delinquentAccounts: m.field_delinquent_accounts,
  goodAccounts: m.field_good_accounts,
  inquiries6m: m.field_inquiries,
  score: m.field_score,
  dscrHistoric: m.field_dscr_historic,
  dscrForecast: m.field_dscr_forecast,
  llcr: m.field_llcr,
  dsraMonths: m.field_dsra_months,
  plannedProgress: m.field_planned_progress,
  actualProgress: m.field_actual_progress,
  budget: m.field_budget,
  costToComplete: m.field_cost_to_complete,
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
  essential: m.option_category_essential,
  discretionary: m.option_category_discretionary,
  equal: m.option_plan_equal,
  seasonal: m.option_plan_seasonal,
  bullet: m.option_plan_bullet,
  month: m.option_every_month,
  fortnight: m.option_every_fortnight,
  week: m.option_every_week,
  interest: m.option_charge_interest,
  fee: m.option_charge_fee,
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
  'not-a-count': m.fault_not_a_count,
  'too-many-dues': m.fault_too_many_dues,
  'does-not-divide': m.fault_does_not_divide,
  'nothing-reported': m.fault_nothing_reported,
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
