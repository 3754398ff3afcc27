/** The journal on IndexedDB: shelves of packed borrowers, one transaction per append. Rules ST1 to ST12 of SPEC.md. */
import type { AppendResult, JournalEvent, StoredBorrower } from '@tideline/journal'
import { admit, groupByBorrower } from './admission.ts'
import { damaged, type JournalDatabase, packRow, shelfOf, SHELVES, unpackRow, type BorrowerRow, type ShelfRow } from './database.ts'
import { refusalOf, StorageFailure } from './failure.ts'
import { IdIndex } from './id-index.ts'
import { openDatabase, type DexieStoreOptions } from './open-database.ts'
import { isA, Outdated, Superseded, untilCurrent } from './outdated.ts'
import type { AppendAtResult, SharedStore, StoreRole } from './shared-store.ts'
import { toldStore } from './told-store.ts'
import { deviceLocks, joinWriters, type WriterLock } from './writer-lock.ts'

/** Shelves read at a time: few transactions, and never the whole book in memory. */
const SHELVES_AT_A_TIME = 64

/**
 * Opens the journal of a name, making it if there is none. Throws a `StorageFailure` (`newer-schema`, `blocked`,
 * `unavailable`, or `locked` for a book that has a vault).
 */
export async function openDexieStore(name: string, options: DexieStoreOptions = {}): Promise<SharedStore> {
  const db = await openDatabase(name, options)
  try {
    await refuseVault(db)
  } catch (error) {
    db.close()
    throw error
  }
  return toldStore(new DexieStore(db, await joinWriters(name, deviceLocks())), db, async () => false)
}

/** Asked in every transaction that writes: another tab may have made the vault since. */
async function refuseVault(db: JournalDatabase): Promise<void> {
  if ((await db.vault.count()) > 0) throw new StorageFailure('locked', 'The book has a vault')
}

/** An index is true at one revision only: any tab may have written since. */
interface Indexed {
  readonly ids: IdIndex
  revision: number
}

class DexieStore implements SharedStore {
  readonly #db: JournalDatabase
  readonly #lock: WriterLock
  #indexed: Indexed | null = null

  constructor(db: JournalDatabase, lock: WriterLock) {
    this.#db = db
    this.#lock = lock
  }

  get role(): StoreRole {
    return this.#lock.role
  }

  async revision(): Promise<number> {
    return (await this.#db.journalRow()).revision
  }

  async append(events: readonly JournalEvent[]): Promise<AppendResult> {
    try {
      return await this.#lock.exclusively(() => this.#appendAtLatest(events))
    } catch (error) {
      return refusalOf(error)
    }
  }

  async appendAt(revision: number, events: readonly JournalEvent[]): Promise<AppendAtResult> {
    try {
      return await this.#lock.exclusively(() => this.#appendAtLatest(events, revision))
    } catch (error) {
      return isA(Superseded, error) ? { ok: false, code: 'outdated' } : refusalOf(error)
    }
  }

  /** Throws `Superseded` if a revision is named and is not the latest. */
  #appendAtLatest(events: readonly JournalEvent[], revision?: number): Promise<AppendResult> {
    return untilCurrent(
      async () => this.#appendAt((this.#indexed ??= await this.#makeIndex()), events, revision),
      () => (this.#indexed = null),
    )
  }

  async #appendAt(indexed: Indexed, events: readonly JournalEvent[], revision?: number): Promise<AppendResult> {
    const db = this.#db
    const result = await db.transaction('rw', db.shelves, db.journal, db.vault, async (): Promise<AppendResult> => {
      await refuseVault(db)
      const concerned = new Set([...groupByBorrower(events).keys(), ...candidatesOf(indexed.ids, events)])
      const [journal, shelves] = await Promise.all([db.journalRow(), this.#shelvesFor(concerned)])
      if (revision !== undefined && journal.revision !== revision) throw new Superseded()
      if (journal.revision !== indexed.revision) throw new Outdated()
      const stored = storedEvents(shelves, concerned)
      const byId = new Map([...stored.values()].flatMap((group) => group.map((event) => [event.id, event] as const)))
      const admission = admit(events, (id) => byId.get(id))
      if (!admission.ok) return { ok: false, code: 'refused', issues: admission.issues }
      const { added, repeated } = admission
      if (added.length > 0) {
        const fresh = [...groupByBorrower(added)].map(([borrower, group]) => packRow(borrower, [...(stored.get(borrower) ?? []), ...group]))
        const counted = { key: 'journal', revision: journal.revision + 1, events: journal.events + added.length } as const
        await Promise.all([db.shelves.bulkPut(putOnShelves(shelves, fresh)), db.journal.put(counted)])
      }
      return { ok: true, added: added.length, repeated }
    })
    if (result.ok && result.added > 0) {
      for (const [borrower, group] of groupByBorrower(events)) for (const { id } of group) indexed.ids.add(id, borrower)
      indexed.revision++
    }
    return result
  }

  async #shelvesFor(borrowers: ReadonlySet<string>): Promise<Map<number, ShelfRow>> {
    const found = await this.#db.shelves.bulkGet([...new Set([...borrowers].map(shelfOf))])
    return new Map(found.flatMap((shelf) => (shelf ? [[shelf.shelf, shelf] as const] : [])))
  }

  async #makeIndex(): Promise<Indexed> {
    const { revision } = await this.#db.journalRow()
    const ids = new IdIndex()
    for await (const rows of this.#batches()) {
      for (const row of rows) {
        // The ids of a damaged row stay unknown: that must not stop the entries of everyone else.
        for (const { id } of unpackOr(row, []) ?? []) ids.add(id, row.borrower)
      }
    }
    return { ids, revision }
  }

  /**
   * Yields every borrower that can be read, then throws a `StorageFailure` if that was not all: `damaged` names
   * whose events don't read back, `events-missing` says how many are gone.
   */
  async *readAll(): AsyncGenerator<StoredBorrower> {
    const before = await this.#db.journalRow()
    const ids = new IdIndex()
    const unreadable: string[] = []
    let seen = 0
    for await (const rows of this.#batches()) {
      for (const row of rows) {
        seen += row.events
        const events = unpackOr(row, unreadable)
        if (!events) continue
        for (const { id } of events) ids.add(id, row.borrower)
        yield { borrower: row.borrower, events }
      }
    }
    const undisturbed = (await this.revision()) === before.revision
    if (undisturbed) this.#indexed = { ids, revision: before.revision }
    if (unreadable.length > 0) throw damaged(unreadable)
    if (undisturbed && seen !== before.events) {
      throw new StorageFailure('events-missing', `${before.events} events were saved, ${seen} are there`)
    }
  }

  async *#batches(): AsyncGenerator<readonly BorrowerRow[]> {
    for (let first = 0; first < SHELVES; first += SHELVES_AT_A_TIME) {
      const shelves = await this.#db.shelves.where('shelf').between(first, first + SHELVES_AT_A_TIME).toArray()
      if (shelves.length > 0) yield shelves.flatMap(({ rows }) => rows)
    }
  }

  async read(borrower: string): Promise<JournalEvent[]> {
    const shelf = await this.#db.shelves.get(shelfOf(borrower))
    const row = shelf?.rows.find((stored) => stored.borrower === borrower)
    return row ? unpackRow(row) : []
  }

  async putSetting(key: string, value: unknown): Promise<void> {
    const db = this.#db
    await db.transaction('rw', db.settings, db.vault, async () => {
      await refuseVault(db)
      await db.settings.put({ key, value })
    })
  }

  async changeSetting(key: string, change: (value: unknown) => unknown): Promise<void> {
    await this.#lock.exclusively(async () => this.putSetting(key, change(await this.getSetting(key))))
  }

  async getSetting(key: string): Promise<unknown> {
    return (await this.#db.settings.get(key))?.value
  }

  async clear(): Promise<void> {
    const db = this.#db
    await this.#lock.exclusively(() =>
      db.transaction('rw', db.shelves, db.journal, db.settings, db.vault, async () => {
        await refuseVault(db)
        const { revision } = await db.journalRow()
        await Promise.all([db.shelves.clear(), db.settings.clear()])
        await db.journal.put({ key: 'journal', revision: revision + 1, events: 0 })
      }),
    )
  }

  close(): void {
    this.#lock.release()
    this.#db.close()
  }
}

/** The borrowers that may hold an event of one of the ids. */
function candidatesOf(ids: IdIndex, events: readonly JournalEvent[]): string[] {
  return events.flatMap(({ id }) => ids.candidates(id))
}

/** What the shelves hold of these borrowers, unpacked; the others on them stay packed. */
function storedEvents(shelves: ReadonlyMap<number, ShelfRow>, borrowers: ReadonlySet<string>): Map<string, JournalEvent[]> {
  const stored = new Map<string, JournalEvent[]>()
  for (const { rows } of shelves.values()) {
    for (const row of rows) if (borrowers.has(row.borrower)) stored.set(row.borrower, unpackRow(row))
  }
  return stored
}

/** The shelves that change, each with the new rows in the place of the old. */
function putOnShelves(shelves: ReadonlyMap<number, ShelfRow>, rows: readonly BorrowerRow[]): ShelfRow[] {
  const changed = new Map<number, Map<string, BorrowerRow>>()
  for (const row of rows) {
    const shelf = shelfOf(row.borrower)
    const held = changed.get(shelf) ?? new Map(shelves.get(shelf)?.rows.map((old) => [old.borrower, old]))
    changed.set(shelf, held.set(row.borrower, row))
  }
  return [...changed].map(([shelf, held]) => ({ shelf, rows: [...held.values()] }))
}

/** The events of a row; `null` if it is damaged, its borrower then noted among the `unreadable`. */
function unpackOr(row: BorrowerRow, unreadable: string[]): JournalEvent[] | null {
  try {
    return unpackRow(row)
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error
    unreadable.push(row.borrower)
    return null
  }
}
