/** Which metrics a replay has to work out: those that its rulebook reads, where working them out costs something. */
import { COLUMN, type MetricId } from './vocabulary.ts'

export interface MetricNeeds {
  readonly arrearsAmount: boolean
  /** The highest days past due of any window. */
  readonly worst: boolean
  readonly dues3m: boolean
  readonly dues6m: boolean
  readonly dues12m: boolean
  readonly paymentRatio: boolean
  readonly elsewhere: boolean
  readonly incomeStability: boolean
  readonly incomeChange3m: boolean
  readonly incomeChange12m: boolean
  readonly spending: boolean
  readonly debtService: boolean
}

/** For whoever asks for the metrics themselves. */
export const EVERY_METRIC: MetricNeeds = needsOf(() => true)

/** `reads` tells of each column whether anyone reads it. */
export function metricNeeds(reads: readonly boolean[]): MetricNeeds {
  return needsOf((metric) => reads[COLUMN[metric]]!)
}

function needsOf(isRead: (metric: MetricId) => boolean): MetricNeeds {
  const any = (...metrics: MetricId[]): boolean => metrics.some(isRead)
  return {
    arrearsAmount: any('arrears_amount'),
    worst: any('max_days_past_due_3m', 'max_days_past_due_6m', 'max_days_past_due_12m', 'max_days_past_due_24m'),
    dues3m: any('dues_counted_3m', 'on_time_rate_3m'),
    dues6m: any('dues_counted_6m', 'on_time_rate_6m'),
    dues12m: any('dues_counted_12m', 'on_time_rate_12m'),
    paymentRatio: any('payment_ratio_3m'),
    elsewhere: any('days_past_due_elsewhere'),
    incomeStability: any('income_mean_6m', 'income_cv_6m'),
    incomeChange3m: any('income_change_3m'),
    incomeChange12m: any('income_change_12m'),
    spending: any('spend_to_income_3m', 'discretionary_share_3m'),
    debtService: any('debt_service_to_income_3m'),
  }
}
