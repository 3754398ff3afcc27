/** Records an event about the log itself (journal AU7): signed, and true of the journal as it stands when it is stored. */
import type { JournalEvent } from '@tideline/journal'
import type { Decided } from './decided-book.ts'
import type { RecordContext } from './record-entry.ts'

/**
 * `make` is asked again whenever another tab has written meanwhile, and gives `null` where nothing is to be said. Where
 * nobody signs, or the device can't store it, nothing is recorded: without a signature it would say nothing.
 */
export async function recordAboutLog({ store, decided, signer }: RecordContext, today: string, make: (known: Decided) => JournalEvent | null): Promise<void> {
  for (;;) {
    const known = await decided.latest(today)
    const { revision } = known
    const event = make(known)
    if (!event) return
    const signed = await signer.sign([event], known)
    if (signed.events.at(-1)!.audit === undefined) return
    const appended = await store.appendAt(revision, signed.events)
    if (appended.ok) {
      signed.stored()
      return decided.decideAgain(signed.events, revision)
    }
    if (appended.code !== 'outdated') return
  }
}
