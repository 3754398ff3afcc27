/** The next day on which anything of a line can change by itself or by what is recorded (P17). */
import { addDays, addMonths, lastDayOf, monthOf, type Day } from '@tideline/journal'
import { NEVER } from '../ledger/ledger.ts'
import { COLUMN } from '../metrics/vocabulary.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { nextAbove } from '../policy/thresholds.ts'
import { nextRepeat } from '../status/warnings.ts'
import type { LineDay } from './replay.ts'

/** No life of a line is longer than this, in months: keeps far thresholds within what a date can name. */
const LONGEST_LIFE_MONTHS = 12_000

/** Given a day as it ended, the next one to visit; `NEVER` or later when nothing is left to happen. */
export function nextDay(rulebook: Rulebook, today: LineDay, nextPhase: Day | undefined, stops: readonly Day[]): Day {
  const { day, cursor } = today
  if (today.moved) return addDays(day, 1)
  const monthEnd = lastDayOf(monthOf(day))
  // Windows move on a month's first day; utilisation and score are kept, and limits grow, on its last.
  let next = day < monthEnd ? monthEnd : addDays(day, 1)
  const consider = (candidate: number): void => {
    if (candidate > day && candidate < next) next = candidate as Day
  }
  consider(cursor.nextChange(day))
  consider(nextPhase ?? NEVER)
  consider(stops.find((stop) => stop > day) ?? NEVER)
  considerGrowth(rulebook, today, consider)
  considerState(rulebook, today, consider)
  return next
}

/** Metrics that grow by one a day, at the values the rulebook compares them with. */
function considerGrowth(rulebook: Rulebook, { day, line, state, values, cursor }: LineDay, consider: (day: number) => void): void {
  const { thresholds } = rulebook
  const grow = (since: Day, values: readonly number[]): void => consider(since + nextAbove(values, day - since))
  if (cursor.dues.arrearsAnchor !== NEVER) grow(cursor.dues.arrearsAnchor, thresholds.daysPastDue)
  for (const anchor of cursor.siblingAnchors(day)) if (anchor !== NEVER) grow(anchor, thresholds.daysPastDueElsewhere)
  if (state.status === 'suspended') grow(state.since, thresholds.daysSuspended)
  if (state.status === 'probation') grow(state.stepSince, thresholds.daysSinceStep)
  grow((day - values[COLUMN.days_since_last_record]!) as Day, thresholds.daysSinceLastRecord)
  const months = nextAbove(thresholds.monthsOnBook, values[COLUMN.months_on_book]!)
  if (months < LONGEST_LIFE_MONTHS) consider(addMonths(line.openedOn, months))
}

/** Dates that the state itself has set. */
function considerState(rulebook: Rulebook, { state }: LineDay, consider: (day: number) => void): void {
  if (state.override) consider(state.override.until + 1)
  if (state.status === 'watch') consider(Math.max(state.since, state.lastVerdictOn ?? state.since) + rulebook.policy.watchClearDays)
  consider(nextRepeat(rulebook, state))
}
