import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describeStore } from '../contract/store-contract.ts'
import { openSealed } from '../contract/sealed-book.ts'

describeStore('the sealed store on IndexedDB', () => {
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  const open = async () => (await openSealed('book', { factory })).store
  return { open, reopen: open }
})
