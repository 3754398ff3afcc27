/**
 * The metrics a policy or scorecard may name (SPEC §4), with what a checker must know of each: its unit,
 * the range no event can take it out of, and whether it can be unknown. A metric's place in this list is
 * its column in the values of a day.
 */

export type MetricUnit = 'minor' | 'days' | 'count' | 'ratio' | 'points' | 'months' | 'flag'

export interface MetricDefinition {
  readonly id: string
  readonly unit: MetricUnit
  readonly min: number
  readonly max: number
  /** When the metric is unknown (`null`): never, where nothing is observed, or by the line's status. */
  readonly unknown: 'never' | 'unobserved' | 'unless-suspended' | 'unless-on-probation'
}

const ANY = Number.MAX_VALUE

const metric = <Id extends string>(
  id: Id,
  unit: MetricUnit,
  unknown: MetricDefinition['unknown'],
  min = 0,
  max = ANY,
) => ({ id, unit, unknown, min, max }) as const

export const METRICS = [
  metric('balance', 'minor', 'never', -ANY),
  metric('arrears_amount', 'minor', 'unobserved'),
  metric('days_past_due', 'days', 'never'),
  metric('max_days_past_due_3m', 'days', 'never'),
  metric('max_days_past_due_6m', 'days', 'never'),
  metric('max_days_past_due_12m', 'days', 'never'),
  metric('max_days_past_due_24m', 'days', 'never'),
  metric('days_past_due_elsewhere', 'days', 'unobserved'),
  metric('dues_counted_3m', 'count', 'never'),
  metric('dues_counted_6m', 'count', 'never'),
  metric('dues_counted_12m', 'count', 'never'),
  metric('on_time_rate_3m', 'ratio', 'unobserved', 0, 1),
  metric('on_time_rate_6m', 'ratio', 'unobserved', 0, 1),
  metric('on_time_rate_12m', 'ratio', 'unobserved', 0, 1),
  metric('on_time_streak', 'count', 'unobserved'),
  metric('payment_ratio_3m', 'ratio', 'unobserved'),
  metric('utilisation', 'ratio', 'unobserved'),
  metric('utilisation_avg_3m', 'ratio', 'unobserved'),
  metric('months_on_book', 'months', 'never'),
  metric('income_mean_6m', 'minor', 'unobserved'),
  metric('income_cv_6m', 'ratio', 'unobserved'),
  metric('income_change_3m', 'ratio', 'unobserved', -1),
  metric('income_change_12m', 'ratio', 'unobserved', -1),
  metric('spend_to_income_3m', 'ratio', 'unobserved'),
  metric('discretionary_share_3m', 'ratio', 'unobserved', 0, 1),
  metric('debt_service_to_income_3m', 'ratio', 'unobserved'),
  metric('bureau_score', 'points', 'unobserved', -ANY),
  metric('bureau_delinquent_accounts', 'count', 'unobserved'),
  metric('bureau_good_accounts', 'count', 'unobserved'),
  metric('bureau_inquiries_6m', 'count', 'unobserved'),
  metric('flag_fraud', 'flag', 'never', 0, 1),
  metric('flag_insolvency', 'flag', 'never', 0, 1),
  metric('flag_deceased', 'flag', 'never', 0, 1),
  metric('flag_dispute', 'flag', 'never', 0, 1),
  metric('flag_hardship', 'flag', 'never', 0, 1),
  metric('restructurings_12m', 'count', 'never'),
  metric('broken_promises_3m', 'count', 'unobserved'),
  metric('days_since_last_record', 'days', 'never'),
  metric('dscr_historic', 'ratio', 'unobserved', -ANY),
  metric('dscr_forecast', 'ratio', 'unobserved', -ANY),
  metric('llcr', 'ratio', 'unobserved', -ANY),
  metric('dsra_months', 'months', 'unobserved', -ANY),
  metric('dscr_historic_min_2p', 'ratio', 'unobserved', -ANY),
  metric('actual_progress', 'ratio', 'unobserved', -ANY),
  metric('progress_gap', 'ratio', 'unobserved', -ANY),
  metric('cost_overrun', 'ratio', 'unobserved', -ANY),
  metric('score', 'points', 'never', -ANY),
  metric('adjusted_score', 'points', 'never', -ANY),
  metric('score_change_3m', 'points', 'unobserved', -ANY),
  metric('suspensions_24m', 'count', 'never'),
  metric('days_suspended', 'days', 'unless-suspended'),
  metric('on_time_since_suspension', 'count', 'unless-suspended'),
  metric('late_since_suspension', 'count', 'unless-suspended'),
  metric('score_change_since_suspension', 'points', 'unless-suspended', -ANY),
  metric('good_accounts_since_suspension', 'count', 'unless-suspended', -ANY),
  metric('covenants_reported_since_suspension', 'count', 'unless-suspended'),
  metric('on_time_since_step', 'count', 'unless-on-probation'),
  metric('days_since_step', 'days', 'unless-on-probation'),
] as const

export type MetricId = (typeof METRICS)[number]['id']

/** Column of each metric in the values of a day. */
export const COLUMN = Object.fromEntries(METRICS.map((m, i) => [m.id, i])) as { readonly [Id in MetricId]: number }

/** The values of one line on one day, one column per metric, NaN for `null` (V3). */
export type MetricValues = Float64Array

export function newMetricValues(): MetricValues {
  return new Float64Array(METRICS.length).fill(Number.NaN)
}

/** The definition of a metric, or `undefined` for a name the vocabulary lacks. */
export function metricDefinition(id: string): MetricDefinition | undefined {
  const column = Object.hasOwn(COLUMN, id) ? COLUMN[id as MetricId] : -1
  return METRICS[column]
}

/** The value of a metric by its id; NaN where it is unknown, the metric or its value. */
export function metricValue(values: MetricValues, id: string): number {
  return Object.hasOwn(COLUMN, id) ? values[COLUMN[id as MetricId]]! : Number.NaN
}

/** The value of a metric as a decision shows it: `null` where it is unknown. */
export function shownValue(values: MetricValues, id: MetricId): number | null {
  const value = values[COLUMN[id]]!
  return Number.isNaN(value) ? null : value
}
