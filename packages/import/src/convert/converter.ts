import type { JournalEvent } from '@tideline/journal'
import type { ImportProblem } from '../problem.ts'
import type { TableRow } from '../table/table.ts'

/** What a row came to: events, problems, or neither where it said nothing new. */
export interface RowOutcome {
  readonly events: readonly JournalEvent[]
  readonly problems: readonly ImportProblem[]
}

/** What is no fault of a row but should be known. */
export type NoticeCode =
  /** A row that stands in the file twice, word for word: it counts once. */
  | 'repeated-rows'
  /** Rows that a rule of the profile leaves out. */
  | 'ignored-rows'
  /** Months of an account of which a row was bad: a total without it would be wrong. */
  | 'months-held-back'
  /** Months at the ends of the file that it does not cover whole. */
  | 'part-months-left-out'
  /** What the rows say of borrowers and lines that the book has already, word for word. */
  | 'known-facts'
  /** Months of a line that are empty: it was not open yet. */
  | 'empty-months'

/** Rows in, events out; `end` gives what only the whole file can tell. */
export interface Converter {
  readonly notices: ReadonlyMap<NoticeCode, number>
  row(row: TableRow): RowOutcome
  end(): Iterable<RowOutcome>
}

/** Counts what is worth a notice. */
export class Notices extends Map<NoticeCode, number> {
  note(code: NoticeCode): void {
    this.set(code, (this.get(code) ?? 0) + 1)
  }
}

/** A row that says nothing new. */
export const NOTHING: RowOutcome = { events: [], problems: [] }
