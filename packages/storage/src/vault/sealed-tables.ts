/** Reads and writes sealed shelves: what is decrypted is decrypted outside of transactions, which don't wait for it. */
import { bytesToHex } from '@tideline/journal'
import { SHELVES, type JournalDatabase } from '../database.ts'
import { StorageFailure } from '../failure.ts'
import { Outdated } from '../outdated.ts'
import { shelfOfTag, type BookKeys, type Tag } from './book-keys.ts'
import { randomBytes, type Bytes } from './sealing.ts'
import { openLedger, openRow, openShelf, sealLedger, sealRow, sealShelf, type DamagedShelf, type Entry, type Ledger, type OpenShelf, type SealedLedgerRow, type SealedShelfRow, type Tombstone } from './sealed-rows.ts'

/** The ledger of one moment and some of its shelves; `null` where a shelf has never been written. */
export interface Snapshot {
  readonly revision: number
  readonly ledger: Ledger
  readonly shelves: ReadonlyMap<number, OpenShelf | DamagedShelf | null>
}

/** A borrower's row as it is read: `packed` is `null` where it is damaged. */
export interface OpenedRow {
  readonly borrower: string
  readonly events: number
  readonly packed: Bytes | null
}

export interface OpenedBatch {
  readonly rows: readonly OpenedRow[]
  /** Shelves that don't even say whose rows they held. */
  readonly nameless: number
}

/** One borrower's row to write, or, with a tombstone and no bytes, to be erased. */
export interface RowChange {
  readonly tag: Tag
  readonly borrower: string
  readonly events: number
  readonly packed: Bytes | null
  readonly tombstone?: Tombstone
}

/** Shelves read at a time: few transactions, and never the whole book in memory. */
const SHELVES_AT_A_TIME = 64
const EMPTY: OpenShelf = { directory: { entries: [], tombstones: [] }, rows: new Map() }

export class SealedTables {
  readonly db: JournalDatabase
  readonly keys: BookKeys
  /** The last entry of the access log that is known to be on the disk. */
  accessed = 0

  constructor(db: JournalDatabase, keys: BookKeys) {
    this.db = db
    this.keys = keys
  }

  async revision(): Promise<number> {
    return (await this.db.sealedLedger.get('ledger'))?.revision ?? 0
  }

  /** Throws a `StorageFailure` of code `damaged` if the ledger does not open: without it nothing may be written. */
  async snapshot(shelves: Iterable<number>): Promise<Snapshot> {
    const { db, keys } = this
    const asked = [...new Set(shelves)]
    const [ledgerRow, rows] = await db.transaction('r', db.sealedLedger, db.sealedShelves, () =>
      Promise.all([db.sealedLedger.get('ledger'), db.sealedShelves.bulkGet(asked)]),
    )
    const ledger = await openLedger(keys, ledgerRow)
    if (!ledgerRow || !ledger) throw lostLedger()
    const opened = await Promise.all(rows.map((row) => row && openShelf(keys, row, ledger.versions[row.shelf] ?? 0)))
    return { revision: ledgerRow.revision, ledger, shelves: new Map(asked.map((shelf, i) => [shelf, opened[i] ?? null])) }
  }

  /** How many events there must be; `null` if the ledger does not open. */
  async ledger(): Promise<{ readonly revision: number; readonly events: number | null }> {
    const row = await this.db.sealedLedger.get('ledger')
    return { revision: row?.revision ?? 0, events: (await openLedger(this.keys, row))?.events ?? null }
  }

  /** Every row of the book, opened. While one batch is used the next is already being read. */
  async *all(): AsyncGenerator<OpenedBatch> {
    let next: Promise<OpenedBatch> | null = this.#batch(0)
    for (let first = 0; next; first += SHELVES_AT_A_TIME) {
      const batch: OpenedBatch = await next
      next = first + SHELVES_AT_A_TIME < SHELVES ? this.#batch(first + SHELVES_AT_A_TIME) : null
      // Whoever stops reading early does not hear of it.
      next?.catch(() => {})
      yield batch
    }
  }

  async #batch(first: number): Promise<OpenedBatch> {
    const { db, keys } = this
    const [ledgerRow, shelves] = await db.transaction('r', db.sealedLedger, db.sealedShelves, () =>
      Promise.all([
        db.sealedLedger.get('ledger'),
        db.sealedShelves.where('shelf').between(first, first + SHELVES_AT_A_TIME).toArray(),
      ]),
    )
    const ledger = await openLedger(keys, ledgerRow)
    const opened = await Promise.all(shelves.map((row) => this.#openAll(row, ledger && (ledger.versions[row.shelf] ?? 0))))
    return { rows: opened.flatMap(({ rows }) => rows), nameless: opened.reduce((sum, { nameless }) => sum + nameless, 0) }
  }

  async #openAll(row: SealedShelfRow, version: number | null): Promise<OpenedBatch> {
    const shelf = await openShelf(this.keys, row, version)
    if ('damaged' in shelf) {
      const rows = shelf.borrowers.map((borrower) => ({ borrower, events: 0, packed: null }))
      return { rows, nameless: rows.length > 0 ? 0 : 1 }
    }
    const rows = shelf.directory.entries.map(async (entry) => {
      const packed = await openRow(this.keys, row.shelf, entry, shelf)
      return { borrower: entry.borrower, events: entry.events, packed }
    })
    return { rows: await Promise.all(rows), nameless: 0 }
  }

  /**
   * Seals the rows and writes them with a ledger that counts `added` events more, all in one transaction; throws
   * `Outdated` in it if the book is no longer what the snapshot was made of. `also` joins the transaction.
   */
  async write(
    { revision, ledger, shelves }: Snapshot,
    changes: readonly RowChange[],
    added: number,
    also?: { readonly tables: Parameters<JournalDatabase['table']>[0][]; readonly work: () => Promise<unknown> },
  ): Promise<void> {
    const versions = [...ledger.versions]
    const byShelf = new Map<number, RowChange[]>()
    for (const change of changes) {
      const shelf = shelfOfTag(change.tag)
      byShelf.set(shelf, [...(byShelf.get(shelf) ?? []), change])
    }
    const sealed = [...byShelf].map(([shelf, of]) => {
      const open = shelves.get(shelf) ?? EMPTY
      if ('damaged' in open) throw damagedRows(of.map(({ borrower }) => borrower), 0)
      const version = (versions[shelf] = (versions[shelf] ?? 0) + 1)
      return this.#changeShelf(shelf, version, open, of)
    })
    const rows = await Promise.all(sealed)
    const after = { events: ledger.events + added, versions, access: this.accessedSince(ledger) }
    await this.commit(revision, rows, await sealLedger(this.keys, revision + 1, after), also)
  }

  accessedSince({ access = 0 }: Pick<Ledger, 'access'>): number {
    return Math.max(access, this.accessed)
  }

  async commit(
    revision: number,
    rows: readonly SealedShelfRow[],
    ledger: SealedLedgerRow,
    also?: { readonly tables: readonly string[]; readonly work: () => Promise<unknown> },
  ): Promise<void> {
    const { db } = this
    await db.transaction('rw', ['sealedShelves', 'sealedLedger', ...(also?.tables ?? [])], async () => {
      if ((await this.revision()) !== revision) throw new Outdated()
      await Promise.all([db.sealedShelves.bulkPut(rows), db.sealedLedger.put(ledger), also?.work()])
    })
  }

  async #changeShelf(shelf: number, version: number, open: OpenShelf, changes: readonly RowChange[]): Promise<SealedShelfRow> {
    const entries = new Map(open.directory.entries.map((entry) => [entry.tag, entry]))
    const rows = new Map(open.rows)
    const tombstones = [...open.directory.tombstones]
    for (const { tag, borrower, events, packed, tombstone } of changes) {
      if (packed === null) {
        entries.delete(tag)
        rows.delete(tag)
        if (tombstone) tombstones.push(tombstone)
        continue
      }
      const entry: Entry = { tag, borrower, events, version, salt: entries.get(tag)?.salt ?? bytesToHex(randomBytes(16)) }
      entries.set(tag, entry)
      rows.set(tag, await sealRow(this.keys, shelf, entry, packed))
    }
    return sealShelf(this.keys, shelf, version, { directory: { entries: [...entries.values()], tombstones }, rows })
  }
}

function lostLedger(): StorageFailure {
  return new StorageFailure('damaged', 'The ledger of the book can’t be read back', [''])
}

/** `nameless`: how many shelves no longer say whose they were. */
export function damagedRows(borrowers: readonly string[], nameless: number): StorageFailure {
  const names = borrowers.map((borrower) => borrower || 'the book as a whole')
  if (nameless > 0) names.push(`everyone on ${nameless} of ${SHELVES} shelves`)
  return new StorageFailure('damaged', `Stored events can't be read back: ${names.join(', ')}`, borrowers)
}
