import { afterAll } from 'vitest'
import { openSealed } from '../contract/sealed-book.ts'
import { describeStore } from '../contract/store-contract.ts'
import { JournalDatabase } from '../database.ts'

const made: string[] = []
afterAll(() => Promise.all(made.map((name) => new JournalDatabase(name).delete())))

describeStore('the sealed store on this browser’s IndexedDB', () => {
  const name = `sealed-${crypto.randomUUID()}`
  made.push(name)
  const open = async () => (await openSealed(name)).store
  return { open, reopen: open }
})
