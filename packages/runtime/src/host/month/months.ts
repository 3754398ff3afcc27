/** The months that have ended, and the reviews of them that were kept. */
import { plainText } from '@tideline/import'
import { addDays, compareInstants, formatDay, formatMonth, isJudgementEvent, isKnownEvent, lastDayOf, monthOf, parseMonth, shiftMonth, type Day, type JournalEvent } from '@tideline/journal'
import type { MonthKept } from '../../month-contract.ts'

/** As far back as anybody reviews. */
const MOST_MONTHS = 12

/** Newest first: the month of the day where it is its last, and those before. */
export function endedMonths(asOf: Day): string[] {
  const newest = shiftMonth(monthOf(addDays(asOf, 1)), -1)
  return Array.from({ length: MOST_MONTHS }, (_, n) => formatMonth(shiftMonth(newest, -n)))
}

/** The last day of `YYYY-MM`; `null` for what is no month. */
export function endOf(month: string): Day | null {
  const parsed = parseMonth(month)
  return parsed === null ? null : lastDayOf(parsed)
}

export function monthBefore(month: string): string {
  return formatMonth(shiftMonth(parseMonth(month)!, -1))
}

/** Newest first, those taken back left out. */
export function keptReviews(bookWide: readonly JournalEvent[]): MonthKept[] {
  const reversed = new Set(bookWide.flatMap((event) => (isKnownEvent(event) && event.type === 'event.reversed' ? [event.data.event] : [])))
  return bookWide
    .filter((event) => isJudgementEvent(event, 'month.reviewed'))
    .filter(({ id }) => !reversed.has(id))
    .map(({ id, at, by, data }) => ({ event: id, month: data.month, at, by: plainText(by), lines: data.lines, changes: data.changes, sha256: data.sha256 }))
    .sort((a, b) => compareInstants(b.at, a.at))
}

/** The review of the latest month before `month`, as it was kept last before an instant; `undefined` where none was. */
export function reviewBefore(kept: readonly MonthKept[], month: string, before?: string): MonthKept | undefined {
  const earlier = kept.filter((each) => each.month < month && (before === undefined || compareInstants(each.at, before) < 0))
  return earlier.reduce<MonthKept | undefined>((best, each) => (best === undefined || each.month > best.month ? each : best), undefined)
}

/** `2026-03-31` */
export function endText(month: string): string {
  return formatDay(endOf(month)!)
}
