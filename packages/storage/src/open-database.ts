/** Opens a book's database, whichever store then lies on it. */
import { JournalDatabase, SCHEMA_VERSION } from './database.ts'
import { failureOf, StorageFailure } from './failure.ts'

export interface DexieStoreOptions {
  /** Another IndexedDB than the global one. */
  readonly factory?: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
  /** How long to wait for a window that holds an older form of the database; 5 s by default. */
  readonly patienceMs?: number
}

/** Makes it if there is none. Throws a `StorageFailure` (`newer-schema`, `blocked`, `unavailable`). */
export async function openDatabase(name: string, { factory, patienceMs = 5_000 }: DexieStoreOptions): Promise<JournalDatabase> {
  const db = new JournalDatabase(name, factory)
  try {
    await refuseNewer(name, factory?.indexedDB ?? globalThis.indexedDB)
    await Promise.race([db.open(), tooLongBlocked(db, patienceMs)])
    return db
  } catch (error) {
    db.close()
    throw failureOf(error)
  }
}

/** Rejects when somebody else has kept the database from being opened for that long; else never. */
function tooLongBlocked(db: JournalDatabase, patienceMs: number): Promise<never> {
  return new Promise((_, reject) => {
    db.on('blocked', () => {
      setTimeout(() => reject(new StorageFailure('blocked', 'Another window holds the book in an older form')), patienceMs)
      // What Dexie would do besides is write to the console.
      return false
    })
  })
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
