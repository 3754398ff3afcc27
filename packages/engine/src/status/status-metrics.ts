/** Metrics that read the status as it stood at the end of the day before (M1, M2), and those kept by month. */
import { monthOf, roundRatio, type Day, type Month } from '@tideline/journal'
import type { MetricCursor } from '../metrics/cursor.ts'
import { COLUMN, type MetricValues } from '../metrics/vocabulary.ts'
import type { LineState } from './state.ts'

/** Everything but what the score itself goes into. */
export function writeStatusMetrics(values: MetricValues, state: LineState, cursor: MetricCursor, day: Day, month: Month): void {
  values[COLUMN.suspensions_24m] = state.suspensions.length === 0 ? 0 : state.suspensions.filter((began) => monthOf(began) > month - 24).length
  values[COLUMN.utilisation_avg_3m] = meanUtilisation(state, month)
  const suspended = state.status === 'suspended'
  const suspension = suspended ? cursor.dues.since(state.since) : null
  values[COLUMN.days_suspended] = suspended ? day - state.since : Number.NaN
  values[COLUMN.on_time_since_suspension] = suspension?.onTime ?? Number.NaN
  values[COLUMN.late_since_suspension] = suspension?.late ?? Number.NaN
  values[COLUMN.good_accounts_since_suspension] = suspended
    ? values[COLUMN.bureau_good_accounts]! - state.goodAccountsAtSuspension
    : Number.NaN
  values[COLUMN.covenants_reported_since_suspension] = suspended ? cursor.facts.covenantsSince(state.since) : Number.NaN
  const onProbation = state.status === 'probation'
  values[COLUMN.on_time_since_step] = onProbation ? cursor.dues.since(state.stepSince).onTimeSinceLate : Number.NaN
  values[COLUMN.days_since_step] = onProbation ? day - state.stepSince : Number.NaN
}

/** The score and what is measured against earlier scores (S4: once a day, before the rules). */
export function writeScoreMetrics(values: MetricValues, state: LineState, score: number, month: Month): void {
  values[COLUMN.score] = score
  const then = state.monthEnds.get(month - 3)
  values[COLUMN.score_change_3m] = then ? score - then.score : Number.NaN
  values[COLUMN.score_change_since_suspension] = state.status === 'suspended' ? score - state.scoreAtSuspension : Number.NaN
}

function meanUtilisation(state: LineState, month: number): number {
  let total = 0
  let months = 0
  for (let m = month - 3; m < month; m++) {
    const utilisation = state.monthEnds.get(m)?.utilisation ?? Number.NaN
    if (Number.isNaN(utilisation)) continue
    total += utilisation
    months++
  }
  return months === 0 ? Number.NaN : roundRatio(total / months)
}
