import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it, vi } from 'vitest'
import { payment } from './contract/sample-events.ts'
import { openCheapVault, openSealed, PIN } from './contract/sealed-book.ts'
import { SCHEMA_VERSION, type JournalDatabase } from './database.ts'
import { openDexieStore } from './dexie-store.ts'
import { openDatabase } from './open-database.ts'
import type { SharedStore } from './shared-store.ts'

const newFactory = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })
type Factory = ReturnType<typeof newFactory>

async function readAll(store: SharedStore): Promise<number> {
  let seen = 0
  for await (const { events } of store.readAll()) seen += events.length
  return seen
}

/** The rows past every store, as somebody who clears the browser's data by halves leaves them. */
async function behindItsBack(factory: Factory, change: (db: JournalDatabase) => Promise<unknown>): Promise<void> {
  const db = await openDatabase('book', { factory })
  await change(db)
  db.close()
}

/** Opens the database in a form that this program does not know. */
function openNewer({ indexedDB }: Factory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('book', (SCHEMA_VERSION + 1) * 10)
    request.onupgradeneeded = () => request.result.createObjectStore('later')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

const OPENED = [
  ['a plain book', async (factory: Factory) => openDexieStore('book', { factory })],
  ['a sealed book', async (factory: Factory) => (await openSealed('book', { factory })).store],
] as const

describe.each(OPENED)('%s in two windows', (_, open) => {
  it('[SF1] lets go of a database that another window brings into a newer form, and never writes to that', async () => {
    const factory = newFactory()
    const store = await open(factory)
    await store.append([payment('p-1')])
    const newer = await openNewer(factory)
    await expect(store.read('B-1')).rejects.toMatchObject({ name: 'StorageFailure', code: 'superseded' })
    await expect(readAll(store)).rejects.toMatchObject({ code: 'superseded' })
    await expect(store.putSetting('a', 1)).rejects.toMatchObject({ code: 'superseded' })
    expect(await store.append([payment('p-2')])).toMatchObject({ ok: false, code: 'unavailable' })
    expect(newer.version).toBe((SCHEMA_VERSION + 1) * 10)
    newer.close()
    await expect(open(factory)).rejects.toMatchObject({ code: 'newer-schema' })
  })

  it('[SF3] says that the book is gone when the database was deleted, and makes no empty one in its place', async () => {
    const factory = newFactory()
    const store = await open(factory)
    await store.append([payment('p-1')])
    await new Promise((resolve) => (factory.indexedDB.deleteDatabase('book').onsuccess = resolve))
    await expect(store.revision()).rejects.toMatchObject({ code: 'gone' })
    expect(await store.append([payment('p-2')])).toMatchObject({ ok: false, code: 'unavailable' })
    expect(await factory.indexedDB.databases()).toEqual([])
  })

  it('[SF7] keeps what both put into one setting', async () => {
    const factory = newFactory()
    const stores = [await open(factory), await open(factory)]
    const add = (name: string) => (value: unknown) => ({ ...(value as object), [name]: true })
    for (let i = 0; i < 6; i++) await stores[i % 2]!.changeSetting('drafts', add(`d-${i}`))
    expect(Object.keys((await stores[0]!.getSetting('drafts')) as object)).toHaveLength(6)
  })
})

it('[SF2] says so when another window holds an older form and does not let go', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { indexedDB } = newFactory()
  const held = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open('book', 10)
    request.onsuccess = () => resolve(request.result)
  })
  await expect(openDexieStore('book', { factory: { indexedDB, IDBKeyRange }, patienceMs: 20 })).rejects.toMatchObject({ code: 'blocked' })
  held.close()
  const store = await openDexieStore('book', { factory: { indexedDB, IDBKeyRange } })
  expect(await readAll(store)).toBe(0)
})

describe('a book discarded in another window', () => {
  it('[SF3] is gone here too: nothing is read, nothing written, and the keys are dropped', async () => {
    const factory = newFactory()
    const here = await openSealed('book', { factory })
    await here.store.append([payment('p-1')])
    const there = await openSealed('book', { factory })
    await there.discard()
    await expect(readAll(here.store)).rejects.toMatchObject({ code: 'gone' })
    await expect(here.store.putSetting('drafts', 1)).rejects.toMatchObject({ code: 'gone' })
    await expect(here.store.append([payment('p-2')])).resolves.toMatchObject({ ok: false })
    expect(await here.status()).toMatchObject({ state: 'none', user: null, keysLost: false })
    expect(here.user).toBeNull()
  })

  it('[SF3] and begun anew there, is not mixed with what is open here', async () => {
    const factory = newFactory()
    const here = await openSealed('book', { factory })
    await here.store.append([payment('p-1')])
    const there = await openSealed('book', { factory })
    await there.discard()
    await there.create('Wang', PIN)
    await expect(here.store.putSetting('drafts', 1)).rejects.toMatchObject({ code: 'gone' })
    expect(await here.store.append([payment('p-2')])).toMatchObject({ ok: false })
    expect(await readAll(there.store)).toBe(0)
    expect(await there.store.getSetting('drafts')).toBeUndefined()
    expect(await here.status()).toMatchObject({ state: 'locked', user: null, users: [{ name: 'Wang' }] })
  })
})

describe('a book cleared by halves', () => {
  async function book(): Promise<Factory> {
    const factory = newFactory()
    const vault = await openSealed('book', { factory })
    await vault.store.append([payment('p-1'), payment('p-2', 'B-2')])
    await vault.store.putSetting('book', { name: 'Spring' })
    vault.close()
    return factory
  }

  it('[SF4] whose header has gone is lost for good: it says so, and is not written over unasked', async () => {
    const factory = await book()
    await behindItsBack(factory, (db) => db.vault.clear())
    const vault = await openCheapVault('book', { factory })
    expect(await vault.status()).toMatchObject({ state: 'none', plainBook: false, keysLost: true })
    expect(await vault.create('Chen', PIN)).toMatchObject({ ok: false, code: 'vault-exists' })
    await vault.discard()
    expect(await vault.status()).toMatchObject({ keysLost: false })
    expect(await vault.create('Chen', PIN)).toMatchObject({ ok: true })
  })

  it.each([
    ['all rows', (db: JournalDatabase) => Promise.all([db.sealedShelves.clear(), db.sealedLedger.clear(), db.sealedSettings.clear()]), 'damaged', 0],
    ['the ledger', (db: JournalDatabase) => db.sealedLedger.clear(), 'damaged', 2],
    ['the shelves', (db: JournalDatabase) => db.sealedShelves.clear(), 'events-missing', 0],
  ] as const)('[SF5] that has lost %s opens, gives what is left and names the loss', async (_, lose, code, left) => {
    const factory = await book()
    await behindItsBack(factory, lose)
    const { store } = await openSealed('book', { factory })
    let seen = 0
    const reading = (async () => {
      for await (const { events } of store.readAll()) seen += events.length
    })()
    await expect(reading).rejects.toMatchObject({ name: 'StorageFailure', code })
    expect(seen).toBe(left)
  })

  it('[SF5] that has lost its settings has all of its events', async () => {
    const factory = await book()
    await behindItsBack(factory, (db) => db.sealedSettings.clear())
    const { store } = await openSealed('book', { factory })
    expect(await readAll(store)).toBe(2)
    expect(await store.getSetting('book')).toBeUndefined()
  })

  it('[SF5] of which whole tables are gone opens with those empty', async () => {
    const factory = newFactory()
    await new Promise<void>((resolve) => {
      const request = factory.indexedDB.open('book', SCHEMA_VERSION * 10)
      request.onupgradeneeded = () => request.result.createObjectStore('settings', { keyPath: 'key' })
      request.onsuccess = () => (request.result.close(), resolve())
    })
    const vault = await openSealed('book', { factory })
    expect(await vault.store.append([payment('p-1')])).toMatchObject({ ok: true })
  })
})
