/** A store that is there as long as somebody has unlocked it. */
import type { StoredBorrower } from '@tideline/journal'
import { StorageFailure } from '../failure.ts'
import type { SharedStore, StoreRole } from '../shared-store.ts'

const UNAVAILABLE = { ok: false, code: 'unavailable', detail: 'The book is locked' } as const

/** Passes on to what `unlocked` gives; without it everything throws `locked`, and an append is `unavailable`. */
export function lockedStore(unlocked: () => SharedStore | null, role: () => StoreRole, close: () => void): SharedStore {
  const store = (): SharedStore => {
    const found = unlocked()
    if (!found) throw new StorageFailure('locked', 'The book is locked')
    return found
  }
  return {
    get role() {
      return role()
    },
    append: async (events) => unlocked()?.append(events) ?? UNAVAILABLE,
    appendAt: async (revision, events) => unlocked()?.appendAt(revision, events) ?? UNAVAILABLE,
    async *readAll(): AsyncGenerator<StoredBorrower> {
      yield* store().readAll()
    },
    read: async (borrower) => store().read(borrower),
    putSetting: async (key, value) => store().putSetting(key, value),
    getSetting: async (key) => store().getSetting(key),
    changeSetting: async (key, change) => store().changeSetting(key, change),
    clear: async () => store().clear(),
    revision: async () => store().revision(),
    close,
  }
}
