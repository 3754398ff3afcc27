/** The table of metrics of spec §4, in its order. */
import type { MetricReader } from './conditions.ts'
import type { DayView } from './day.ts'
import * as dues from './due-metrics.ts'
import * as income from './income-metrics.ts'
import * as records from './record-metrics.ts'
import * as status from './status-metrics.ts'

const METRICS: { readonly [metric: string]: (view: DayView) => number | null } = {
  balance: (view) => view.ledger.balance,
  arrears_amount: (view) => view.ledger.arrears,
  days_past_due: (view) => view.ledger.daysPastDue,
  max_days_past_due_3m: (view) => dues.maxDaysPastDue(view, 3),
  max_days_past_due_6m: (view) => dues.maxDaysPastDue(view, 6),
  max_days_past_due_12m: (view) => dues.maxDaysPastDue(view, 12),
  max_days_past_due_24m: (view) => dues.maxDaysPastDue(view, 24),
  days_past_due_elsewhere: dues.daysPastDueElsewhere,
  dues_counted_3m: (view) => dues.duesCounted(view, 3),
  dues_counted_6m: (view) => dues.duesCounted(view, 6),
  dues_counted_12m: (view) => dues.duesCounted(view, 12),
  on_time_rate_3m: (view) => dues.onTimeRate(view, 3),
  on_time_rate_6m: (view) => dues.onTimeRate(view, 6),
  on_time_rate_12m: (view) => dues.onTimeRate(view, 12),
  on_time_streak: dues.onTimeStreak,
  payment_ratio_3m: dues.paymentRatio,
  utilisation: dues.utilisation,
  utilisation_avg_3m: dues.utilisationAverage,
  months_on_book: status.monthsOnBook,
  income_mean_6m: income.incomeMean,
  income_cv_6m: income.incomeVariation,
  income_change_3m: (view) => income.incomeChange(view, 3, 2),
  income_change_12m: (view) => income.incomeChange(view, 12, 6),
  spend_to_income_3m: income.spendToIncome,
  discretionary_share_3m: income.discretionaryShare,
  debt_service_to_income_3m: income.debtServiceToIncome,
  bureau_score: records.bureauScore,
  bureau_delinquent_accounts: (view) => records.bureauOn(view, 'delinquentAccounts', view.day),
  bureau_good_accounts: (view) => records.bureauOn(view, 'goodAccounts', view.day),
  bureau_inquiries_6m: (view) => records.bureauOn(view, 'inquiries6m', view.day),
  flag_fraud: (view) => records.flagOf(view, 'fraud'),
  flag_insolvency: (view) => records.flagOf(view, 'insolvency'),
  flag_deceased: (view) => records.flagOf(view, 'deceased'),
  flag_dispute: (view) => records.flagOf(view, 'dispute'),
  flag_hardship: (view) => records.flagOf(view, 'hardship'),
  restructurings_12m: records.restructurings,
  broken_promises_3m: records.brokenPromises,
  days_since_last_record: records.daysSinceLastRecord,
  dscr_historic: (view) => records.covenant(view, 'dscrHistoric'),
  dscr_forecast: (view) => records.covenant(view, 'dscrForecast'),
  llcr: (view) => records.covenant(view, 'llcr'),
  dsra_months: (view) => records.covenant(view, 'dsraMonths'),
  dscr_historic_min_2p: records.dscrHistoricMinimum,
  actual_progress: records.actualProgress,
  progress_gap: records.progressGap,
  cost_overrun: records.costOverrun,
  score: status.scoreToday,
  adjusted_score: status.adjustedScoreToday,
  score_change_3m: status.scoreChange,
  suspensions_24m: status.suspensions,
  days_suspended: status.daysSuspended,
  on_time_since_suspension: status.onTimeSinceSuspension,
  late_since_suspension: status.lateSinceSuspension,
  score_change_since_suspension: status.scoreChangeSinceSuspension,
  good_accounts_since_suspension: status.goodAccountsSinceSuspension,
  covenants_reported_since_suspension: status.covenantsSinceSuspension,
  on_time_since_step: status.onTimeSinceStep,
  days_since_step: status.daysSinceStep,
}

/** Every metric name of spec §4, in its order. */
export const METRIC_NAMES: readonly string[] = Object.keys(METRICS)

/** Reads the metrics of one day, each computed when it is first asked for. */
export function metricReader(view: DayView): MetricReader {
  const known = new Map<string, number | null>()
  return (metric) => {
    const before = known.get(metric)
    if (before !== undefined) return before
    const compute = METRICS[metric]
    if (compute === undefined) throw new Error(`unknown metric: ${metric}`)
    const value = compute(view)
    known.set(metric, value)
    return value
  }
}
