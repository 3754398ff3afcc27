/** Income, spending and debt service by month, as recorded by the day it stands at (SPEC §4). */
import { parseMonth, roundRatio, type KnownEvent, type Month } from '@tideline/journal'
import { ratio } from './month-column.ts'
import { COLUMN, type MetricValues } from './vocabulary.ts'

interface MonthRecord {
  income: number | null
  spending: number | null
  discretionary: number
}

/** The mean of monthly totals and how many months it rests on. */
interface Mean {
  readonly mean: number
  readonly months: number
}

export class IncomeHistory {
  readonly #months = new Map<number, MonthRecord>()
  #writtenFor = -1
  #dirty = true

  /** Takes in an event of a line's life; all but income and spending pass by. */
  observe(event: KnownEvent): void {
    if (event.type !== 'income.observed' && event.type !== 'spending.observed') return
    const record = this.#record(parseMonth(event.data.month)!)
    if (event.type === 'income.observed') record.income = (record.income ?? 0) + event.data.amount
    else {
      record.spending = (record.spending ?? 0) + event.data.amount
      if (event.data.category === 'discretionary') record.discretionary += event.data.amount
    }
    this.#dirty = true
  }

  /**
   * Writes its metrics for a day in `month`; they change with the month, with what is recorded and, debt
   * service, with the dues.
   */
  write(values: MetricValues, month: Month, dues: { readonly moved: boolean; readonly amountIn: (month: number) => number }): void {
    const moved = this.#dirty || this.#writtenFor !== month
    if (moved || dues.moved) values[COLUMN.debt_service_to_income_3m] = this.#debtServiceToIncome(month, dues.amountIn)
    if (!moved) return
    this.#dirty = false
    this.#writtenFor = month
    this.#writeStability(values, month)
    values[COLUMN.income_change_3m] = this.#change(month, 3, 2)
    values[COLUMN.income_change_12m] = this.#change(month, 12, 6)
    this.#writeSpending(values, month)
  }

  /** Debt service ÷ income over those of the last 3 complete months that have income, at least 2. */
  #debtServiceToIncome(month: Month, dueAmountIn: (month: number) => number): number {
    let due = 0
    let income = 0
    let months = 0
    for (let m = month - 3; m < month; m++) {
      const earned = this.#months.get(m)?.income ?? null
      if (earned === null) continue
      months++
      income += earned
      due += dueAmountIn(m)
    }
    return months < 2 ? Number.NaN : ratio(due, income, roundRatio)
  }

  #record(month: Month): MonthRecord {
    let record = this.#months.get(month)
    if (!record) this.#months.set(month, (record = { income: null, spending: null, discretionary: 0 }))
    return record
  }

  /** Monthly income totals of the `count` complete months before `end`, oldest first, gaps left out. */
  #incomes(end: number, count: number): number[] {
    const incomes: number[] = []
    for (let m = end - count; m < end; m++) {
      const income = this.#months.get(m)?.income ?? null
      if (income !== null) incomes.push(income)
    }
    return incomes
  }

  #mean(end: number, count: number): Mean {
    const incomes = this.#incomes(end, count)
    return { mean: sum(incomes) / incomes.length, months: incomes.length }
  }

  #writeStability(values: MetricValues, month: Month): void {
    const incomes = this.#incomes(month, 6)
    const mean = sum(incomes) / incomes.length
    const known = incomes.length >= 3 && mean !== 0
    values[COLUMN.income_mean_6m] = known ? mean : Number.NaN
    if (!known) {
      values[COLUMN.income_cv_6m] = Number.NaN
      return
    }
    const squares = incomes.map((income) => (income - mean) * (income - mean))
    values[COLUMN.income_cv_6m] = roundRatio(Math.sqrt(sum(squares) / incomes.length) / mean)
  }

  #change(month: number, span: number, least: number): number {
    const late = this.#mean(month, span)
    const early = this.#mean(month - span, span)
    if (late.months < least || early.months < least || !(early.mean > 0)) return Number.NaN
    return roundRatio(late.mean / early.mean - 1)
  }

  #writeSpending(values: MetricValues, month: Month): void {
    let income = 0
    let spending = 0
    let discretionary = 0
    let months = 0
    for (let m = month - 3; m < month; m++) {
      const record = this.#months.get(m)
      if (!record || record.income === null || record.spending === null) continue
      months++
      income += record.income
      spending += record.spending
      discretionary += record.discretionary
    }
    values[COLUMN.spend_to_income_3m] = months < 2 ? Number.NaN : ratio(spending, income, roundRatio)
    values[COLUMN.discretionary_share_3m] = months < 2 ? Number.NaN : ratio(discretionary, spending, roundRatio)
  }
}

function sum(terms: readonly number[]): number {
  let total = 0
  for (const term of terms) total += term
  return total
}
