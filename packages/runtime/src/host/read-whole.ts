/** Reading everything at one moment: a store is read piece by piece, and another tab may write in between. */
import type { JournalEvent } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'

/**
 * All events as they stood together, each borrower's in a list of its own; begun anew whenever a tab has written meanwhile.
 * `failure`: what the store threw after giving all that can be read, else `null`.
 */
export async function readWhole(store: SharedStore): Promise<{ readonly borrowers: readonly (readonly JournalEvent[])[]; readonly failure: unknown }> {
  for (;;) {
    const revision = await store.revision()
    const borrowers: (readonly JournalEvent[])[] = []
    let failure: unknown = null
    try {
      for await (const { events } of store.readAll()) borrowers.push(events)
    } catch (thrown) {
      failure = thrown
    }
    if ((await store.revision()) === revision) return { borrowers, failure }
  }
}
