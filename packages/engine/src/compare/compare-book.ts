/** A whole book under two sides, borrower by borrower, so that whoever asks can show progress or stop (W2). */
import type { Book } from '../book/book.ts'
import { compareBorrower, type ComparedLine, type ComparedPeriod } from './compare-borrower.ts'
import type { BookComparison, KindRulebooks, Pair } from './comparison.ts'
import { summarize } from './summarize.ts'

/** How far it is: lines done, and how many there are. */
export interface CompareProgress {
  readonly done: number
  readonly of: number
}

/** Yields after each borrower, returns the comparison. To stop, ask for no more. Throws `MoneyOverflowError`. */
export function* compareBook(book: Book, sides: Pair<KindRulebooks>, period: ComparedPeriod): Generator<CompareProgress, BookComparison> {
  const compared: ComparedLine[] = []
  for (const borrower of new Set(book.lines.map((line) => line.borrower))) {
    for (const line of compareBorrower(book, borrower, sides, period)) compared.push(line)
    yield { done: compared.length, of: book.lines.length }
  }
  return summarize(compared, sides, period)
}
