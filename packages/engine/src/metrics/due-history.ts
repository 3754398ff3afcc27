/** What the dues of a line say on a day: counts, punctuality, amounts, arrears (SPEC L3 to L6 and §4). */
import { firstDayOf, monthOf, roundRatio, type Day, type Month } from '@tideline/journal'
import { daysPastDueIn, NEVER, type Due, type Ledger } from '../ledger/ledger.ts'
import { MonthColumn, ratio } from './month-column.ts'
import { COLUMN, type MetricValues } from './vocabulary.ts'

interface DueState {
  readonly due: Due
  /** Paid on it by the day the history stands at. */
  paid: number
  counted: boolean
}

const WORST_SPANS = [3, 6, 12, 24] as const
const WORST_COLUMNS = [
  COLUMN.max_days_past_due_3m,
  COLUMN.max_days_past_due_6m,
  COLUMN.max_days_past_due_12m,
  COLUMN.max_days_past_due_24m,
] as const

export class DueHistory {
  readonly #ledger: Ledger
  readonly #tracksArrears: boolean
  readonly #states: Map<Due, DueState>
  readonly #byMaturity: readonly Due[]
  readonly #byRaising: readonly Due[]
  readonly #byCancelling: readonly Due[]
  #matured = 0
  #raised = 0
  #cancelled = 0
  #allocated = 0
  #balanceAt = -1
  #piece = 0
  #reported = false
  #at: Day
  /** Matured dues that count, in the order (maturity, canonical order). */
  #marks: Due[] = []
  readonly #counted: MonthColumn
  readonly #onTime: MonthColumn
  readonly #amount: MonthColumn
  readonly #paid: MonthColumn
  readonly #dueAmount: MonthColumn
  readonly #worst: MonthColumn
  /** Whether anything the windows read has moved since they were last written, and for which month. */
  #dirty = true
  #everLate = false
  #writtenFor = -1

  constructor(ledger: Ledger, openedOn: Day, to: Day, tracksArrears: boolean) {
    this.#ledger = ledger
    this.#tracksArrears = tracksArrears
    this.#states = new Map(ledger.dues.map((due) => [due, { due, paid: due.report ? due.paid : 0, counted: false }]))
    this.#byMaturity = ledger.dues.toSorted((a, b) => a.maturity - b.maturity)
    this.#byRaising = ledger.dues.filter((due) => !due.report)
    this.#byCancelling = this.#byRaising.filter((due) => due.cancelledOn !== NEVER).toSorted((a, b) => a.cancelledOn - b.cancelledOn)
    this.#at = (openedOn - 1) as Day
    const months = [(monthOf(openedOn) - 1) as Month, monthOf(to)] as const
    this.#counted = new MonthColumn(...months)
    this.#onTime = new MonthColumn(...months)
    this.#amount = new MonthColumn(...months)
    this.#paid = new MonthColumn(...months)
    this.#dueAmount = new MonthColumn(...months)
    this.#worst = new MonthColumn(...months)
  }

  /** The day of the line's first report, or `NEVER`. */
  get reportedFrom(): Day {
    return this.#ledger.reportedFrom
  }

  /** Balance at the end of the day it stands at. */
  get balance(): number {
    return this.#ledger.balances[this.#balanceAt] ?? 0
  }

  get daysPastDue(): number {
    const piece = this.#ledger.arrears[this.#piece]
    return piece && piece.from <= this.#at ? daysPastDueIn(piece, this.#at) : 0
  }

  /** The day from which days past due grow by one a day, or `NEVER` where they stand. */
  get arrearsAnchor(): Day {
    const piece = this.#ledger.arrears[this.#piece]
    return piece && piece.from <= this.#at ? piece.anchor : NEVER
  }

  advance(day: Day): void {
    const { balanceDays, reportedFrom, allocations } = this.#ledger
    while ((balanceDays[this.#balanceAt + 1] ?? NEVER) <= day) this.#balanceAt++
    this.#trackWorst(day)
    if (!this.#reported && day >= reportedFrom) this.#enterReportedMode()
    for (; this.#raised < this.#byRaising.length; this.#raised++) {
      const due = this.#byRaising[this.#raised]!
      if (due.raisedOn > day) break
      this.#dirty = true
      this.#dueAmount.add(monthOf(due.dueOn), due.amount)
    }
    for (; this.#allocated < allocations.length; this.#allocated++) {
      const { day: on, due, amount } = allocations[this.#allocated]!
      if (on > day) break
      this.#dirty = true
      const state = this.#states.get(due)!
      state.paid += amount
      if (state.counted) this.#paid.add(monthOf(due.maturity), amount)
    }
    for (; this.#matured < this.#byMaturity.length; this.#matured++) {
      const due = this.#byMaturity[this.#matured]!
      if (due.maturity > day) break
      this.#dirty = true
      this.#mature(due)
    }
    for (; this.#cancelled < this.#byCancelling.length; this.#cancelled++) {
      const due = this.#byCancelling[this.#cancelled]!
      if (due.cancelledOn > day) break
      this.#dirty = true
      this.#cancel(due)
    }
    this.#at = day
  }

  /** The next day on which a due matures or, if tracked, passes its day: dates no event announces. */
  nextChange(day: Day): number {
    let next: number = this.#byMaturity[this.#matured]?.maturity ?? NEVER
    if (this.#tracksArrears) {
      for (const due of this.#byRaising) if (due.dueOn >= day) next = Math.min(next, due.dueOn + 1)
    }
    return next
  }

  /** Writes its metrics; `true` if the dues or the month moved since it last did. */
  write(values: MetricValues, day: Day, month: Month): boolean {
    values[COLUMN.balance] = this.balance
    values[COLUMN.days_past_due] = this.daysPastDue
    this.#writeWorst(values, month)
    if (this.#tracksArrears) values[COLUMN.arrears_amount] = this.arrearsAmount(day)
    if (!this.#dirty && this.#writtenFor === month) return false
    this.#dirty = false
    this.#writtenFor = month
    this.#writeRate(values, month, 3, COLUMN.dues_counted_3m, COLUMN.on_time_rate_3m, 1)
    this.#writeRate(values, month, 6, COLUMN.dues_counted_6m, COLUMN.on_time_rate_6m, 3)
    this.#writeRate(values, month, 12, COLUMN.dues_counted_12m, COLUMN.on_time_rate_12m, 3)
    values[COLUMN.on_time_streak] = this.#streak()
    values[COLUMN.payment_ratio_3m] = ratio(this.#paid.sum(month, 3), this.#amount.sum(month, 3), roundRatio)
    return true
  }

  /** Amount of the dues raised and not cancelled whose `dueOn` lies in a month; reported mode has none. */
  dueAmountIn(month: number): number {
    return this.#reported ? Number.NaN : this.#dueAmount.get(month)
  }

  /** On time and late among the matured dues with `dueOn` after a day; `sinceLate` counts on from the latest late one (M1). */
  since(day: Day): { onTime: number; late: number; onTimeSinceLate: number } {
    let onTime = 0
    let late = 0
    let onTimeSinceLate = 0
    for (let i = this.#marks.length - 1; i >= 0; i--) {
      const due = this.#marks[i]!
      if (due.maturity <= day) break
      if (due.dueOn <= day) continue
      if (isOnTime(due)) {
        onTime++
        if (late === 0) onTimeSinceLate++
      } else late++
    }
    return { onTime, late, onTimeSinceLate }
  }

  #trackWorst(day: Day): void {
    const { arrears } = this.#ledger
    let from = (this.#at + 1) as Day
    while (from <= day) {
      while ((arrears[this.#piece + 1]?.from ?? NEVER) <= from) this.#piece++
      const piece = arrears[this.#piece]
      const pieceEnd = Math.min((arrears[this.#piece + 1]?.from ?? NEVER) - 1, day)
      if (piece && piece.from <= from) this.#raiseWorst(piece, from, pieceEnd as Day)
      from = (pieceEnd + 1) as Day
    }
  }

  #raiseWorst(piece: Ledger['arrears'][number], from: Day, to: Day): void {
    if (daysPastDueIn(piece, to) === 0) return
    this.#everLate = true
    // Within a piece the figure never falls, so each month's highest is that of its last day in the piece.
    let day = to
    while (day >= from) {
      const month = monthOf(day)
      this.#worst.raise(month, daysPastDueIn(piece, day))
      day = (firstDayOf(month) - 1) as Day
    }
  }

  #enterReportedMode(): void {
    this.#reported = true
    this.#dirty = true
    for (const column of [this.#counted, this.#onTime, this.#amount, this.#paid]) column.clear()
    this.#marks = []
    for (const state of this.#states.values()) state.counted = false
  }

  #mature(due: Due): void {
    if (due.report !== this.#reported || due.cancelledOn <= due.maturity) return
    const month = monthOf(due.maturity)
    const state = this.#states.get(due)!
    state.counted = true
    this.#marks.push(due)
    this.#counted.add(month, 1)
    if (isOnTime(due)) this.#onTime.add(month, 1)
    // The first report has no amount to pay, so what was paid is no part of a ratio either.
    if (due.report && due === this.#ledger.dues.find((other) => other.report)) return
    this.#amount.add(month, due.amount)
    this.#paid.add(month, state.paid)
  }

  #cancel(due: Due): void {
    this.#dueAmount.add(monthOf(due.dueOn), -due.amount)
    const state = this.#states.get(due)!
    if (!state.counted) return
    const month = monthOf(due.maturity)
    this.#amount.add(month, -due.amount)
    this.#paid.add(month, -state.paid)
    state.counted = false
    if (!due.cancelledInError) return
    this.#counted.add(month, -1)
    if (isOnTime(due)) this.#onTime.add(month, -1)
    this.#marks = this.#marks.filter((other) => other !== due)
  }

  /** The four windows end together, so one walk back through 24 months serves them all. */
  #writeWorst(values: MetricValues, month: Month): void {
    if (!this.#everLate) {
      for (const column of WORST_COLUMNS) values[column] = 0
      return
    }
    let worst = 0
    let back = 0
    WORST_SPANS.forEach((span, i) => {
      for (; back < span; back++) worst = Math.max(worst, this.#worst.get(month - back))
      values[WORST_COLUMNS[i]!] = worst
    })
  }

  #writeRate(values: MetricValues, month: number, span: number, countColumn: number, rateColumn: number, least: number): void {
    const counted = this.#counted.sum(month, span)
    values[countColumn] = counted
    values[rateColumn] = counted < least ? Number.NaN : ratio(this.#onTime.sum(month, span), counted, roundRatio)
  }

  #streak(): number {
    if (this.#marks.length === 0) return Number.NaN
    let streak = 0
    while (streak < this.#marks.length && isOnTime(this.#marks[this.#marks.length - 1 - streak]!)) streak++
    return streak
  }

  /** The unpaid part of the unsettled dues that have passed their day; NaN in reported mode. */
  arrearsAmount(day: Day): number {
    if (this.#reported) return Number.NaN
    let total = 0
    for (const due of this.#byRaising) {
      if (due.raisedOn > day || due.dueOn >= day || due.cancelledOn <= day || due.settledOn <= day) continue
      total += due.amount - this.#states.get(due)!.paid
    }
    return total
  }
}

/** A due's mark, fixed at its maturity (L3). */
export function isOnTime(due: Due): boolean {
  return due.settledOn <= due.maturity
}
