/** The ways back of a line: found, and promised to the borrower. */
import { findPaths, promiseOf, type BookLine } from '@tideline/engine'
import type { Draft, PathKind, RecordResult, WaysBack } from '../contract.ts'
import type { BorrowerBook } from './borrower-book.ts'
import { dayOf } from './summary.ts'

/** `null` before the line's opening. Throws `MoneyOverflowError`. */
export function findWaysBack(book: BorrowerBook, line: BookLine, asOf: string): WaysBack | null {
  const decider = book.deciderOf(line)
  const found = findPaths(decider, line, dayOf(asOf))
  if (!found) return null
  return { ...found, promises: found.paths.map((path) => promiseOf(decider, line, found, path)) }
}

/** The path of that kind as it is found now, as an entry to record: what a page was shown may be of yesterday. */
export function promiseDraft(book: BorrowerBook, line: BookLine, asOf: string, kind: PathKind, by: string): Draft | null {
  const found = findWaysBack(book, line, asOf)
  const data = found?.promises[found.paths.findIndex(({ kinds }) => kinds.includes(kind))]
  return data ? { type: 'path.issued', borrower: line.borrower, line: line.id, on: asOf, by, data: { ...data } } : null
}

export function noSuchPath(kind: PathKind): RecordResult {
  return { ok: false, issues: [{ code: 'bad-data', path: 'kind', expected: 'a path that leads back on this day', got: kind }] }
}
