/** Reads a line's life forward and writes its status-free metrics of any later day. */
import { addMonths, firstDayOf, monthOf, type Day, type KnownEvent, type Month } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { NEVER, type Ledger } from '../ledger/ledger.ts'
import type { GrowthThresholds } from '../policy/thresholds.ts'
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
  #news = 0
  #readsArrearsAmount: boolean
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
    this.#readsArrearsAmount = needs.arrearsAmount
    this.dues = new DueHistory(line, ledgerOf(line), to, columns, needs)
    this.facts = new FactHistory(line, columns)
    this.#income = new IncomeHistory(line, to, columns, needs)
    this.#others = needs.elsewhere && lines.length > 1 ? otherLines(sources) : null
  }

  /** From now on every metric is written, needed by the rulebook or not. */
  needEverything(): void {
    this.#others ??= otherLines(this.#sources)
    this.#readsArrearsAmount = true
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

  /**
   * The next day after `day` on which an event falls that can matter by itself, a due matures or is paid late, a
   * promise lapses or another line says something new.
   */
  nextChange(day: Day, approved: number, thresholds: GrowthThresholds): number {
    const { line } = this.#sources
    const { days } = line
    // Once it has been silent for so long that someone reads it, any record is news; so it is where arrears are read by the amount.
    const anyIsNews = this.#columns.placeOf(COLUMN.days_since_last_record) !== -Infinity || this.#readsArrearsAmount
    const at = anyIsNews ? this.#next : this.#nextNews()
    let next: number = at < days.length ? days[at]! : NEVER
    next = Math.min(next, this.dues.nextChange(day), this.facts.nextChange(day), this.dues.nextArrears(day, thresholds.daysPastDue))
    if (!anyIsNews) next = Math.min(next, this.dues.nextBalance(line.kind, approved))
    return this.#others ? Math.min(next, this.#others.nextChange(day, thresholds.daysPastDueElsewhere)) : next
  }

  /** The next event that is not quiet. */
  #nextNews(): number {
    const { events } = this.#sources.line
    if (this.#news < this.#next) this.#news = this.#next
    while (this.#news < events.length && isQuiet(events[this.#news]!)) this.#news++
    return this.#news
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

/**
 * Events that matter through something that is looked ahead for (the balance, arrears, what is allocated late),
 * or with the next month: income and spending of the present one.
 */
function isQuiet(event: KnownEvent): boolean {
  switch (event.type) {
    case 'payment.received':
    case 'due.raised':
    case 'draw.made':
    case 'charge.added':
    case 'borrower.registered':
      return true
    case 'income.observed':
    case 'spending.observed':
      return event.on.startsWith(event.data.month)
    default:
      return false
  }
}

function otherLines({ line, lines, ledgerOf }: CursorSources): OtherLines {
  return new OtherLines(lines.filter((other) => other !== line), ledgerOf)
}
