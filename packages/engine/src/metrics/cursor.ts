/** Reads a line's life forward and gives its status-free metrics on any later day. */
import { addMonths, monthOf, type Day } from '@tideline/journal'
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

export class MetricCursor {
  readonly dues: DueHistory
  readonly facts: FactHistory
  readonly #line: BookLine
  readonly #income = new IncomeHistory()
  readonly #siblings: readonly Sibling[]
  #next = 0

  constructor(line: BookLine, ledger: Ledger, siblings: readonly Sibling[], to: Day, tracksArrears: boolean) {
    this.#line = line
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

  write(values: MetricValues, day: Day): void {
    const month = monthOf(day)
    this.dues.write(values, day)
    this.facts.write(values, day)
    this.#income.write(values, month)
    values[COLUMN.debt_service_to_income_3m] = this.#income.debtServiceToIncome(month, (m) => this.dues.dueAmountIn(m))
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
  siblingAnchors(day: Day): Day[] {
    return this.#siblings.flatMap(({ line, ledger }) => (isOpen(line, day) ? [pieceOn(ledger, day)?.anchor ?? NEVER] : []))
  }

  #monthsOnBook(day: Day): number {
    const { openedOn } = this.#line
    const months = monthOf(day) - monthOf(openedOn)
    return addMonths(openedOn, months) <= day ? months : months - 1
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
