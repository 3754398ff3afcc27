/** The whole book as a page is told of it. */
import { plainText } from '@tideline/import'
import { compareInstants } from '@tideline/journal'
import type { BookSource, BookSummary } from '../contract.ts'
import type { Decided } from './decided-book.ts'
import { OwnEntries } from './own-entries.ts'
import { countByStatus, sortQueue } from './summary.ts'

/** What is remembered of a book besides its events, under the setting `BOOK_SETTING`. */
export interface BookSetting {
  readonly name: string
  readonly source: BookSource
  /** The day on which a practice book is decided. */
  readonly practiceDay?: string
}

export const BOOK_SETTING = 'book'

export function summaryOf(decided: Decided, setting: BookSetting | null | undefined, role: BookSummary['role'], today: string): BookSummary {
  const borrowers = [...decided.borrowers.values()]
  const lines = borrowers.flatMap(({ summaries }) => summaries)
  const newest = borrowers.flatMap(({ knownAt }) => (knownAt === null ? [] : [knownAt]))
  return {
    // Events without the setting: it was lost, they were not.
    book: setting ? { name: plainText(setting.name), source: setting.source } : borrowers.length > 0 ? { name: '', source: 'file' } : null,
    asOf: decided.asOf,
    suggestedAsOf: setting?.practiceDay ?? today,
    trouble: [...decided.trouble, ...borrowers.flatMap(({ trouble }) => (trouble ? [trouble] : []))],
    role,
    knownAt: newest.reduce<string | null>((best, at) => (best === null || compareInstants(at, best) > 0 ? at : best), null),
    eventCount: borrowers.reduce((sum, { eventCount }) => sum + eventCount, 0),
    lineCount: lines.length,
    byStatus: countByStatus(lines),
    lines: sortQueue(lines),
  }
}

export function emptySummary(today: string): BookSummary {
  const nothing: Decided = { asOf: today, revision: 0, bookWide: [], owners: new Map(), borrowers: new Map(), heads: new Map(), own: new OwnEntries([], {}), trouble: [] }
  return summaryOf(nothing, undefined, 'writer', today)
}
