/** The storage port: what a journal asks of a device. Implementations live in @tideline/storage. */
import type { JournalEvent } from './event.ts'
import type { Issue } from './issue.ts'

/** Every stored event of one borrower, in no promised order; the key of book-wide events is `''`. */
export interface StoredBorrower {
  readonly borrower: string
  readonly events: readonly JournalEvent[]
}

/** `added` were new, `repeated` were there already with the same content (E2). A refusal stores nothing. */
export type AppendResult =
  | { readonly ok: true; readonly added: number; readonly repeated: number }
  | { readonly ok: false; readonly code: 'refused'; readonly issues: readonly Issue[] }
  | { readonly ok: false; readonly code: 'full' | 'unavailable'; readonly detail: string }

export interface JournalStore {
  /** Durable when it resolves with `ok`; idempotent by id; one conflicting id refuses the whole call. */
  append(events: readonly JournalEvent[]): Promise<AppendResult>
  /** Every borrower of the book, one at a time, so that a book need not fit into one array. */
  readAll(): AsyncIterable<StoredBorrower>
  /** The events of one borrower; empty for one never seen; `''` for the book-wide events. */
  read(borrower: string): Promise<JournalEvent[]>
  /** A small JSON value under a key, replacing what was there. */
  putSetting(key: string, value: unknown): Promise<void>
  /** The value under a key; `undefined` if none was put. */
  getSetting(key: string): Promise<unknown>
  /** Forgets every event and setting. */
  clear(): Promise<void>
  close(): void
}
