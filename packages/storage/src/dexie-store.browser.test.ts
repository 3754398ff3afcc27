import { afterAll, describe, expect, it } from 'vitest'
import { payment } from './contract/sample-events.ts'
import { describeStore } from './contract/store-contract.ts'
import { JournalDatabase } from './database.ts'
import { openDexieStore } from './dexie-store.ts'

const made: string[] = []
const newName = (): string => {
  made.push(`book-${crypto.randomUUID()}`)
  return made.at(-1)!
}
afterAll(() => Promise.all(made.map((name) => new JournalDatabase(name).delete())))

describeStore('the store on this browser’s IndexedDB', () => {
  const name = newName()
  const open = () => openDexieStore(name)
  return { open, reopen: open }
})

describe('the store among tabs', () => {
  it('[ST6] has one writer; the next in the queue takes over when it leaves', async () => {
    const name = newName()
    const first = await openDexieStore(name)
    const second = await openDexieStore(name)
    const third = await openDexieStore(name)
    expect([first.role, second.role, third.role]).toEqual(['writer', 'follower', 'follower'])
    second.close()
    first.close()
    await expect.poll(() => third.role).toBe('writer')
    third.close()
  })

  it('[ST6] takes a follower’s entries, and both read them', async () => {
    const name = newName()
    const [writer, follower] = [await openDexieStore(name), await openDexieStore(name)]
    await Promise.all([...Array(10).keys()].map((i) => (i % 2 ? writer : follower).append([payment(`p-${i}`)])))
    expect(await writer.read('B-1')).toHaveLength(10)
    expect(await follower.read('B-1')).toHaveLength(10)
    expect(await follower.append([payment('p-1', 'B-1', 1)])).toMatchObject({ ok: false, code: 'refused' })
    writer.close()
    follower.close()
  })
})

it('[ST1] asks the browser for strict durability in every transaction that writes', async () => {
  const asked: (string | undefined)[] = []
  const original = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === 'readwrite') asked.push(options?.durability)
    return original.call(this, stores, mode, options)
  }
  try {
    const store = await openDexieStore(newName())
    await store.append([payment('p-1')])
    await store.putSetting('a', 1)
    await store.clear()
    store.close()
  } finally {
    IDBDatabase.prototype.transaction = original
  }
  expect(asked.length).toBeGreaterThanOrEqual(3)
  expect(new Set(asked)).toEqual(new Set(['strict']))
})
