/** Metrics that read the status as it stood at the end of the day before (M1, M2), and those kept by month. */
import { lastDayOf, monthOf, roundRatio, type Day, type LineKind, type Month } from '@tideline/journal'
import type { MetricCursor } from '../metrics/cursor.ts'
import type { DueHistory } from '../metrics/due-history.ts'
import { utilisationOf } from '../metrics/utilisation.ts'
import { COLUMN } from '../metrics/vocabulary.ts'
import type { WatchedValues } from '../metrics/watched-values.ts'
import type { LineState } from './state.ts'

/**
 * Keeps score and utilisation of the months that ended since the day looked at last. They stood as that day ended,
 * but for the balance, which may have moved within its place.
 */
export function keepMonthEnds(state: LineState, { values }: WatchedValues, kind: LineKind, month: Month, dues: DueHistory): void {
  const { scores, utilisations } = state.monthEnds
  while (scores.length < month - state.openingMonth) {
    const balance = dues.balanceOn(lastDayOf((state.openingMonth + scores.length) as Month))
    scores.push(values[COLUMN.score]!)
    utilisations.push(balance === dues.balance ? values[COLUMN.utilisation]! : utilisationOf(kind, state.approved, balance))
  }
}

/** Everything but what the score itself goes into. `turned` in a new month, `moved` where the state moved since. */
export function writeStatusMetrics(
  columns: WatchedValues,
  state: LineState,
  cursor: MetricCursor,
  { day, month, turned, moved }: { readonly day: Day; readonly month: Month; readonly turned: boolean; readonly moved: boolean },
): void {
  if (turned || moved) columns.set(COLUMN.suspensions_24m, suspensionsSince(state, month - 24))
  if (turned) columns.set(COLUMN.utilisation_avg_3m, meanUtilisation(state, month))
  if (state.status === 'suspended') writeSinceSuspension(columns, state, cursor, day)
  else if (columns.values[COLUMN.days_suspended]! >= 0) forget(columns, SINCE_SUSPENSION)
  if (state.status === 'probation') {
    columns.set(COLUMN.on_time_since_step, cursor.dues.since(state.stepSince).onTimeSinceLate)
    columns.set(COLUMN.days_since_step, day - state.stepSince)
  } else if (columns.values[COLUMN.days_since_step]! >= 0) forget(columns, SINCE_STEP)
}

/** The score and what is measured against earlier scores (S4: once a day, before the rules). */
export function writeScoreMetrics(columns: WatchedValues, state: LineState, score: number, month: Month): void {
  columns.set(COLUMN.score, score)
  const then = month - 3 - state.openingMonth
  columns.set(COLUMN.score_change_3m, then >= 0 ? score - state.monthEnds.scores[then]! : Number.NaN)
  columns.set(COLUMN.score_change_since_suspension, state.status === 'suspended' ? score - state.scoreAtSuspension : Number.NaN)
}

const SINCE_SUSPENSION = [
  COLUMN.days_suspended,
  COLUMN.on_time_since_suspension,
  COLUMN.late_since_suspension,
  COLUMN.good_accounts_since_suspension,
  COLUMN.covenants_reported_since_suspension,
]
const SINCE_STEP = [COLUMN.on_time_since_step, COLUMN.days_since_step]

function writeSinceSuspension(columns: WatchedValues, state: LineState, cursor: MetricCursor, day: Day): void {
  const { onTime, late } = cursor.dues.since(state.since)
  columns.set(COLUMN.days_suspended, day - state.since)
  columns.set(COLUMN.on_time_since_suspension, onTime)
  columns.set(COLUMN.late_since_suspension, late)
  columns.set(COLUMN.good_accounts_since_suspension, columns.values[COLUMN.bureau_good_accounts]! - state.goodAccountsAtSuspension)
  columns.set(COLUMN.covenants_reported_since_suspension, cursor.facts.covenantsSince(state.since))
}

/** They are known only while the line has the status they count from. */
function forget(columns: WatchedValues, metrics: readonly number[]): void {
  for (const column of metrics) columns.set(column, Number.NaN)
}

function suspensionsSince({ suspensions }: LineState, month: number): number {
  let count = 0
  for (const began of suspensions) if (monthOf(began) > month) count++
  return count
}

function meanUtilisation({ monthEnds, openingMonth }: LineState, month: number): number {
  let total = 0
  let months = 0
  for (let at = Math.max(0, month - 3 - openingMonth); at < month - openingMonth; at++) {
    const utilisation = monthEnds.utilisations[at]!
    if (Number.isNaN(utilisation)) continue
    total += utilisation
    months++
  }
  return months === 0 ? Number.NaN : roundRatio(total / months)
}
