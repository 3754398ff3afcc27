import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it, vi } from 'vitest'
import { openSealed, PIN } from '../contract/sealed-book.ts'
import { ALL_PLANTED, findPlanted, plant } from '../contract/planted.ts'
import { openDexieStore } from '../dexie-store.ts'

const newFactory = () => ({ indexedDB: new IDBFactory(), IDBKeyRange })

it('[VA1] leaves nothing of the book to be read, where the same search finds all of it in a plain one', async () => {
  const [plain, sealed] = [newFactory(), newFactory()]
  const control = await openDexieStore('book', { factory: plain })
  const vault = await openSealed('book', { factory: sealed })
  await plant(control)
  await plant(vault.store)
  expect(await findPlanted('book', plain)).toEqual(ALL_PLANTED)
  expect(await findPlanted('book', sealed)).toEqual([])
})

it('[VA1] makes no key that can be read out, but for the moment in which one is wrapped', async () => {
  const made: CryptoKey[] = []
  const spies = (['deriveKey', 'importKey', 'unwrapKey', 'generateKey'] as const).map((name) => {
    const original = crypto.subtle[name].bind(crypto.subtle) as (...args: unknown[]) => Promise<CryptoKey>
    return vi.spyOn(crypto.subtle, name).mockImplementation(async (...args: unknown[]) => {
      const key = await original(...args)
      made.push(key)
      return key as never
    })
  })
  try {
    const factory = newFactory()
    const vault = await openSealed('book', { factory })
    await plant(vault.store)
    expect(made.filter((key) => key.extractable)).toHaveLength(1)
    await vault.lock()
    made.length = 0
    const { users } = await vault.status()
    await vault.unlock(users[0]!.id, PIN)
    for await (const stored of vault.store.readAll()) expect(stored.events.length).toBeGreaterThan(0)
    expect(made.length).toBeGreaterThan(3)
    expect(made.every((key) => !key.extractable)).toBe(true)
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
})
