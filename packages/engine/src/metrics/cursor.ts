/** Reads a line's life forward and writes its status-free metrics of any later day. */
import { addMonths, firstDayOf, monthOf, type Day, type Month } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { NEVER, type Ledger } from '../ledger/ledger.ts'
import { DueHistory } from './due-history.ts'
import { FactHistory } from './fact-history.ts'
import { IncomeHistory } from './income-history.ts'
import type { MetricNeeds } from './metric-needs.ts'
import { OtherLines } from './other-lines.ts'
import { COLUMN } from './vocabulary.ts'
import type { WatchedValues } from './watched-values.ts'

/** What a cursor reads: a line, and the ledgers of all its borrower's lines. */
export interface CursorSources {
  readonly line: BookLine
  readonly lines: readonly BookLine[]
  readonly ledgerOf: (line: BookLine) => Ledger
}

/** A day and its month. */
export interface CalendarDay {
  readonly day: Day
  readonly month: Month
  readonly monthStart: Day
  readonly monthEnd: Day
}

/** No life of a line is longer than this, in months: keeps far thresholds within what a date can name. */
const LONGEST_LIFE_MONTHS = 12_000

export class MetricCursor {
  readonly dues: DueHistory
  readonly facts: FactHistory
  readonly #sources: CursorSources
  readonly #columns: WatchedValues
  readonly #income: IncomeHistory
  /** `null` while nobody needs them. */
  #others: OtherLines | null
  #next = 0
  readonly #openingMonth: Month
  /** Days from the first of the month to the day of opening. */
  readonly #daysIn: number
  #monthsOnBook = 0
  #nextMonths = 0
  #nextMonthsDay = -Infinity

  constructor(sources: CursorSources, to: Day, columns: WatchedValues, needs: MetricNeeds) {
    const { line, lines, ledgerOf } = sources
    this.#sources = sources
    this.#columns = columns
    this.#openingMonth = monthOf(line.openedOn)
    this.#daysIn = line.openedOn - firstDayOf(this.#openingMonth)
    this.dues = new DueHistory(line, ledgerOf(line), to, columns, needs)
    this.facts = new FactHistory(line, columns)
    this.#income = new IncomeHistory(line, to, columns, needs)
    this.#others = needs.elsewhere && lines.length > 1 ? otherLines(sources) : null
  }

  /** From now on every metric is written, needed by the rulebook or not. */
  needEverything(): void {
    this.#others ??= otherLines(this.#sources)
    this.dues.needEverything()
    this.#income.needEverything()
  }

  /** Moves to the end of `day`; days only go forward. */
  advance(day: Day): void {
    const { events, days } = this.#sources.line
    for (; this.#next < events.length && days[this.#next]! <= day; this.#next++) {
      this.#income.observe(events[this.#next]!)
      this.facts.observe(events[this.#next]!, days[this.#next]!)
    }
    this.dues.advance(day)
    this.#others?.advance(day)
  }

  write({ day, month, monthStart, monthEnd }: CalendarDay): void {
    const duesMoved = this.dues.write(day, month)
    this.facts.write(day, month)
    this.#income.write(month, duesMoved, this.dues)
    // Opened on the 31st, a month is full on the last day of a shorter one.
    const fullOn = Math.min(monthStart + this.#daysIn, monthEnd)
    this.#monthsOnBook = month - this.#openingMonth - (day < fullOn ? 1 : 0)
    this.#columns.set(COLUMN.months_on_book, this.#monthsOnBook)
    if (this.#others) this.#columns.set(COLUMN.days_past_due_elsewhere, this.#others.worst(day))
  }

  /** The next day after `day` on which an event falls, a due matures, a promise lapses or another line changes. */
  nextChange(day: Day): number {
    const { days } = this.#sources.line
    const event = this.#next < days.length ? days[this.#next]! : NEVER
    const next = Math.min(event, this.dues.nextChange(day), this.facts.nextChange(day))
    return this.#others ? Math.min(next, this.#others.nextChange(day)) : next
  }

  /** The next day on which the arrears of another line reach the value that `above` gives. */
  nextGrowthElsewhere(day: Day, above: (days: number) => number): number {
    return this.#others ? this.#others.nextGrowth(day, above) : Infinity
  }

  /** The next day on which `months_on_book` reaches the value that `above` gives, always the same for the same. */
  nextMonthsOnBook(above: (months: number) => number): number {
    if (this.#monthsOnBook >= this.#nextMonths) {
      this.#nextMonths = above(this.#monthsOnBook)
      const within = this.#nextMonths < LONGEST_LIFE_MONTHS
      this.#nextMonthsDay = within ? addMonths(this.#sources.line.openedOn, this.#nextMonths) : Infinity
    }
    return this.#nextMonthsDay
  }
}

function otherLines({ line, lines, ledgerOf }: CursorSources): OtherLines {
  return new OtherLines(lines.filter((other) => other !== line), ledgerOf)
}
