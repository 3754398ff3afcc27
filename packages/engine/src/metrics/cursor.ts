/** Reads a line's life forward and gives its status-free metrics on any later day. */
import { addMonths, type Day, type Month } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { daysPastDueIn, NEVER, type Ledger } from '../ledger/ledger.ts'
import { DueHistory } from './due-history.ts'
import { FactHistory } from './fact-history.ts'
import { IncomeHistory } from './income-history.ts'
import { COLUMN, type MetricValues } from './vocabulary.ts'

/** Another line of the borrower: its arrears count between its opening and its `line.closed`. */
export interface Sibling {
  readonly line: BookLine
  readonly ledger: Ledger
}

const NO_DAYS: readonly Day[] = []

export class MetricCursor {
  readonly dues: DueHistory
  readonly facts: FactHistory
  readonly #line: BookLine
  readonly #income = new IncomeHistory()
  readonly #siblings: readonly Sibling[]
  readonly #dueAmountIn = (month: number): number => this.dues.dueAmountIn(month)
  #next = 0
  #months = 0
  #nextMonthDay: Day

  constructor(line: BookLine, ledger: Ledger, siblings: readonly Sibling[], to: Day, tracksArrears: boolean) {
    this.#line = line
    this.#nextMonthDay = addMonths(line.openedOn, 1)
    this.#siblings = siblings
    this.dues = new DueHistory(ledger, line.openedOn, to, tracksArrears)
    this.facts = new FactHistory(line.openedOn, line.events, line.days)
  }

  /** Moves to the end of `day`; days only go forward. */
  advance(day: Day): void {
    const { events, days } = this.#line
    for (; this.#next < events.length && days[this.#next]! <= day; this.#next++) {
      this.#income.observe(events[this.#next]!)
      this.facts.observe(events[this.#next]!, days[this.#next]!)
    }
    this.dues.advance(day)
  }

  write(values: MetricValues, day: Day, month: Month): void {
    const moved = this.dues.write(values, day, month)
    this.facts.write(values, day, month)
    this.#income.write(values, month, { moved, amountIn: this.#dueAmountIn })
    values[COLUMN.months_on_book] = this.#monthsOnBook(day)
    values[COLUMN.days_past_due_elsewhere] = this.#elsewhere(day)
  }

  /** The next day after `day` on which an event falls, a due matures, a promise lapses or a sibling changes. */
  nextChange(day: Day): number {
    let next: number = this.#line.days[this.#next] ?? NEVER
    next = Math.min(next, this.dues.nextChange(day), this.facts.nextChange(day))
    for (const { line, ledger } of this.#siblings) {
      for (const on of [line.openedOn, line.closedOn ?? NEVER]) if (on > day) next = Math.min(next, on)
      for (const piece of ledger.arrears) {
        if (piece.from > day) {
          next = Math.min(next, piece.from)
          break
        }
      }
    }
    return next
  }

  /** The days from which arrears of the sibling lines grow on `day`. */
  siblingAnchors(day: Day): readonly Day[] {
    if (this.#siblings.length === 0) return NO_DAYS
    return this.#siblings.flatMap(({ line, ledger }) => {
      const anchor = isOpen(line, day) ? (pieceOn(ledger, day)?.anchor ?? NEVER) : NEVER
      return anchor === NEVER ? [] : [anchor]
    })
  }

  /** Counts on from where it stood: days only go forward. */
  #monthsOnBook(day: Day): number {
    while (day >= this.#nextMonthDay) this.#nextMonthDay = addMonths(this.#line.openedOn, ++this.#months + 1)
    return this.#months
  }

  #elsewhere(day: Day): number {
    let worst = Number.NaN
    for (const { line, ledger } of this.#siblings) {
      if (!isOpen(line, day)) continue
      const piece = pieceOn(ledger, day)
      const days = piece ? daysPastDueIn(piece, day) : 0
      if (!(worst >= days)) worst = days
    }
    return worst
  }
}

function isOpen(line: BookLine, day: Day): boolean {
  return line.openedOn <= day && (line.closedOn === null || line.closedOn > day)
}

function pieceOn(ledger: Ledger, day: Day): Ledger['arrears'][number] | undefined {
  return ledger.arrears.findLast((piece) => piece.from <= day)
}
