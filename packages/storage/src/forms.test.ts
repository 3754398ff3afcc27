import { IDBDatabase, IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterAll, beforeAll, describe, vi } from 'vitest'
import { describeForms } from './contract/forms-contract.ts'

describe('[SF6] old forms', () => {
  beforeAll(() => void vi.stubGlobal('IDBDatabase', IDBDatabase))
  afterAll(() => void vi.unstubAllGlobals())
  describeForms(() => ({ name: 'book', factory: { indexedDB: new IDBFactory(), IDBKeyRange } }))
})
