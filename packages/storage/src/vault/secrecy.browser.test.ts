import { afterAll, expect, it } from 'vitest'
import { ALL_PLANTED, findPlanted, plant } from '../contract/planted.ts'
import { openSealed } from '../contract/sealed-book.ts'
import { JournalDatabase } from '../database.ts'
import { openDexieStore } from '../dexie-store.ts'

const [plain, sealed] = [`plain-${crypto.randomUUID()}`, `sealed-${crypto.randomUUID()}`]
afterAll(() => Promise.all([plain, sealed].map((name) => new JournalDatabase(name).delete())))

it('[VA1] leaves nothing of the book in this browser’s IndexedDB, where a plain one holds all of it', async () => {
  const control = await openDexieStore(plain)
  const vault = await openSealed(sealed)
  await plant(control)
  await plant(vault.store)
  expect(await findPlanted(plain, globalThis)).toEqual(ALL_PLANTED)
  expect(await findPlanted(sealed, globalThis)).toEqual([])
  control.close()
  vault.close()
})
