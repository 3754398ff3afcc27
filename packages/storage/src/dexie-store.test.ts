import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { payment } from './contract/sample-events.ts'
import { describeStore } from './contract/store-contract.ts'
import { SCHEMA_VERSION, JournalDatabase, shelfOf, type BorrowerRow } from './database.ts'
import { openDexieStore } from './dexie-store.ts'
import { refusalOf } from './failure.ts'
import type { SharedStore } from './shared-store.ts'

type Factory = { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
/** A form that this program does not know; Dexie multiplies by ten. */
const NEWER = (SCHEMA_VERSION + 1) * 10
const newFactory = (): Factory => ({ indexedDB: new IDBFactory(), IDBKeyRange })

describeStore('the store on IndexedDB', () => {
  const factory = newFactory()
  const open = (): Promise<SharedStore> => openDexieStore('book', { factory })
  return { open, reopen: open }
})

describe('two stores on one database', () => {
  it('[ST12] lets only one of them append at a revision, locks or none', async () => {
    const factory = newFactory()
    const [one, two] = [await openDexieStore('book', { factory }), await openDexieStore('book', { factory })]
    for (let at = 0; at < 20; at++) {
      const results = await Promise.all([one, two].map((store, i) => store.appendAt(at, [payment(`p-${at}-${i}`)])))
      expect(results.map((result) => (result.ok ? 'ok' : result.code)).sort()).toEqual(['ok', 'outdated'])
    }
    expect(await one.read('B-1')).toHaveLength(20)
  })
})

describe('the store on IndexedDB when things go wrong', () => {
  /** A store of three borrowers whose rows were then tampered with behind its back. */
  async function tampered(change: (db: JournalDatabase) => Promise<unknown>): Promise<SharedStore> {
    const factory = newFactory()
    const store = await openDexieStore('book', { factory })
    await store.append(['B-1', 'B-2', 'B-3'].map((borrower) => payment(`p-${borrower}`, borrower)))
    store.close()
    const db = new JournalDatabase('book', factory)
    await db.open()
    await change(db)
    db.close()
    return openDexieStore('book', { factory })
  }

  /** Puts something else, or nothing, in the place of one borrower's row. */
  const replaced = (borrower: string, change: (row: BorrowerRow) => readonly BorrowerRow[]): Promise<SharedStore> =>
    tampered(async (db) => {
      const { shelf, rows } = (await db.shelves.get(shelfOf(borrower)))!
      await db.shelves.put({ shelf, rows: rows.flatMap((row) => (row.borrower === borrower ? change(row) : [row])) })
    })

  const damage = (change: (row: BorrowerRow) => BorrowerRow): Promise<SharedStore> => replaced('B-2', (row) => [change(row)])

  const DAMAGES: readonly (readonly [string, (row: BorrowerRow) => BorrowerRow])[] = [
    ['a flipped bit', (row) => ({ ...row, bytes: row.bytes.map((byte, i) => (i === 40 ? byte ^ 1 : byte)) })],
    ['half the bytes', (row) => ({ ...row, bytes: row.bytes.slice(0, row.bytes.length >> 1) })],
    ['no bytes', (row) => ({ ...row, bytes: new Uint8Array() })],
    ['another count', (row) => ({ ...row, events: 2 })],
    ['something else than bytes', (row) => ({ ...row, bytes: 'lost' as unknown as Uint8Array })],
  ]

  it.each(DAMAGES)('[ST8] names the borrower whose row has %s, and reads all others', async (_name, change) => {
    const store = await damage(change)
    const seen: string[] = []
    const reading = (async () => {
      for await (const { borrower } of store.readAll()) seen.push(borrower)
    })()
    await expect(reading).rejects.toMatchObject({ name: 'StorageFailure', code: 'damaged', borrowers: ['B-2'] })
    expect(seen.sort()).toEqual(['B-1', 'B-3'])
    await expect(store.read('B-2')).rejects.toMatchObject({ code: 'damaged', borrowers: ['B-2'] })
    expect(await store.read('B-3')).toHaveLength(1)
  })

  it('[ST8] takes entries for every other borrower, and none for the damaged one', async () => {
    const store = await damage((row) => ({ ...row, bytes: new Uint8Array() }))
    expect(await store.append([payment('new', 'B-1')])).toEqual({ ok: true, added: 1, repeated: 0 })
    const refused = await store.append([payment('new-2', 'B-2')])
    expect(refused).toMatchObject({ ok: false, code: 'unavailable' })
    expect(refused.ok || refused.code === 'refused' ? '' : refused.detail).toContain('B-2')
  })

  it('[ST9] says how many events are gone when rows are missing', async () => {
    const store = await replaced('B-2', () => [])
    const reading = (async () => {
      for await (const stored of store.readAll()) expect(stored.events).toHaveLength(1)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'events-missing', message: '3 events were saved, 2 are there' })
  })

  it('[ST7] refuses a database in a newer form and leaves it as it is', async () => {
    const factory = newFactory()
    const newer = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = factory.indexedDB.open('book', NEWER)
      request.onupgradeneeded = () => request.result.createObjectStore('later')
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    newer.close()
    await expect(openDexieStore('book', { factory })).rejects.toMatchObject({ name: 'StorageFailure', code: 'newer-schema' })
    const still = await factory.indexedDB.databases()
    expect(still).toEqual([{ name: 'book', version: NEWER }])
  })

  it('[ST5] finds in a wrapped error that the device is full', () => {
    const full = Object.assign(new Error('no room'), { name: 'QuotaExceededError' })
    const wrapped = Object.assign(new Error('aborted'), { name: 'AbortError', inner: full })
    expect(refusalOf(full)).toEqual({ ok: false, code: 'full', detail: 'no room' })
    expect(refusalOf(wrapped)).toEqual({ ok: false, code: 'full', detail: 'no room' })
    expect(refusalOf(new TypeError('x'))).toEqual({ ok: false, code: 'unavailable', detail: 'TypeError: x' })
    expect(refusalOf('odd')).toMatchObject({ code: 'unavailable', detail: 'odd' })
  })

  it('[ST5] says so and stores nothing when the database is closed under it', async () => {
    const store = await openDexieStore('book', { factory: newFactory() })
    store.close()
    expect(await store.append([payment('p-1')])).toMatchObject({ ok: false, code: 'unavailable' })
  })

  it('[ST4] reads every borrower whole while another store writes', async () => {
    const factory = newFactory()
    const [reader, writer] = [await openDexieStore('book', { factory }), await openDexieStore('book', { factory })]
    const borrowers = Array.from({ length: 2_500 }, (_, i) => `B-${String(i).padStart(4, '0')}`)
    const byShelf = borrowers.toSorted((a, b) => shelfOf(a) - shelfOf(b))
    const [early, late] = [byShelf[0]!, byShelf.at(-1)!]
    await writer.append(borrowers.flatMap((borrower) => [payment(`a-${borrower}`, borrower), payment(`b-${borrower}`, borrower)]))
    const counts = new Map<string, number>()
    for await (const { borrower, events } of reader.readAll()) {
      if (counts.size === 10) await writer.append([early, late, 'B-9999'].map((other) => payment(`c-${other}`, other)))
      counts.set(borrower, events.length)
    }
    expect(borrowers.every((borrower) => counts.get(borrower)! >= 2)).toBe(true)
    expect([counts.get(early), counts.get(late)]).toEqual([2, 3])
    expect(await reader.append([payment(`c-${late}`, late)])).toEqual({ ok: true, added: 0, repeated: 1 })
  })

  it('[ST6] sees what a second store on the same database wrote, and conflicts with it', async () => {
    const factory = newFactory()
    const [first, second] = [await openDexieStore('book', { factory }), await openDexieStore('book', { factory })]
    await first.append([payment('p-1')])
    await second.append([payment('p-2')])
    expect(await first.append([payment('p-2', 'B-2')])).toMatchObject({ ok: false, code: 'refused' })
    expect(await first.read('B-1')).toHaveLength(2)
    const both = await Promise.all([...Array(10).keys()].map((i) => (i % 2 ? first : second).append([payment(`q-${i}`)])))
    expect(both.every((result) => result.ok)).toBe(true)
    expect(await second.read('B-1')).toHaveLength(12)
  })
})
