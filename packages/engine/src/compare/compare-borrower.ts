/** A borrower's lines, each replayed under both sides: the slices of which a comparison is made (W2, W3). */
import type { Day } from '@tideline/journal'
import type { Book, BookLine } from '../book/book.ts'
import { buildLedger, type Ledger } from '../ledger/ledger.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import type { KindRulebooks, LeftOut, Pair } from './comparison.ts'
import { compareRuns, type LineComparison } from './line-comparison.ts'
import { runLine, type LineRun } from './line-run.ts'

/** The days looked at, both included; without `from` those of a line begin with its opening (W4). */
export interface ComparedPeriod {
  readonly from?: Day | undefined
  readonly to: Day
}

export type ComparedLine = LineComparison | LeftOut

/** One answer for each of a borrower's lines, by line id. Throws `MoneyOverflowError`. */
export function compareBorrower(book: Book, borrower: string, sides: Pair<KindRulebooks>, { from, to }: ComparedPeriod): ComparedLine[] {
  const desks = new Map<Rulebook, Desk>()
  const deskOf = (rulebook: Rulebook): Desk => {
    const desk = desks.get(rulebook) ?? new Desk(book, rulebook)
    desks.set(rulebook, desk)
    return desk
  }
  return book.linesOf(borrower).map((line): ComparedLine => {
    const [a, b] = [sides.a[line.kind], sides.b[line.kind]]
    if (!a || !b) return { line: line.id, kind: line.kind, why: 'not-decided-by-both' }
    if (line.openedOn > to) return { line: line.id, kind: line.kind, why: 'opens-later' }
    const run = deskOf(a).run(line, to)
    // Where the sides agree on a kind, one replay serves both.
    const runs = { a: run, b: a === b ? run : deskOf(b).run(line, to) }
    const days = { from: Math.max(from ?? line.openedOn, line.openedOn) as Day, to }
    return compareRuns(line, runs, days, (day) => deskOf(a).balanceOn(line, day))
  })
}

/** Replays lines under one rulebook; a borrower's lines read each other's ledgers. */
class Desk {
  readonly #book: Book
  readonly #rulebook: Rulebook
  readonly #ledgers = new Map<BookLine, Ledger>()

  constructor(book: Book, rulebook: Rulebook) {
    this.#book = book
    this.#rulebook = rulebook
  }

  run(line: BookLine, to: Day): LineRun {
    return runLine({ book: this.#book, rulebook: this.#rulebook, ledgerOf: (other) => this.#ledgerOf(other) }, line, to)
  }

  /** Also after the line has closed (P6). */
  balanceOn(line: BookLine, day: Day): number {
    const { balanceDays, balances } = this.#ledgerOf(line)
    return balances[balanceDays.findLastIndex((moved) => moved <= day)] ?? 0
  }

  #ledgerOf(line: BookLine): Ledger {
    const { policy, toleranceThousandths } = this.#rulebook
    const ledger = this.#ledgers.get(line) ?? buildLedger(line, { graceDays: policy.graceDays, toleranceThousandths })
    this.#ledgers.set(line, ledger)
    return ledger
  }
}
