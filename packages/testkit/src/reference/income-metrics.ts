/** Metrics of income and spending: monthly totals of what is recorded by the day, late-recorded months included. */
import { monthOf, monthOfText } from './days.ts'
import type { DayView } from './day.ts'
import { eventsOf } from './log.ts'
import { quotient, ratio } from './ratio.ts'

interface MonthTotals {
  readonly month: number
  /** null where none is recorded; a recorded 0 is 0 (V3). */
  readonly income: number | null
  readonly spending: number | null
  readonly discretionary: number
}

interface RecordedMonths {
  readonly income: ReadonlyMap<number, number>
  readonly spending: ReadonlyMap<number, number>
  readonly discretionary: ReadonlyMap<number, number>
}

const recordedOnDay = new WeakMap<DayView, RecordedMonths>()

/** What is recorded by the day, added up once a day. */
function recordedBy(view: DayView): RecordedMonths {
  const before = recordedOnDay.get(view)
  if (before !== undefined) return before
  const spendings = eventsOf(view.log, 'spending.observed', view.day).map(({ event }) => event.data)
  const recorded = {
    income: totalsByMonth(eventsOf(view.log, 'income.observed', view.day).map(({ event }) => event.data)),
    spending: totalsByMonth(spendings),
    discretionary: totalsByMonth(spendings.filter(({ category }) => category === 'discretionary')),
  }
  recordedOnDay.set(view, recorded)
  return recorded
}

/** The complete months from `from` to `to` months before the month of the day (from > to), oldest first. */
function monthsBefore(view: DayView, from: number, to: number): MonthTotals[] {
  const { income, spending, discretionary } = recordedBy(view)
  const months: MonthTotals[] = []
  for (let ago = from; ago >= to; ago--) {
    const month = monthOf(view.day) - ago
    months.push({
      month,
      income: income.get(month) ?? null,
      spending: spending.get(month) ?? null,
      discretionary: discretionary.get(month) ?? 0,
    })
  }
  return months
}

function totalsByMonth(entries: readonly { readonly month: string; readonly amount: number }[]): Map<number, number> {
  const totals = new Map<number, number>()
  for (const { month: text, amount } of entries) {
    const month = monthOfText(text)
    totals.set(month, (totals.get(month) ?? 0) + amount)
  }
  return totals
}

function total(entries: readonly { readonly amount: number }[]): number {
  return entries.reduce((sum, entry) => sum + entry.amount, 0)
}

/** The totals of the months with income, oldest first. */
function recordedIncome(months: readonly MonthTotals[]): number[] {
  return months.flatMap(({ income }) => (income === null ? [] : [income]))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Minor units, not rounded; null under three months with income, or a mean of 0. */
export function incomeMean(view: DayView): number | null {
  const incomes = recordedIncome(monthsBefore(view, 6, 1))
  return incomes.length < 3 || mean(incomes) === 0 ? null : mean(incomes)
}

/** Population standard deviation ÷ mean. */
export function incomeVariation(view: DayView): number | null {
  const incomes = recordedIncome(monthsBefore(view, 6, 1))
  const average = mean(incomes)
  if (incomes.length < 3 || average === 0) return null
  const squares = incomes.map((income) => (income - average) * (income - average))
  return ratio(Math.sqrt(mean(squares)) / average)
}

/** The last `months` complete months against as many before, each with at least `atLeast` months of income. */
export function incomeChange(view: DayView, months: number, atLeast: number): number | null {
  const recent = recordedIncome(monthsBefore(view, months, 1))
  const earlier = recordedIncome(monthsBefore(view, 2 * months, months + 1))
  if (recent.length < atLeast || earlier.length < atLeast || mean(earlier) <= 0) return null
  return ratio(mean(recent) / mean(earlier) - 1)
}

function monthsWithBoth(view: DayView): MonthTotals[] {
  return monthsBefore(view, 3, 1).filter(({ income, spending }) => income !== null && spending !== null)
}

export function spendToIncome(view: DayView): number | null {
  const months = monthsWithBoth(view)
  if (months.length < 2) return null
  return quotient(sumOf(months, 'spending'), sumOf(months, 'income'))
}

export function discretionaryShare(view: DayView): number | null {
  const months = monthsWithBoth(view)
  if (months.length < 2) return null
  return quotient(sumOf(months, 'discretionary'), sumOf(months, 'spending'))
}

/** The dues raised by the day that fall due in the months with income ÷ that income. */
export function debtServiceToIncome(view: DayView): number | null {
  const months = monthsBefore(view, 3, 1).filter(({ income }) => income !== null)
  if (months.length < 2 || view.ledger.reportedMode) return null
  const inMonths = view.ledger.dues.filter((due) => months.some(({ month }) => month === monthOf(due.dueOn)))
  return quotient(total(inMonths), sumOf(months, 'income'))
}

function sumOf(months: readonly MonthTotals[], what: 'income' | 'spending' | 'discretionary'): number {
  return months.reduce((sum, month) => sum + (month[what] ?? 0), 0)
}
