import { afterAll, describe } from 'vitest'
import { describeForms } from './contract/forms-contract.ts'

const made: string[] = []
afterAll(() => made.forEach((name) => indexedDB.deleteDatabase(name)))

describe('old forms in this browser', () => {
  describeForms(() => {
    made.push(`form-${crypto.randomUUID()}`)
    return { name: made.at(-1)!, factory: { indexedDB, IDBKeyRange } }
  })
})
