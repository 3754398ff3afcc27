import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { restoreDump, type DatabaseDump } from '../contract/database-dump.ts'
import form1 from '../contract/forms/form-1.json'
import { payment } from '../contract/sample-events.ts'
import { openCheapVault, openSealed, PIN } from '../contract/sealed-book.ts'
import { JournalDatabase } from '../database.ts'
import { openDexieStore } from '../dexie-store.ts'
import type { SharedStore } from '../shared-store.ts'

const newFactory = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })
type Factory = ReturnType<typeof newFactory>

async function oldBook(change: (dump: DatabaseDump) => DatabaseDump = (dump) => dump): Promise<Factory> {
  const factory = newFactory()
  await restoreDump('book', change(form1 as DatabaseDump), factory)
  return factory
}

async function contentOf(store: SharedStore): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for await (const { borrower, events } of store.readAll()) found[borrower] = events.length
  return found
}

async function plainRows(factory: Factory): Promise<number> {
  const db = new JournalDatabase('book', factory)
  await db.open()
  const counts = await Promise.all([db.shelves.count(), db.journal.count(), db.settings.count()])
  db.close()
  return counts.reduce((sum, count) => sum + count)
}

describe('a book of form 1', () => {
  it('[VA6] is opened as it was as long as nobody makes a vault', async () => {
    const factory = await oldBook()
    const vault = await openCheapVault('book', { factory })
    expect(await vault.status()).toMatchObject({ state: 'none', plainBook: true, user: null, users: [] })
    await expect(vault.store.read('B-1')).rejects.toMatchObject({ code: 'locked' })
    vault.close()
    const plain = await openDexieStore('book', { factory })
    expect(await plain.read('B-7')).toHaveLength(4)
  })

  it('[VA6] is sealed where it lies, whole, and nothing of the old rows stays', async () => {
    const factory = await oldBook()
    const plain = await openDexieStore('book', { factory })
    const [before, revision] = [await contentOf(plain), await plain.revision()]
    const sealing: boolean[] = []
    const vault = await openSealed('book', { factory, onSealing: (now) => sealing.push(now) })
    expect(sealing).toEqual([true, false])
    expect(await contentOf(vault.store)).toEqual(before)
    expect(Object.keys(before)).toHaveLength(41)
    expect(await vault.store.getSetting('book')).toEqual({ name: 'Spring', source: 'file' })
    expect(await vault.store.getSetting('nothing')).toBeNull()
    expect(await vault.store.revision()).toBeGreaterThanOrEqual(revision)
    expect(await plainRows(factory)).toBe(0)
    expect(await vault.store.append([payment('p-1'), payment('p-2', 'B-2', 2_000)])).toEqual({ ok: true, added: 0, repeated: 2 })
    // A tab that still has the plain store open writes nothing beside the vault.
    expect(await plain.append([payment('late')])).toMatchObject({ ok: false, code: 'unavailable' })
    await expect(plain.putSetting('book', 1)).rejects.toThrow()
    await expect(openDexieStore('book', { factory })).rejects.toMatchObject({ code: 'locked' })
  })

  it('[VA6] that was stopped in the middle goes on at the next unlock', async () => {
    const factory = await oldBook()
    const before = await contentOf(await openDexieStore('book', { factory }))
    const stopped = await openCheapVault('book', {
      factory,
      onSealing: () => {
        throw new Error('the power failed')
      },
    })
    await expect(stopped.create('Chen', PIN)).rejects.toThrow('the power failed')
    stopped.close()
    expect(await plainRows(factory)).toBeGreaterThan(30)
    const vault = await openSealed('book', { factory })
    expect(await contentOf(vault.store)).toEqual(before)
    expect(await plainRows(factory)).toBe(0)
  })

  it('[VA6] with damage in it is sealed with the damage, which is still named', async () => {
    const factory = await oldBook((dump) => {
      const text = JSON.stringify(dump).replace(/("borrower":"B-7","bytes":\{"base64":")...../u, '$1AAAAA')
      return JSON.parse(text) as DatabaseDump
    })
    const { store } = await openSealed('book', { factory })
    await expect(contentOf(store)).rejects.toMatchObject({ code: 'damaged', borrowers: ['B-7'] })
    expect(await store.read('B-8')).toHaveLength(4)
  })

  it('[VA6] with rows missing is sealed, and what is missing is still counted', async () => {
    const factory = await oldBook((dump) => {
      const { shelves } = dump.stores
      return { ...dump, stores: { ...dump.stores, shelves: { ...shelves!, rows: shelves!.rows.slice(1) } } }
    })
    const { store } = await openSealed('book', { factory })
    await expect(contentOf(store)).rejects.toMatchObject({ code: 'events-missing' })
  })
})
