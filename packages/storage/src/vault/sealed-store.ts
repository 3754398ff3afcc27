/** The journal of an unlocked vault: as the plain store, with every row sealed. Rules ST1 to ST10, VA1 to VA5 of SPEC.md. */
import { linkHash, packEvents, unpackEvents, type AppendResult, type Issue, type JournalEvent, type StoredBorrower } from '@tideline/journal'
import { admit, groupByBorrower, keyOf } from '../admission.ts'
import { SHELVES } from '../database.ts'
import { refusalOf, StorageFailure } from '../failure.ts'
import { IdIndex } from '../id-index.ts'
import { isA, Outdated, Superseded, untilCurrent } from '../outdated.ts'
import type { AppendAtResult, SharedStore, StoreRole } from '../shared-store.ts'
import type { WriterLock } from '../writer-lock.ts'
import { shelfOfTag, type Tag } from './book-keys.ts'
import { readHeader } from './header.ts'
import { fillBook, gather, type BookToFill, type Filled, type FillRefusal } from './fill-book.ts'
import { ALL_SHELVES, gravesOf } from './graves.ts'
import type { Bytes } from './sealing.ts'
import { isErased, openRow, openSetting, sealLedger, sealSetting, type ChainLink, type Entry, type OpenShelf, type Tombstone } from './sealed-rows.ts'
import { damagedRows, type RowChange, type SealedTables, type Snapshot } from './sealed-tables.ts'

interface Indexed {
  readonly ids: IdIndex
  revision: number
}

/** Book-wide events that say of an erasure what the chains need, made from the journal at a revision. */
export interface Erasure {
  readonly revision: number
  readonly events: readonly JournalEvent[]
}

/** What is stored of one borrower; `entry` is missing where nothing is. */
interface Found {
  readonly tag: Tag
  readonly entry: Entry | undefined
  readonly events: readonly JournalEvent[]
}

export class SealedStore implements SharedStore {
  readonly #tables: SealedTables
  readonly #lock: WriterLock
  readonly #vault: string
  #indexed: Indexed | null = null

  /** `vault`: the book's, as its header has it. */
  constructor(tables: SealedTables, lock: WriterLock, vault: string) {
    this.#tables = tables
    this.#vault = vault
    this.#lock = lock
  }

  get role(): StoreRole {
    return this.#lock.role
  }

  revision(): Promise<number> {
    return this.#tables.revision()
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
    const concerned = new Set([...groupByBorrower(events).keys(), ...events.flatMap(({ id }) => indexed.ids.candidates(id))])
    const { snapshot, found } = await this.#find(concerned)
    if (revision !== undefined && snapshot.revision !== revision) throw new Superseded()
    if (snapshot.revision !== indexed.revision) throw new Outdated()
    const erased = events.filter((event) => isErasedIn(snapshot, found.get(keyOf(event))!.tag))
    if (erased.length > 0) return { ok: false, code: 'refused', issues: erased.map(erasedIssue) }
    const byId = new Map([...found.values()].flatMap(({ events: stored }) => stored.map((event) => [event.id, event] as const)))
    const admission = admit(events, (id) => byId.get(id))
    if (!admission.ok) return { ok: false, code: 'refused', issues: admission.issues }
    const { added, repeated } = admission
    if (added.length === 0) return { ok: true, added: 0, repeated }
    const groups = groupByBorrower(added)
    const changes = [...groups].map(([borrower, fresh]) => {
      const { tag, events: stored } = found.get(borrower)!
      const all = [...stored, ...fresh]
      return { tag, borrower, events: all.length, packed: packEvents(all).slice() }
    })
    await this.#tables.write(snapshot, changes, added.length)
    for (const [borrower, group] of groups) for (const { id } of group) indexed.ids.add(id, borrower)
    indexed.revision++
    return { ok: true, added: added.length, repeated }
  }

  /** What is stored of these borrowers. Throws a `StorageFailure` of code `damaged` naming those who can't be read. */
  async #find(borrowers: Iterable<string>, alsoShelves: readonly number[] = []): Promise<{ snapshot: Snapshot; found: ReadonlyMap<string, Found> }> {
    const tags = await Promise.all([...borrowers].map(async (borrower) => [borrower, await this.#tables.keys.tagOf('borrower', borrower)] as const))
    const snapshot = await this.#tables.snapshot([...tags.map(([, tag]) => shelfOfTag(tag)), ...alsoShelves])
    const unreadable: string[] = []
    const found = await Promise.all(
      tags.map(async ([borrower, tag]): Promise<[string, Found]> => {
        const open = snapshot.shelves.get(shelfOfTag(tag))
        if (open && 'damaged' in open) unreadable.push(borrower)
        const entry = open && 'directory' in open ? open.directory.entries.find((one) => one.tag === tag) : undefined
        const events = entry ? unpackOr(await openRow(this.#tables.keys, shelfOfTag(tag), entry, open as OpenShelf), entry.events) : []
        if (!events) unreadable.push(borrower)
        return [borrower, { tag, entry, events: events ?? [] }]
      }),
    )
    if (unreadable.length > 0) throw damagedRows(unreadable, 0)
    return { snapshot, found: new Map(found) }
  }

  async #makeIndex(): Promise<Indexed> {
    const revision = await this.revision()
    const ids = new IdIndex()
    for await (const { rows } of this.#tables.all()) {
      // The ids of a damaged row stay unknown: that must not stop the entries of everyone else.
      for (const { borrower, packed, events } of rows) for (const { id } of unpackOr(packed, events) ?? []) ids.add(id, borrower)
    }
    return { ids, revision }
  }

  /** As the plain store's: every borrower that can be read, then a `StorageFailure` if that was not all. */
  async *readAll(): AsyncGenerator<StoredBorrower> {
    const before = await this.#tables.ledger()
    const ids = new IdIndex()
    const unreadable: string[] = []
    let nameless = 0
    let seen = 0
    for await (const batch of this.#tables.all()) {
      nameless += batch.nameless
      for (const { borrower, packed, events: count } of batch.rows) {
        seen += count
        const events = unpackOr(packed, count)
        if (!events) unreadable.push(borrower)
        else {
          for (const { id } of events) ids.add(id, borrower)
          yield { borrower, events }
        }
      }
    }
    const undisturbed = (await this.revision()) === before.revision
    if (undisturbed) this.#indexed = { ids, revision: before.revision }
    if (before.events === null) unreadable.push('')
    if (unreadable.length > 0 || nameless > 0) throw damagedRows([...new Set(unreadable)], nameless)
    if (undisturbed && seen !== before.events) {
      throw new StorageFailure('events-missing', `${before.events} events were saved, ${seen} are there`)
    }
  }

  async read(borrower: string): Promise<JournalEvent[]> {
    const { found } = await this.#find([borrower])
    return [...found.get(borrower)!.events]
  }

  async putSetting(key: string, value: unknown): Promise<void> {
    const { db, keys } = this.#tables
    const row = await sealSetting(keys, key, value)
    await db.transaction('rw', db.sealedSettings, db.vault, async () => {
      // A book that was discarded meanwhile gets no row of it back, and the next one none of another's.
      if ((await readHeader(db))?.vault !== this.#vault) throw new StorageFailure('gone', 'The book was discarded')
      await db.sealedSettings.put(row)
    })
  }

  async changeSetting(key: string, change: (value: unknown) => unknown): Promise<void> {
    await this.#lock.exclusively(async () => this.putSetting(key, change(await this.getSetting(key))))
  }

  async getSetting(key: string): Promise<unknown> {
    const row = await this.#tables.db.sealedSettings.get(await this.#tables.keys.tagOf('setting', key))
    return row && (await openSetting(this.#tables.keys, row))
  }

  async clear(): Promise<void> {
    const { db, keys } = this.#tables
    const clearing = async (): Promise<void> => {
      const row = await db.sealedLedger.get('ledger')
      const revision = row?.revision ?? 0
      // The versions go on: no shelf from before may be put back.
      const before = await this.#tables.snapshot([]).then(({ ledger }) => ledger, () => ({ versions: Array.from({ length: SHELVES }, () => 0), access: 0 }))
      const graves = await gravesOf(this.#tables, before.versions)
      const empty = await sealLedger(keys, revision + 1, { events: 0, versions: graves.versions, access: this.#tables.accessedSince(before) })
      const work = (): Promise<unknown> => Promise.all([db.sealedShelves.clear().then(() => db.sealedShelves.bulkPut(graves.rows)), db.sealedSettings.clear()])
      await this.#tables.commit(revision, [], empty, { tables: ['sealedSettings'], work })
    }
    await this.#lock.exclusively(() => untilCurrent(clearing))
  }

  /** A whole book into an empty one. What `borrowers` throws comes through, and nothing is stored. */
  async fill({ borrowers, settings }: BookToFill): Promise<Filled | FillRefusal> {
    const rows = await gather(this.#tables, borrowers)
    try {
      return (await this.#lock.exclusively(() => fillBook(this.#tables, rows, settings))) ?? { ok: false, code: 'book-exists' }
    } catch (error) {
      return refusalOf(error)
    } finally {
      this.#indexed = null
    }
  }

  /**
   * Destroys a borrower's key and row, and stores with it what is to be said of that; what remains says that there
   * was one. `null` if there is none, `outdated` if the journal is not at the revision any more.
   */
  async shred(borrower: string, at: string, by: string, { revision, events: told }: Erasure): Promise<Tombstone | null | 'outdated'> {
    const shredding = async (): Promise<Tombstone | null | 'outdated'> => {
      const tag = await this.#tables.keys.tagOf('borrower', borrower)
      const { snapshot, found } = await this.#find(told.length > 0 ? [''] : [], [shelfOfTag(tag)])
      const open = snapshot.shelves.get(shelfOfTag(tag))
      if (open && 'damaged' in open) throw damagedRows([borrower], 0)
      const entry = open?.directory.entries.find((one) => one.tag === tag)
      if (!open || !entry) return null
      const events = unpackOr(await openRow(this.#tables.keys, shelfOfTag(tag), entry, open), entry.events)
      if (snapshot.revision !== revision) return 'outdated'
      const tombstone: Tombstone = { tag, at, by, events: entry.events, links: events && linksOf(events) }
      const changes: RowChange[] = [{ tag, borrower, events: 0, packed: null, tombstone }]
      if (told.length > 0) {
        const bookWide = found.get('')!
        const all = [...bookWide.events, ...told]
        changes.push({ tag: bookWide.tag, borrower: '', events: all.length, packed: packEvents(all).slice() })
      }
      await this.#tables.write(snapshot, changes, told.length - entry.events)
      return tombstone
    }
    return this.#lock.exclusively(() => untilCurrent(shredding))
  }

  async tombstones(): Promise<Tombstone[]> {
    const { shelves } = await this.#tables.snapshot(ALL_SHELVES)
    return [...shelves.values()].flatMap((shelf) => (shelf && 'directory' in shelf ? shelf.directory.tombstones : []))
  }

  /** The vault closes the database, which outlives a session. */
  close(): void {}
}

/** `null` if the bytes are gone or are not so many events. */
function unpackOr(packed: Bytes | null, events: number): JournalEvent[] | null {
  try {
    const unpacked = packed && unpackEvents(packed)
    return unpacked?.length === events ? unpacked : null
  } catch {
    return null
  }
}

function isErasedIn({ shelves }: Snapshot, tag: Tag): boolean {
  const open = shelves.get(shelfOfTag(tag))
  return !!open && 'directory' in open && isErased(open, tag)
}

function erasedIssue({ id, borrower }: JournalEvent): Issue {
  return { code: 'bad-data', path: 'borrower', expected: 'a borrower who was not erased', got: borrower ?? '', event: id }
}

function linksOf(events: readonly JournalEvent[]): ChainLink[] {
  return events.flatMap((event) => {
    const { audit } = event
    return audit === undefined ? [] : [{ audit, hash: linkHash(event) }]
  })
}
