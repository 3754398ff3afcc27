/** A store that says why it failed: whatever the database throws is told as a `StorageFailure`. */
import type { StoredBorrower } from '@tideline/journal'
import type { JournalDatabase } from './database.ts'
import { failureOf, StorageFailure } from './failure.ts'
import type { SharedStore } from './shared-store.ts'

/** `gone` is asked after a failure: whether the book that was opened is still the one in the database. */
export function toldStore(store: SharedStore, db: JournalDatabase, gone: () => Promise<boolean>): SharedStore {
  async function reasonOf(error: unknown): Promise<StorageFailure> {
    if (db.left) return new StorageFailure(db.left, LEFT[db.left])
    if (await gone().catch(() => false)) return new StorageFailure('gone', LEFT.gone)
    return failureOf(error)
  }
  async function told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw await reasonOf(error)
    }
  }
  return {
    get role() {
      return store.role
    },
    append: (events) => told(() => store.append(events)),
    appendAt: (revision, events) => told(() => store.appendAt(revision, events)),
    async *readAll(): AsyncGenerator<StoredBorrower> {
      try {
        yield* store.readAll()
      } catch (error) {
        throw await reasonOf(error)
      }
    },
    read: (borrower) => told(() => store.read(borrower)),
    putSetting: (key, value) => told(() => store.putSetting(key, value)),
    getSetting: (key) => told(() => store.getSetting(key)),
    changeSetting: (key, change) => told(() => store.changeSetting(key, change)),
    clear: () => told(() => store.clear()),
    revision: () => told(() => store.revision()),
    close: () => store.close(),
  }
}

const LEFT = {
  superseded: 'Another window has brought the book into a newer form',
  gone: 'The book that was open is no longer in the database',
} as const
