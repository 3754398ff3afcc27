import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { payment } from '../contract/sample-events.ts'
import { openSealed } from '../contract/sealed-book.ts'
import { JournalDatabase } from '../database.ts'
import type { SharedStore } from '../shared-store.ts'
import type { SealedShelfRow } from './sealed-rows.ts'

const newFactory = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })
type Factory = ReturnType<typeof newFactory>

const flipped = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => bytes.map((byte, i) => (i === 20 ? byte ^ 1 : byte))

interface Tampering {
  readonly db: JournalDatabase
  /** The shelves of B-1, B-2 and B-3, as they are and as they were one entry before. */
  readonly now: readonly SealedShelfRow[]
  readonly before: readonly SealedShelfRow[]
}

/** A store of three borrowers with two entries each, tampered with behind its back; everyone has a shelf of their own. */
async function tampered(change: (tampering: Tampering) => Promise<unknown>, factory: Factory = newFactory()): Promise<SharedStore> {
  const db = new JournalDatabase('book', factory)
  const vault = await openSealed('book', { factory })
  await db.open()
  const shelves: number[] = []
  for (const borrower of ['B-1', 'B-2', 'B-3']) {
    const known = new Set((await db.sealedShelves.toArray()).map(({ shelf }) => shelf))
    await vault.store.append([payment(`p-${borrower}`, borrower)])
    const own = (await db.sealedShelves.toArray()).find(({ shelf }) => !known.has(shelf))
    if (own) shelves.push(own.shelf)
  }
  if (shelves.length < 3) {
    // The key of this book put two of them on one shelf, as one in two hundred does: another book.
    vault.close()
    await db.delete()
    return tampered(change, factory)
  }
  const rows = async (): Promise<SealedShelfRow[]> => (await db.sealedShelves.bulkGet(shelves)).map((row) => row!)
  const before = await rows()
  await vault.store.append(['B-1', 'B-2', 'B-3'].map((borrower) => payment(`q-${borrower}`, borrower)))
  vault.close()
  await change({ db, before, now: await rows() })
  db.close()
  return (await openSealed('book', { factory })).store
}

const ROWS: readonly (readonly [string, (tampering: Tampering) => Promise<unknown>])[] = [
  ['with a flipped bit', ({ db, now }) => db.sealedShelves.put({ ...now[1]!, rows: [{ ...now[1]!.rows[0]!, bytes: flipped(now[1]!.rows[0]!.bytes) }] })],
  ['cut short', ({ db, now }) => db.sealedShelves.put({ ...now[1]!, rows: [{ ...now[1]!.rows[0]!, bytes: now[1]!.rows[0]!.bytes.slice(0, 9) }] })],
  ['of something else than bytes', ({ db, now }) => db.sealedShelves.put({ ...now[1]!, rows: [{ ...now[1]!.rows[0]!, bytes: 'lost' as never }] })],
  ['taken away', ({ db, now }) => db.sealedShelves.put({ ...now[1]!, rows: [] })],
  ['of another borrower', ({ db, now }) => db.sealedShelves.put({ ...now[1]!, rows: [{ ...now[0]!.rows[0]!, tag: now[1]!.rows[0]!.tag }] })],
  ['from before', ({ db, now, before }) => db.sealedShelves.put({ ...now[1]!, rows: before[1]!.rows })],
  ['from before, with its shelf', ({ db, before }) => db.sealedShelves.put(before[1]!)],
  ['from before, with its shelf renumbered', ({ db, now, before }) => db.sealedShelves.put({ ...before[1]!, version: now[1]!.version })],
  ['on the shelf of another', ({ db, now }) => db.sealedShelves.put({ ...now[0]!, shelf: now[1]!.shelf })],
  ['whose directory has a flipped bit', ({ db, now }) => db.sealedShelves.put({ ...now[1]!, directory: flipped(now[1]!.directory) })],
]
/** The shelf itself no longer says whose it was. */
const NAMELESS = new Set(['from before, with its shelf renumbered', 'on the shelf of another', 'whose directory has a flipped bit'])

describe('a sealed book that was tampered with', () => {
  it.each(ROWS)('[VA2] is never read as something else with a row %s, and all others are', async (name, change) => {
    const store = await tampered(change)
    const seen: string[] = []
    const reading = (async () => {
      for await (const { borrower, events } of store.readAll()) {
        expect(events).toHaveLength(2)
        seen.push(borrower)
      }
    })()
    const error = await reading.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'StorageFailure', code: 'damaged', borrowers: NAMELESS.has(name) ? [] : ['B-2'] })
    expect(String(error)).toContain(NAMELESS.has(name) ? '1 of 512 shelves' : 'B-2')
    expect(seen.sort()).toEqual(['B-1', 'B-3'])
    await expect(store.read('B-2')).rejects.toMatchObject({ code: 'damaged', borrowers: ['B-2'] })
    expect(await store.append([payment('new', 'B-1')])).toEqual({ ok: true, added: 1, repeated: 0 })
    expect(await store.append([payment('new-2', 'B-2')])).toMatchObject({ ok: false, code: 'unavailable' })
  })

  it('[VA2] names the loss of a shelf by the count', async () => {
    const store = await tampered(({ db, now }) => db.sealedShelves.delete(now[1]!.shelf))
    const reading = (async () => {
      for await (const { events } of store.readAll()) expect(events).toHaveLength(2)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'events-missing', message: '6 events were saved, 4 are there' })
  })

  it('[VA2] with another book’s rows in the place of its own reads none of them', async () => {
    const other = newFactory()
    let foreign: readonly SealedShelfRow[] = []
    await tampered(async ({ now }) => (foreign = now), other)
    const store = await tampered(({ db, now }) => db.sealedShelves.put({ ...foreign[0]!, shelf: now[1]!.shelf, version: now[1]!.version }))
    await expect(store.read('B-2')).rejects.toMatchObject({ code: 'damaged', borrowers: ['B-2'] })
  })

  it.each([
    ['altered', async ({ db }: Tampering) => db.sealedLedger.update('ledger', { bytes: flipped((await db.sealedLedger.get('ledger'))!.bytes) })],
    ['renumbered', async ({ db }: Tampering) => db.sealedLedger.update('ledger', { revision: 99 })],
  ] as const)('[VA2] with its ledger %s gives what there is, says so, and takes nothing more', async (_name, change) => {
    const store = await tampered(change)
    let seen = 0
    const reading = (async () => {
      for await (const { events } of store.readAll()) seen += events.length
    })()
    await expect(reading).rejects.toMatchObject({ code: 'damaged', borrowers: [''] })
    expect(seen).toBe(6)
    expect(await store.append([payment('new')])).toMatchObject({ ok: false, code: 'unavailable' })
  })

  it('[VA2] does not read a setting that was altered', async () => {
    const factory = newFactory()
    const vault = await openSealed('book', { factory })
    await vault.store.putSetting('book', { name: 'Spring' })
    const db = new JournalDatabase('book', factory)
    await db.open()
    const [row] = await db.sealedSettings.toArray()
    await db.sealedSettings.put({ ...row!, bytes: flipped(row!.bytes) })
    await expect(vault.store.getSetting('book')).rejects.toMatchObject({ code: 'damaged' })
  })
})
