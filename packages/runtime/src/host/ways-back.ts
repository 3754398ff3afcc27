/** The ways back of a line: found, promised to the borrower, and what would be if. */
import { findPaths, promiseOf, type BookLine, type LinePaths } from '@tideline/engine'
import type { Draft, PathKind, RecordResult } from '../contract.ts'
import type { BorrowerBook } from './borrower-book.ts'
import { dayOf } from './summary.ts'

/** `null` before the line's opening. Throws `MoneyOverflowError`. */
export function findWaysBack(book: BorrowerBook, line: BookLine, asOf: string): LinePaths | null {
  return findPaths(book.deciderOf(line), line, dayOf(asOf))
}

/** The path of that kind as it is found now, as an entry to record: what a page was shown may be of yesterday. */
export function promiseDraft(book: BorrowerBook, line: BookLine, asOf: string, kind: PathKind, by: string): Draft | null {
  const found = findWaysBack(book, line, asOf)
  const path = found?.paths.find(({ kinds }) => kinds.includes(kind))
  if (!found || !path) return null
  const { graceDays } = book.deciderOf(line).rulebook.policy
  const reportedMode = line.events.some(({ type, on }) => type === 'statement.reported' && on <= asOf)
  return { type: 'path.issued', borrower: line.borrower, line: line.id, on: asOf, by, data: promiseOf(found, path, { graceDays, reportedMode }) }
}

export function noSuchPath(kind: PathKind): RecordResult {
  return { ok: false, issues: [{ code: 'bad-data', path: 'kind', expected: 'a path that leads back on this day', got: kind }] }
}
