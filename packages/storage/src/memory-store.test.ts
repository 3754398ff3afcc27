import { describeStore } from './contract/store-contract.ts'
import { createMemoryStore } from './memory-store.ts'

describeStore('the store in memory', () => ({ open: async () => createMemoryStore() }))
