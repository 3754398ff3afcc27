export { openDexieStore } from './dexie-store.ts'
export { StorageFailure } from './failure.ts'
export { createMemoryStore } from './memory-store.ts'

export type { DexieStoreOptions } from './dexie-store.ts'
export type { StorageFailureCode } from './failure.ts'
export type { SharedStore, StoreRole } from './shared-store.ts'
