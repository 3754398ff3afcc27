/** The store's twin in memory: for tests, for practice without a trace, for where the browser gives no storage. */
import type { AppendResult, JournalEvent, StoredBorrower } from '@tideline/journal'
import { admit, groupByBorrower } from './admission.ts'
import type { SharedStore } from './shared-store.ts'

export function createMemoryStore(): SharedStore {
  const borrowers = new Map<string, JournalEvent[]>()
  const byId = new Map<string, JournalEvent>()
  const settings = new Map<string, string>()
  let revision = 0

  async function append(events: readonly JournalEvent[]): Promise<AppendResult> {
    const admission = admit(events, (id) => byId.get(id))
    if (!admission.ok) return { ok: false, code: 'refused', issues: admission.issues }
    const { added, repeated } = admission
    for (const [borrower, fresh] of groupByBorrower(added)) borrowers.set(borrower, [...(borrowers.get(borrower) ?? []), ...fresh])
    for (const event of added) byId.set(event.id, event)
    if (added.length > 0) revision++
    return { ok: true, added: added.length, repeated }
  }

  async function* readAll(): AsyncGenerator<StoredBorrower> {
    for (const [borrower, events] of [...borrowers]) yield { borrower, events: [...events] }
  }

  // Text, so that a value put can't be changed from outside: the twin must not be kinder than the database.
  const putSetting = (key: string, value: unknown): void => void settings.set(key, JSON.stringify(value))
  const setting = (key: string): unknown => {
    const text = settings.get(key)
    return text === undefined ? undefined : JSON.parse(text)
  }

  return {
    role: 'writer',
    append,
    appendAt: async (expected, events) => (revision === expected ? append(events) : { ok: false, code: 'outdated' }),
    readAll,
    read: async (borrower) => [...(borrowers.get(borrower) ?? [])],
    putSetting: async (key, value) => putSetting(key, value),
    getSetting: async (key) => setting(key),
    changeSetting: async (key, change) => putSetting(key, change(setting(key))),
    clear: async () => {
      borrowers.clear()
      byId.clear()
      settings.clear()
      revision++
    },
    close: () => {},
    revision: async () => revision,
  }
}
