export { createMemoryDeviceKeys, openDeviceKeys } from './device-keys.ts'
export { openDexieStore } from './dexie-store.ts'
export { StorageFailure } from './failure.ts'
export { createMemoryStore } from './memory-store.ts'

export type { DeviceKey, DeviceKeys } from './device-keys.ts'
export type { DexieStoreOptions } from './dexie-store.ts'
export type { StorageFailureCode } from './failure.ts'
export type { AppendAtResult, SharedStore, StoreRole } from './shared-store.ts'
