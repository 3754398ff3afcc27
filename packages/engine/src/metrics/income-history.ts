/** Income, spending and debt service by month, as recorded by the day it stands at (SPEC §4). */
import { monthOf, parseMonth, roundRatio, type Day, type KnownEvent, type Month } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { EVERY_METRIC, type MetricNeeds } from './metric-needs.ts'
import { MonthTable } from './month-table.ts'
import { ratio } from './ratio.ts'
import { COLUMN } from './vocabulary.ts'
import type { WatchedValues } from './watched-values.ts'

/** Columns of the table of months: how often income and spending were recorded, and how much. */
const INCOMES = 0
const INCOME = 1
const SPENDINGS = 2
const SPENDING = 3
const DISCRETIONARY = 4
const TABLE_COLUMNS = 5

/** What is due in a month; NaN where the dues are not known. */
export interface DueAmounts {
  readonly dueAmountIn: (month: number) => number
}

export class IncomeHistory {
  readonly #columns: WatchedValues
  readonly #months: MonthTable
  #needs: MetricNeeds
  #writtenFor = -1
  /** Whether a month was recorded that the windows, as last written, have seen or should have. */
  #moved = true

  constructor(line: BookLine, to: Day, columns: WatchedValues, needs: MetricNeeds) {
    this.#columns = columns
    this.#needs = needs
    this.#months = new MonthTable(monthOf(line.openedOn), monthOf(to), TABLE_COLUMNS)
  }

  /** Takes in an event of a line's life; all but income and spending pass by. */
  observe(event: KnownEvent): void {
    if (event.type === 'income.observed') {
      const month = this.#record(event.data.month)
      this.#months.add(INCOMES, month, 1)
      this.#months.add(INCOME, month, event.data.amount)
    } else if (event.type === 'spending.observed') {
      const month = this.#record(event.data.month)
      this.#months.add(SPENDINGS, month, 1)
      this.#months.add(SPENDING, month, event.data.amount)
      if (event.data.category === 'discretionary') this.#months.add(DISCRETIONARY, month, event.data.amount)
    }
  }

  /** From now on every metric is written. */
  needEverything(): void {
    this.#needs = EVERY_METRIC
    this.#moved = true
  }

  /**
   * Writes its metrics for a day in `month`; they change with the month, with what is recorded and, debt
   * service, with the dues.
   */
  write(month: Month, duesMoved: boolean, dues: DueAmounts): void {
    const moved = this.#moved || this.#writtenFor !== month
    if (this.#needs.debtService && (moved || duesMoved)) {
      this.#columns.set(COLUMN.debt_service_to_income_3m, this.#debtServiceToIncome(month, dues))
    }
    if (!moved) return
    this.#moved = false
    this.#writtenFor = month
    if (this.#needs.incomeStability) this.#writeStability(month)
    if (this.#needs.incomeChange3m) this.#columns.set(COLUMN.income_change_3m, this.#change(month, 3, 2))
    if (this.#needs.incomeChange12m) this.#columns.set(COLUMN.income_change_12m, this.#change(month, 12, 6))
    if (this.#needs.spending) this.#writeSpending(month)
  }

  #record(text: string): Month {
    const month = parseMonth(text)!
    // The windows end with the month before: what is recorded of the present month is seen in the next.
    if (month < this.#writtenFor) this.#moved = true
    return month
  }

  /** Debt service ÷ income over those of the last 3 complete months that have income, at least 2. */
  #debtServiceToIncome(month: Month, dues: DueAmounts): number {
    let due = 0
    let income = 0
    let months = 0
    for (let m = month - 3; m < month; m++) {
      if (this.#months.get(INCOMES, m) === 0) continue
      months++
      income += this.#months.get(INCOME, m)
      due += dues.dueAmountIn(m)
    }
    return months < 2 ? Number.NaN : ratio(due, income)
  }

  /** Of the `count` complete months before `end`, how many have income recorded. */
  #monthsWithIncome(end: number, count: number): number {
    let months = 0
    for (let m = end - count; m < end; m++) if (this.#months.get(INCOMES, m) > 0) months++
    return months
  }

  /** Their mean; a month without income recorded adds nothing. */
  #mean(end: number, count: number, months: number): number {
    return this.#months.sum(INCOME, end - 1, count) / months
  }

  #writeStability(month: Month): void {
    const months = this.#monthsWithIncome(month, 6)
    const mean = this.#mean(month, 6, months)
    const known = months >= 3 && mean !== 0
    this.#columns.set(COLUMN.income_mean_6m, known ? mean : Number.NaN)
    this.#columns.set(COLUMN.income_cv_6m, known ? roundRatio(Math.sqrt(this.#squares(month, mean) / months) / mean) : Number.NaN)
  }

  /** The squares of what the last 6 months deviate from their mean, added up. */
  #squares(month: Month, mean: number): number {
    let squares = 0
    for (let m = month - 6; m < month; m++) {
      if (this.#months.get(INCOMES, m) === 0) continue
      const deviation = this.#months.get(INCOME, m) - mean
      squares += deviation * deviation
    }
    return squares
  }

  #change(month: number, span: number, least: number): number {
    const late = this.#monthsWithIncome(month, span)
    const early = this.#monthsWithIncome(month - span, span)
    if (late < least || early < least) return Number.NaN
    const before = this.#mean(month - span, span, early)
    return before > 0 ? roundRatio(this.#mean(month, span, late) / before - 1) : Number.NaN
  }

  #writeSpending(month: Month): void {
    let income = 0
    let spending = 0
    let discretionary = 0
    let months = 0
    for (let m = month - 3; m < month; m++) {
      if (this.#months.get(INCOMES, m) === 0 || this.#months.get(SPENDINGS, m) === 0) continue
      months++
      income += this.#months.get(INCOME, m)
      spending += this.#months.get(SPENDING, m)
      discretionary += this.#months.get(DISCRETIONARY, m)
    }
    this.#columns.set(COLUMN.spend_to_income_3m, months < 2 ? Number.NaN : ratio(spending, income))
    this.#columns.set(COLUMN.discretionary_share_3m, months < 2 ? Number.NaN : ratio(discretionary, spending))
  }
}
