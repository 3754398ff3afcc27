/** What the dues of a line say on a day: counts, punctuality, amounts, arrears (SPEC L3 to L6 and §4). */
import { firstDayOf, monthOf, type Day, type LineKind, type Month } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { nextArrears } from '../ledger/arrears-ahead.ts'
import { daysPastDueIn, NEVER, type ArrearsPiece, type Due, type Ledger } from '../ledger/ledger.ts'
import { EVERY_METRIC, type MetricNeeds } from './metric-needs.ts'
import { MonthTable } from './month-table.ts'
import { ratio } from './ratio.ts'
import { utilisationOf } from './utilisation.ts'
import { COLUMN } from './vocabulary.ts'
import type { WatchedValues } from './watched-values.ts'

const WORST_SPANS = [3, 6, 12, 24] as const
const WORST_COLUMNS = [
  COLUMN.max_days_past_due_3m,
  COLUMN.max_days_past_due_6m,
  COLUMN.max_days_past_due_12m,
  COLUMN.max_days_past_due_24m,
] as const

/** Columns of the table of months. */
const COUNTED = 0
const ON_TIME = 1
const AMOUNT = 2
const PAID = 3
const DUE_AMOUNT = 4
const WORST = 5
const TABLE_COLUMNS = 6

export class DueHistory {
  readonly #ledger: Ledger
  readonly #columns: WatchedValues
  readonly #months: MonthTable
  /** Of each due of the ledger what is paid on it by the day the history stands at, and whether it counts. */
  readonly #paid: number[]
  readonly #counts: boolean[]
  #needs: MetricNeeds
  #matured = 0
  #raised = 0
  #cancelled = 0
  #allocated = 0
  #balanceAt = -1
  #lateAllocated = 0
  /** The first balance found outside its place, and what that was found for. */
  #ahead = { at: -1, place: 0, use: 0, approved: -1 }
  #piece = 0
  #reported = false
  #at: Day
  /** Matured dues that count, in the order (maturity, canonical order). */
  #marks: Due[] = []
  /** What has moved since the windows were last written: the marks, what is paid on dues that count, what is due in a month. */
  #marksMoved = true
  #paidMoved = true
  #amountsMoved = true
  #worstUnwritten = true
  /** The highest days past due since then. */
  #newWorst = 0
  #everLate = false
  /** The month they were last written for. */
  #writtenFor = -1

  constructor(line: BookLine, ledger: Ledger, to: Day, columns: WatchedValues, needs: MetricNeeds) {
    this.#ledger = ledger
    this.#columns = columns
    this.#needs = needs
    this.#months = new MonthTable(monthOf(line.openedOn), monthOf(to), TABLE_COLUMNS)
    const { dues } = ledger
    this.#paid = new Array<number>(dues.length).fill(0)
    this.#counts = new Array<boolean>(dues.length).fill(false)
    for (let i = ledger.raised; i < dues.length; i++) this.#paid[i] = dues[i]!.paid
    this.#at = (line.openedOn - 1) as Day
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

  /** Balance at the end of a later day than the one it stands at. */
  balanceOn(day: Day): number {
    const { balanceDays, balances } = this.#ledger
    let at = this.#balanceAt
    while (at + 1 < balanceDays.length && balanceDays[at + 1]! <= day) at++
    return balances[at] ?? 0
  }

  /** The next day on which the balance, or the use of the approved limit that it makes, leaves its place. */
  nextBalance(kind: LineKind, approved: number): number {
    const columns = this.#columns
    const { balanceDays, balances } = this.#ledger
    const ahead = this.#ahead
    const [place, use] = [columns.placeOf(COLUMN.balance), columns.placeOf(COLUMN.utilisation)]
    const same = Object.is(ahead.place, place) && Object.is(ahead.use, use) && ahead.approved === approved
    if (!same || ahead.at <= this.#balanceAt) {
      let at = this.#balanceAt + 1
      while (
        at < balances.length &&
        columns.stays(COLUMN.balance, balances[at]!) &&
        columns.stays(COLUMN.utilisation, utilisationOf(kind, approved, balances[at]!))
      ) {
        at++
      }
      this.#ahead = { at, place, use, approved }
    }
    return this.#ahead.at < balances.length ? balanceDays[this.#ahead.at]! : NEVER
  }

  /** The next day on which days past due say something new; `above` as for `nextArrears`. */
  nextArrears(day: Day, above: (days: number) => number): number {
    const { arrears } = this.#ledger
    const started = arrears.length > 0 && arrears[this.#piece]!.from <= day
    return nextArrears(arrears, started ? this.#piece : this.#piece - 1, day, above)
  }

  advance(day: Day): void {
    const { balanceDays, reportedFrom, allocations, dues, raised, byMaturity, cancelled } = this.#ledger
    while (this.#balanceAt + 1 < balanceDays.length && balanceDays[this.#balanceAt + 1]! <= day) this.#balanceAt++
    this.#trackWorst(day)
    if (!this.#reported && day >= reportedFrom) this.#enterReportedMode()
    for (; this.#raised < raised; this.#raised++) {
      const due = dues[this.#raised]!
      if (due.raisedOn > day) break
      this.#amountsMoved = true
      this.#months.add(DUE_AMOUNT, monthOf(due.dueOn), due.amount)
    }
    for (; this.#allocated < allocations.length; this.#allocated++) {
      const { day: on, due, amount } = allocations[this.#allocated]!
      if (on > day) break
      this.#paid[due.index]! += amount
      if (!this.#counts[due.index]) continue
      this.#paidMoved = true
      this.#months.add(PAID, monthOf(due.maturity), amount)
    }
    for (; this.#matured < byMaturity.length; this.#matured++) {
      const due = byMaturity[this.#matured]!
      if (due.maturity > day) break
      this.#mature(due)
    }
    for (; this.#cancelled < cancelled.length; this.#cancelled++) {
      const due = cancelled[this.#cancelled]!
      if (due.cancelledOn > day) break
      this.#amountsMoved = true
      this.#cancel(due)
    }
    this.#at = day
  }

  /** The next day on which a due matures, is paid late or, if that is needed, passes its day. */
  nextChange(day: Day): number {
    const { byMaturity, dues, raised, lateAllocations } = this.#ledger
    let next: number = this.#matured < byMaturity.length ? byMaturity[this.#matured]!.maturity : NEVER
    while (this.#lateAllocated < lateAllocations.length && lateAllocations[this.#lateAllocated]! <= day) this.#lateAllocated++
    if (this.#lateAllocated < lateAllocations.length) next = Math.min(next, lateAllocations[this.#lateAllocated]!)
    if (this.#needs.arrearsAmount) {
      for (let i = 0; i < raised; i++) if (dues[i]!.dueOn >= day) next = Math.min(next, dues[i]!.dueOn + 1)
    }
    return next
  }

  /** From now on every metric is written. */
  needEverything(): void {
    this.#needs = EVERY_METRIC
    this.#marksMoved = true
    this.#paidMoved = true
    this.#worstUnwritten = true
  }

  /** Writes its metrics; `true` if the amounts due in a month, or the month, moved since it last did. */
  write(day: Day, month: Month): boolean {
    const columns = this.#columns
    const turned = this.#writtenFor !== month
    columns.set(COLUMN.balance, this.balance)
    columns.set(COLUMN.days_past_due, this.daysPastDue)
    if (this.#needs.arrearsAmount) columns.set(COLUMN.arrears_amount, this.arrearsAmount(day))
    if (this.#needs.worst && (turned || this.#worstUnwritten)) this.#writeWorst(month)
    else if (this.#needs.worst && this.#newWorst > 0) this.#raiseColumns()
    this.#newWorst = 0
    if (turned || this.#marksMoved) this.#writeMarks(month)
    if (this.#needs.paymentRatio && (turned || this.#paidMoved)) {
      columns.set(COLUMN.payment_ratio_3m, ratio(this.#months.sum(PAID, month, 3), this.#months.sum(AMOUNT, month, 3)))
    }
    const moved = turned || this.#amountsMoved
    this.#marksMoved = false
    this.#paidMoved = false
    this.#amountsMoved = false
    this.#writtenFor = month
    return moved
  }

  #writeMarks(month: Month): void {
    const { dues3m, dues6m, dues12m } = this.#needs
    if (dues3m) this.#writeRate(month, 3, COLUMN.dues_counted_3m, COLUMN.on_time_rate_3m, 1)
    if (dues6m) this.#writeRate(month, 6, COLUMN.dues_counted_6m, COLUMN.on_time_rate_6m, 3)
    if (dues12m) this.#writeRate(month, 12, COLUMN.dues_counted_12m, COLUMN.on_time_rate_12m, 3)
    if (this.#marksMoved) this.#columns.set(COLUMN.on_time_streak, this.#streak())
  }

  /** Amount of the dues raised and not cancelled whose `dueOn` lies in a month; reported mode has none. */
  dueAmountIn(month: number): number {
    return this.#reported ? Number.NaN : this.#months.get(DUE_AMOUNT, month)
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
    if (arrears.length === 0) return
    let from = this.#at + 1
    while (from <= day) {
      while (this.#startOf(this.#piece + 1) <= from) this.#piece++
      const piece = arrears[this.#piece]!
      const pieceEnd = Math.min(this.#startOf(this.#piece + 1) - 1, day)
      if (piece.from <= from) this.#raiseWorst(piece, from, pieceEnd)
      from = pieceEnd + 1
    }
  }

  /** The day from which a piece of the arrears holds. */
  #startOf(piece: number): number {
    const { arrears } = this.#ledger
    return piece < arrears.length ? arrears[piece]!.from : NEVER
  }

  #raiseWorst(piece: ArrearsPiece, from: number, to: number): void {
    if (daysPastDueIn(piece, to as Day) === 0) return
    this.#everLate = true
    this.#newWorst = Math.max(this.#newWorst, daysPastDueIn(piece, to as Day))
    // Within a piece the figure never falls, so each month's highest is that of its last day in the piece.
    let day = to as Day
    while (day >= from) {
      const month = monthOf(day)
      this.#months.raise(WORST, month, daysPastDueIn(piece, day))
      day = (firstDayOf(month) - 1) as Day
    }
  }

  #enterReportedMode(): void {
    this.#reported = true
    this.#marksMoved = true
    this.#paidMoved = true
    this.#amountsMoved = true
    for (const column of [COUNTED, ON_TIME, AMOUNT, PAID]) this.#months.clear(column)
    this.#marks = []
    this.#counts.fill(false)
  }

  #mature(due: Due): void {
    if (due.report !== this.#reported || due.cancelledOn <= due.maturity) return
    const month = monthOf(due.maturity)
    this.#counts[due.index] = true
    this.#marksMoved = true
    this.#paidMoved = true
    this.#marks.push(due)
    this.#months.add(COUNTED, month, 1)
    if (isOnTime(due)) this.#months.add(ON_TIME, month, 1)
    // The first report has no amount to pay, so what was paid is no part of a ratio either.
    if (due.report && due.index === this.#ledger.raised) return
    this.#months.add(AMOUNT, month, due.amount)
    this.#months.add(PAID, month, this.#paid[due.index]!)
  }

  #cancel(due: Due): void {
    this.#months.add(DUE_AMOUNT, monthOf(due.dueOn), -due.amount)
    if (!this.#counts[due.index]) return
    this.#marksMoved = true
    this.#paidMoved = true
    const month = monthOf(due.maturity)
    this.#months.add(AMOUNT, month, -due.amount)
    this.#months.add(PAID, month, -this.#paid[due.index]!)
    this.#counts[due.index] = false
    if (!due.cancelledInError) return
    this.#months.add(COUNTED, month, -1)
    if (isOnTime(due)) this.#months.add(ON_TIME, month, -1)
    this.#marks = this.#marks.filter((other) => other !== due)
  }

  /** The four windows end together, so one walk back through 24 months serves them all. */
  #writeWorst(month: Month): void {
    this.#worstUnwritten = false
    let worst = 0
    let back = 0
    for (let i = 0; i < WORST_SPANS.length; i++) {
      if (this.#everLate) for (; back < WORST_SPANS[i]!; back++) worst = Math.max(worst, this.#months.get(WORST, month - back))
      this.#columns.set(WORST_COLUMNS[i]!, worst)
    }
  }

  /** Within a month the windows only gain the latest days. */
  #raiseColumns(): void {
    const { values } = this.#columns
    for (const column of WORST_COLUMNS) if (values[column]! < this.#newWorst) this.#columns.set(column, this.#newWorst)
  }

  #writeRate(month: number, span: number, countColumn: number, rateColumn: number, least: number): void {
    const counted = this.#months.sum(COUNTED, month, span)
    this.#columns.set(countColumn, counted)
    this.#columns.set(rateColumn, counted < least ? Number.NaN : ratio(this.#months.sum(ON_TIME, month, span), counted))
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
    const { dues, raised } = this.#ledger
    let total = 0
    for (let i = 0; i < raised; i++) {
      const due = dues[i]!
      if (due.raisedOn > day || due.dueOn >= day || due.cancelledOn <= day || due.settledOn <= day) continue
      total += due.amount - this.#paid[i]!
    }
    return total
  }
}

/** A due's mark, fixed at its maturity (L3). */
export function isOnTime(due: Due): boolean {
  return due.settledOn <= due.maturity
}
