/** A borrower's lines, each replayed under both sides: the slices of which a comparison is made (W2, W3). */
import type { Day } from '@tideline/journal'
import type { Book } from '../book/book.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { replaySources, type ReplaySources } from '../replay/sources.ts'
import type { KindRulebooks, LeftOut, Pair } from './comparison.ts'
import { compareRuns, type LineComparison } from './line-comparison.ts'
import { runLine } from './line-run.ts'

/** The days looked at, both included; without `from` those of a line begin with its opening (W4). */
export interface ComparedPeriod {
  readonly from?: Day | undefined
  readonly to: Day
}

export type ComparedLine = LineComparison | LeftOut

/** One answer for each of a borrower's lines, by line id. Throws `MoneyOverflowError`. */
export function compareBorrower(book: Book, borrower: string, sides: Pair<KindRulebooks>, { from, to }: ComparedPeriod): ComparedLine[] {
  const known = new Map<Rulebook, ReplaySources>()
  const sourcesOf = (rulebook: Rulebook): ReplaySources => {
    const sources = known.get(rulebook) ?? replaySources(book, rulebook, new Map())
    known.set(rulebook, sources)
    return sources
  }
  return book.linesOf(borrower).map((line): ComparedLine => {
    const [a, b] = [sides.a[line.kind], sides.b[line.kind]]
    if (!a || !b) return { line: line.id, kind: line.kind, why: 'not-decided-by-both' }
    if (line.openedOn > to) return { line: line.id, kind: line.kind, why: 'opens-later' }
    const run = runLine(sourcesOf(a), line, to)
    // Where the sides agree on a kind, one replay serves both.
    const runs = { a: run, b: a === b ? run : runLine(sourcesOf(b), line, to) }
    const days = { from: Math.max(from ?? line.openedOn, line.openedOn) as Day, to }
    const ledger = sourcesOf(a).ledgerOf(line)
    return compareRuns(line, runs, days, (day) => balanceOn(ledger, day))
  })
}

/** Also after the line has closed (P6). */
function balanceOn({ balanceDays, balances }: Ledger, day: Day): number {
  return balances[balanceDays.findLastIndex((moved) => moved <= day)] ?? 0
}
