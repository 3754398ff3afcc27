/** What a replay reads: a book, a rulebook, and the ledger of each line, built once. */
import type { Book, BookLine } from '../book/book.ts'
import { buildLedger, type Ledger, type LedgerTerms } from '../ledger/ledger.ts'
import type { Rulebook } from '../policy/rulebook.ts'

export interface ReplaySources {
  readonly book: Book
  readonly rulebook: Rulebook
  readonly ledgerOf: (line: BookLine) => Ledger
}

/** `ledgers` keeps what was built of one borrower at a time; books that share lines may share it, under one rulebook. */
export function replaySources(book: Book, rulebook: Rulebook, ledgers: Map<BookLine, Ledger>): ReplaySources {
  const terms = ledgerTerms(rulebook)
  let borrower: string | null = null
  const ledgerOf = (line: BookLine): Ledger => {
    // A borrower's lines read each other's; a whole book of ledgers would only be in the way.
    if (borrower !== null && line.borrower !== borrower) ledgers.clear()
    borrower = line.borrower
    let ledger = ledgers.get(line)
    if (!ledger) ledgers.set(line, (ledger = buildLedger(line, terms)))
    return ledger
  }
  return { book, rulebook, ledgerOf }
}

export function ledgerTerms({ policy, toleranceThousandths }: Rulebook): LedgerTerms {
  return { graceDays: policy.graceDays, toleranceThousandths }
}
