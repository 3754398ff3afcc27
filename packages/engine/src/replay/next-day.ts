/** The next day on which anything of a line can change by itself or by what is recorded (P17). */
import { addDays, addMonths, type Day } from '@tideline/journal'
import { NEVER } from '../ledger/ledger.ts'
import { COLUMN } from '../metrics/vocabulary.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { nextAbove } from '../policy/thresholds.ts'
import { nextOfPromise } from '../status/promise.ts'
import { nextRepeat } from '../status/warnings.ts'
import type { LineDay } from './replay.ts'

/** No life of a line is longer than this, in months: keeps far thresholds within what a date can name. */
const LONGEST_LIFE_MONTHS = 12_000

/**
 * Given a day as it ended, the next one to visit. Windows move on a month's first day; utilisation and score
 * are kept, and limits grow, on its last.
 */
export function nextDay(rulebook: Rulebook, today: LineDay, nextPhase: Day | undefined, stops: readonly Day[]): Day {
  const { day, monthEnd, cursor } = today
  if (today.moved) return addDays(day, 1)
  let next: number = day < monthEnd ? monthEnd : day + 1
  if (next === day + 1) return next as Day
  next = Math.min(next, cursor.nextChange(day))
  if (nextPhase !== undefined) next = Math.min(next, nextPhase)
  for (const stop of stops) {
    if (stop > day) {
      next = Math.min(next, stop)
      break
    }
  }
  next = Math.min(next, nextGrowth(rulebook, today), nextOfState(rulebook, today))
  return next as Day
}

/** When a metric that grows by one a day next meets a value the rulebook compares it with. */
function nextGrowth(rulebook: Rulebook, { day, line, state, values, cursor }: LineDay): number {
  const { thresholds } = rulebook
  let next = Infinity
  const anchor = cursor.dues.arrearsAnchor
  if (anchor !== NEVER) next = anchor + nextAbove(thresholds.daysPastDue, day - anchor)
  for (const since of cursor.siblingAnchors(day)) next = Math.min(next, since + nextAbove(thresholds.daysPastDueElsewhere, day - since))
  if (state.status === 'suspended') next = Math.min(next, state.since + nextAbove(thresholds.daysSuspended, day - state.since))
  if (state.status === 'probation') next = Math.min(next, state.stepSince + nextAbove(thresholds.daysSinceStep, day - state.stepSince))
  const quiet = values[COLUMN.days_since_last_record]!
  next = Math.min(next, day - quiet + nextAbove(thresholds.daysSinceLastRecord, quiet))
  const months = nextAbove(thresholds.monthsOnBook, values[COLUMN.months_on_book]!)
  return months < LONGEST_LIFE_MONTHS ? Math.min(next, addMonths(line.openedOn, months)) : next
}

/** Dates that the state itself has set. */
function nextOfState(rulebook: Rulebook, { day, state }: LineDay): number {
  let next = Math.min(nextRepeat(rulebook, state), nextOfPromise(state, day))
  if (state.override) next = Math.min(next, state.override.until + 1)
  if (state.status === 'watch') {
    const clears = Math.max(state.since, state.lastVerdictOn ?? state.since) + rulebook.policy.watchClearDays
    if (clears > day) next = Math.min(next, clears)
  }
  return next
}
