/** The arrears of a borrower's other lines, read forward: each counts between its opening and its `line.closed`. */
import type { Day } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { nextArrears } from '../ledger/arrears-ahead.ts'
import { daysPastDueIn, NEVER, type Ledger } from '../ledger/ledger.ts'

interface OtherLine {
  readonly line: BookLine
  readonly ledger: Ledger
  /** The piece of the ledger's arrears that holds on the day it stands at; -1 before the first. */
  piece: number
}

export class OtherLines {
  readonly #lines: OtherLine[]

  constructor(lines: readonly BookLine[], ledgerOf: (line: BookLine) => Ledger) {
    this.#lines = lines.map((line) => ({ line, ledger: ledgerOf(line), piece: -1 }))
  }

  /** Moves to the end of `day`; days only go forward. */
  advance(day: Day): void {
    for (const other of this.#lines) {
      const { arrears } = other.ledger
      while (other.piece + 1 < arrears.length && arrears[other.piece + 1]!.from <= day) other.piece++
    }
  }

  /** The highest days past due of those open on the day it stands at; NaN without one. */
  worst(day: Day): number {
    let worst = Number.NaN
    for (const { line, ledger, piece } of this.#lines) {
      if (!isOpen(line, day)) continue
      const days = piece < 0 ? 0 : daysPastDueIn(ledger.arrears[piece]!, day)
      if (!(worst >= days)) worst = days
    }
    return worst
  }

  /** The next day on which a line opens, closes or its days past due say something new; `above` as for `nextArrears`. */
  nextChange(day: Day, above: (days: number) => number): number {
    let next: number = NEVER
    for (const { line, ledger, piece } of this.#lines) {
      if (line.openedOn > day) next = Math.min(next, line.openedOn)
      if (line.closedOn !== null && line.closedOn > day) next = Math.min(next, line.closedOn)
      next = Math.min(next, nextArrears(ledger.arrears, piece, day, above))
    }
    return next
  }
}

function isOpen(line: BookLine, day: Day): boolean {
  return line.openedOn <= day && (line.closedOn === null || line.closedOn > day)
}
