/** The journal on IndexedDB: a packed row per borrower, one transaction per append. Rules ST1 to ST10 of SPEC.md. */
import type { AppendResult, JournalEvent, StoredBorrower } from '@tideline/journal'
import { admit, groupByBorrower } from './admission.ts'
import { damaged, JournalDatabase, packRow, SCHEMA_VERSION, unpackRow, type BorrowerRow } from './database.ts'
import { refusalOf, StorageFailure } from './failure.ts'
import { IdIndex } from './id-index.ts'
import type { SharedStore, StoreRole } from './shared-store.ts'
import { joinWriters, type WriterLock } from './writer-lock.ts'

export interface DexieStoreOptions {
  /** Another IndexedDB than the global one. */
  readonly factory?: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
}

/** Rows read at a time: few transactions, and never the whole book in memory. */
const ROWS_AT_A_TIME = 1000

/** Opens the journal of a name, making it if there is none. Throws a `StorageFailure` (`newer-schema`, `unavailable`). */
export async function openDexieStore(name: string, options: DexieStoreOptions = {}): Promise<SharedStore> {
  const db = new JournalDatabase(name, options.factory)
  try {
    await refuseNewer(name, options.factory?.indexedDB ?? globalThis.indexedDB)
    await db.open()
  } catch (error) {
    throw error instanceof StorageFailure ? error : new StorageFailure('unavailable', refusalOf(error).detail)
  }
  const locks = (globalThis.navigator as Navigator | undefined)?.locks
  return new DexieStore(db, await joinWriters(name, locks))
}

/** Dexie would open a newer database all the same and add its tables to it: looked up before it does. */
async function refuseNewer(name: string, indexedDB: IDBFactory): Promise<void> {
  // Firefox before 126 can't say; there was no newer form in its day.
  if (typeof indexedDB.databases !== 'function') return
  const found = (await indexedDB.databases()).find((database) => database.name === name)
  // Dexie multiplies its version numbers by ten.
  const stored = Math.floor((found?.version ?? 0) / 10)
  if (stored <= SCHEMA_VERSION) return
  throw new StorageFailure('newer-schema', `The book was saved in form ${stored}; this program reads up to ${SCHEMA_VERSION}`)
}

/** An index is true at one revision only: any tab may have written since. */
interface Indexed {
  readonly ids: IdIndex
  revision: number
}

/** Thrown inside a transaction, to leave it without a trace, when another tab has written in between. */
class Outdated extends Error {}

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

  async #appendAtLatest(events: readonly JournalEvent[]): Promise<AppendResult> {
    for (;;) {
      const indexed = (this.#indexed ??= await this.#makeIndex())
      try {
        return await this.#appendAt(indexed, events)
      } catch (error) {
        if (!isOutdated(error)) throw error
        this.#indexed = null
      }
    }
  }

  async #appendAt(indexed: Indexed, events: readonly JournalEvent[]): Promise<AppendResult> {
    const db = this.#db
    const result = await db.transaction('rw', db.borrowers, db.journal, async (): Promise<AppendResult> => {
      const [journal, rows] = await Promise.all([db.journalRow(), this.#rowsFor(indexed.ids, events)])
      if (journal.revision !== indexed.revision) throw new Outdated()
      const byId = new Map([...rows.values()].flatMap((stored) => stored.map((event) => [event.id, event] as const)))
      const admission = admit(events, (id) => byId.get(id))
      if (!admission.ok) return { ok: false, code: 'refused', issues: admission.issues }
      const { added, repeated } = admission
      if (added.length > 0) {
        const fresh = [...groupByBorrower(added)].map(([borrower, group]) => packRow(borrower, [...(rows.get(borrower) ?? []), ...group]))
        const counted = { key: 'journal', revision: journal.revision + 1, events: journal.events + added.length } as const
        await Promise.all([db.borrowers.bulkPut(fresh), db.journal.put(counted)])
      }
      return { ok: true, added: added.length, repeated }
    })
    if (result.ok && result.added > 0) {
      for (const [borrower, group] of groupByBorrower(events)) for (const { id } of group) indexed.ids.add(id, borrower)
      indexed.revision++
    }
    return result
  }

  /** The stored events of every borrower that is written to or may hold one of the ids. */
  async #rowsFor(ids: IdIndex, events: readonly JournalEvent[]): Promise<Map<string, JournalEvent[]>> {
    const keys = new Set(groupByBorrower(events).keys())
    for (const { id } of events) for (const borrower of ids.candidates(id)) keys.add(borrower)
    const rows = await this.#db.borrowers.bulkGet([...keys])
    return new Map(rows.flatMap((row) => (row ? [[row.borrower, unpackRow(row)] as const] : [])))
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
    const { borrowers } = this.#db
    let rows = await borrowers.limit(ROWS_AT_A_TIME).toArray()
    while (rows.length > 0) {
      yield rows
      rows = await borrowers.where('borrower').above(rows.at(-1)!.borrower).limit(ROWS_AT_A_TIME).toArray()
    }
  }

  async read(borrower: string): Promise<JournalEvent[]> {
    const row = await this.#db.borrowers.get(borrower)
    return row ? unpackRow(row) : []
  }

  async putSetting(key: string, value: unknown): Promise<void> {
    await this.#db.settings.put({ key, value })
  }

  async getSetting(key: string): Promise<unknown> {
    return (await this.#db.settings.get(key))?.value
  }

  async clear(): Promise<void> {
    const db = this.#db
    await this.#lock.exclusively(() =>
      db.transaction('rw', db.borrowers, db.journal, db.settings, async () => {
        const { revision } = await db.journalRow()
        await Promise.all([db.borrowers.clear(), db.settings.clear()])
        await db.journal.put({ key: 'journal', revision: revision + 1, events: 0 })
      }),
    )
  }

  close(): void {
    this.#lock.release()
    this.#db.close()
  }
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

/** Dexie hands a transaction's error on as it is or wraps it. */
function isOutdated(error: unknown): boolean {
  return error instanceof Outdated || (error instanceof Error && 'inner' in error && error.inner instanceof Outdated)
}
