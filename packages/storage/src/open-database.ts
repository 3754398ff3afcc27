/** Opens a book's database, whichever store then lies on it. */
import { JournalDatabase, SCHEMA_VERSION } from './database.ts'
import { refusalOf, StorageFailure } from './failure.ts'

export interface DexieStoreOptions {
  /** Another IndexedDB than the global one. */
  readonly factory?: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
}

/** Makes it if there is none. Throws a `StorageFailure` (`newer-schema`, `unavailable`). */
export async function openDatabase(name: string, { factory }: DexieStoreOptions): Promise<JournalDatabase> {
  const db = new JournalDatabase(name, factory)
  try {
    await refuseNewer(name, factory?.indexedDB ?? globalThis.indexedDB)
    await db.open()
    return db
  } catch (error) {
    throw error instanceof StorageFailure ? error : new StorageFailure('unavailable', refusalOf(error).detail)
  }
}

/** Dexie would open a newer database all the same and add its tables to it: looked up before it does. */
async function refuseNewer(name: string, indexedDB: IDBFactory): Promise<void> {
  // Firefox before 126 can't say; there was no newer form in its day.
  if (typeof indexedDB.databases !== 'function') return
  const found = (await indexedDB.databases()).find((database) => database.name === name)
  // Dexie multiplies its version numbers by ten.
  const stored = Math.floor((found?.version ?? 0) / 10)
  if (stored <= SCHEMA_VERSION) return
  throw new StorageFailure('newer-schema', `The book was saved in form ${stored}; this program reads up to ${SCHEMA_VERSION}`)
}
