/** The next day on which anything of a line can change by itself or by what is recorded (P17). */
import { addDays, type Day } from '@tideline/journal'
import { COLUMN } from '../metrics/vocabulary.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { nextOfPromise } from '../status/promise.ts'
import type { LineDay } from './replay.ts'

/**
 * Given a day as it ended, the next one to visit. Windows move on a month's first day; limits grow on its last.
 * `stop` is the next day that was asked for.
 */
export function nextDay(rulebook: Rulebook, today: LineDay, nextPhase: Day | undefined, stop: Day | undefined): Day {
  const { day, monthEnd, cursor } = today
  if (today.moved) return addDays(day, 1)
  let next: number = today.mayGrow && day < monthEnd ? monthEnd : monthEnd + 1
  if (next > day + 1) next = Math.min(next, cursor.nextChange(day, today.state.approved, rulebook.thresholds))
  if (nextPhase !== undefined) next = Math.min(next, nextPhase)
  if (stop !== undefined) next = Math.min(next, stop)
  if (next > day + 1) next = Math.min(next, nextGrowth(rulebook, today), nextOfState(rulebook, today))
  return next as Day
}

/** When a metric that grows by one a day next meets a value the rulebook compares it with. */
function nextGrowth({ thresholds }: Rulebook, { day, state, values, cursor }: LineDay): number {
  let next = cursor.nextMonthsOnBook(thresholds.monthsOnBook)
  if (state.status === 'suspended') next = Math.min(next, state.since + thresholds.daysSuspended(day - state.since))
  if (state.status === 'probation') next = Math.min(next, state.stepSince + thresholds.daysSinceStep(day - state.stepSince))
  const quiet = values[COLUMN.days_since_last_record]!
  return Math.min(next, day - quiet + thresholds.daysSinceLastRecord(quiet))
}

/** Dates that the state itself has set. */
function nextOfState(rulebook: Rulebook, { day, state }: LineDay): number {
  let next = Math.min(state.nextRepeat, nextOfPromise(state, day))
  if (state.override) next = Math.min(next, state.override.until + 1)
  if (state.status === 'watch') {
    const clears = Math.max(state.since, state.lastVerdictOn ?? state.since) + rulebook.policy.watchClearDays
    if (clears > day) next = Math.min(next, clears)
  }
  return next
}
