/** Metrics of the ledger: arrears, habits, use of the limit. */
import { monthOf, lastDayOf, windowStart } from './days.ts'
import { recordOf, type DayView } from './day.ts'
import type { CountedDue } from './ledger.ts'
import { quotient, ratio } from './ratio.ts'

/** The highest days past due at the end of any day in the window since opening, D included. */
export function maxDaysPastDue(view: DayView, months: number): number {
  const from = windowStart(view.day, months)
  const before = view.past.filter((record) => record.day >= from).map((record) => record.daysPastDue)
  return Math.max(view.ledger.daysPastDue, ...before)
}

/** The highest days past due, that day, among the borrower's other open lines. */
export function daysPastDueElsewhere(view: DayView): number | null {
  const others = view.otherLedgers()
  return others.length === 0 ? null : Math.max(...others.map((ledger) => ledger.daysPastDue))
}

function countedInWindow(view: DayView, months: number): CountedDue[] {
  const from = windowStart(view.day, months)
  return view.ledger.counted.filter((due) => due.matures >= from)
}

export function duesCounted(view: DayView, months: number): number {
  return countedInWindow(view, months).length
}

/** Two dues are no habit: 6 and 12 months need three. */
export function onTimeRate(view: DayView, months: number): number | null {
  const counted = countedInWindow(view, months)
  if (counted.length === 0 || (months > 3 && counted.length < 3)) return null
  return quotient(counted.filter((due) => due.onTime).length, counted.length)
}

export function onTimeStreak(view: DayView): number | null {
  return view.ledger.counted.length === 0 ? null : trailingOnTime(view.ledger.counted)
}

/** How many of the newest dues were on time, in a row. */
export function trailingOnTime(counted: readonly CountedDue[]): number {
  let streak = 0
  for (const due of counted.toReversed()) {
    if (!due.onTime) break
    streak += 1
  }
  return streak
}

/** L6: a cancelled due keeps its mark in the counts but leaves the amounts; the first report has no amount. */
export function paymentRatio(view: DayView): number | null {
  const counted = countedInWindow(view, 3).filter((due) => due.amount !== null)
  const paid = counted.reduce((sum, due) => sum + due.paid, 0)
  const amount = counted.reduce((sum, due) => sum + (due.amount ?? 0), 0)
  return quotient(paid, amount)
}

export function utilisation(view: DayView): number | null {
  if (view.log.kind !== 'revolving') return null
  return quotient(Math.max(view.ledger.balance, 0), view.approvedBeforeRules)
}

/** The mean over the last days of the last three complete months, oldest first; a day without a value is left out. */
export function utilisationAverage(view: DayView): number | null {
  const values = [3, 2, 1].flatMap((ago) => {
    const value = recordOf(view, lastDayOf(monthOf(view.day) - ago))?.utilisation ?? null
    return value === null ? [] : [value]
  })
  if (values.length === 0) return null
  return ratio(values.reduce((sum, value) => sum + value, 0) / values.length)
}
