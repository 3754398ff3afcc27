/** The tables of the database and how a borrower's events lie in them. */
import { packEvents, unpackEvents, type JournalEvent } from '@tideline/journal'
import { Dexie, type EntityTable } from 'dexie'
import { StorageFailure } from './failure.ts'
import { hashOf } from './id-index.ts'
import type { SealedHeadRow, SealedPageRow } from './vault/access-pages.ts'
import type { HeaderRow } from './vault/header.ts'
import type { SealedLedgerRow, SealedSettingRow, SealedShelfRow } from './vault/sealed-rows.ts'

/** Raised when an older program could no longer read what this one writes. */
export const SCHEMA_VERSION = 3

/** All events of one borrower, packed. */
export interface BorrowerRow {
  readonly borrower: string
  readonly bytes: Uint8Array
  readonly events: number
}

/**
 * The borrowers whose ids hash alike, in one row of the database: chosen by measurement, see BENCHMARKS.md
 * "Storage". A row costs by itself; in a small book a shelf holds one borrower, in a big one some twenty.
 */
export interface ShelfRow {
  readonly shelf: number
  readonly rows: readonly BorrowerRow[]
}

/** Part of the stored form: another number would look for borrowers where they are not. */
export const SHELVES = 512

export function shelfOf(borrower: string): number {
  return hashOf(borrower) % SHELVES
}

/** One row, key `journal`, written in the transaction of every change to the events. */
export interface JournalRow {
  readonly key: 'journal'
  readonly revision: number
  /** How many events all rows must hold together. */
  readonly events: number
}

export interface SettingRow {
  readonly key: string
  readonly value: unknown
}

/** Form 1, in which everything can be read, beside it form 2, in which everything but the header is sealed, and the access log of form 3. */
export class JournalDatabase extends Dexie {
  declare shelves: EntityTable<ShelfRow, 'shelf'>
  declare journal: EntityTable<JournalRow, 'key'>
  declare settings: EntityTable<SettingRow, 'key'>
  declare vault: EntityTable<HeaderRow, 'key'>
  declare sealedShelves: EntityTable<SealedShelfRow, 'shelf'>
  declare sealedLedger: EntityTable<SealedLedgerRow, 'key'>
  declare sealedSettings: EntityTable<SealedSettingRow, 'key'>
  declare accessPages: EntityTable<SealedPageRow, 'page'>
  declare accessHead: EntityTable<SealedHeadRow, 'key'>
  /** Why this program let go of the database: another window changes its form, or deletes it. */
  left: 'superseded' | 'gone' | null = null

  constructor(name: string, factory?: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }) {
    // Strict: a write that was confirmed has reached the disk, not only the system's buffers.
    super(name, { ...factory, chromeTransactionDurability: 'strict', cache: 'disabled' })
    this.version(1).stores({ shelves: 'shelf', journal: 'key', settings: 'key' })
    // The old tables stay, for books that have no vault yet and for what `sealBook` has not come to.
    this.version(2).stores({ vault: 'key', sealedShelves: 'shelf', sealedLedger: 'key', sealedSettings: 'key' })
    this.version(3).stores({ accessPages: 'page, seq', accessHead: 'key' })
    // Dexie would open it again at the next question: an older program a newer form, or a deleted book as an empty one.
    this.on('versionchange', ({ newVersion }) => {
      this.left = newVersion ? 'superseded' : 'gone'
      this.close()
      return false
    })
  }

  async journalRow(): Promise<JournalRow> {
    return (await this.journal.get('journal')) ?? { key: 'journal', revision: 0, events: 0 }
  }
}

export function packRow(borrower: string, events: readonly JournalEvent[]): BorrowerRow {
  return { borrower, bytes: packEvents(events), events: events.length }
}

/** Throws a `StorageFailure` of code `damaged` if the row does not read back as it was written. */
export function unpackRow(row: BorrowerRow): JournalEvent[] {
  try {
    const events = unpackEvents(row.bytes)
    if (events.length === row.events) return events
  } catch {
    // Packed bytes carry a checksum; whatever is wrong with them, it is damage.
  }
  throw damaged([row.borrower])
}

export function damaged(borrowers: readonly string[]): StorageFailure {
  const names = borrowers.map((borrower) => borrower || 'the book as a whole').join(', ')
  return new StorageFailure('damaged', `Stored events can't be read back: ${names}`, borrowers)
}
