/** The whole journal as a file, sealed: the chain of each device with its end named (journal AU5). */
import { isAuditEvent, writeJsonLines, type ChainHead, type JournalEvent } from '@tideline/journal'
import type { Decided } from './decided-book.ts'
import { headOf } from './device-signer.ts'
import { readWhole } from './read-whole.ts'
import type { RecordContext } from './record-entry.ts'

/** What cannot be sealed, as on a device that is full, is exported all the same: then a copy is needed most. */
export async function exportBook(context: RecordContext, by: string, today: string): Promise<Blob> {
  const { store } = context
  await sealChains(context, by, today)
  const { borrowers, failure } = await readWhole(store)
  if (failure !== null) throw failure
  return new Blob(borrowers.map((events) => [...writeJsonLines(events)].join('')), { type: 'application/x-ndjson' })
}

/** Names the last event of every chain in one more event, unless that is so already. */
export async function sealChains({ store, decided, signer, clock, newId }: RecordContext, by: string, today: string): Promise<void> {
  for (;;) {
    const known = await decided.latest(today)
    const { revision } = known
    if (isSealed(known)) return
    const event: JournalEvent = { id: newId(), type: 'journal.sealed', on: today, at: clock(), by, data: { heads: headsOf(known) } }
    const signed = await signer.sign([event], known)
    // Nobody signs here: a seal without a signature would say nothing.
    if (signed.events.at(-1)!.audit === undefined) return
    const appended = await store.appendAt(revision, signed.events)
    if (appended.ok) {
      signed.stored()
      return decided.decideAgain(signed.events, revision)
    }
    if (appended.code !== 'outdated') return
  }
}

/** Whether some event sealed all chains and nothing was recorded since; so it is when nothing is signed. */
function isSealed({ heads }: Decided): boolean {
  if (heads.size === 0) return true
  return [...heads].some(([of, last]) => {
    if (!('event' in last) || !isAuditEvent(last.event, 'journal.sealed')) return false
    const named = new Set(last.event.data.heads.map(({ hash }) => hash))
    return [...heads].every(([device, end]) => device === of || named.has(headOf(device, end).hash))
  })
}

function headsOf({ heads }: Decided): ChainHead[] {
  return [...heads].map(([device, end]) => headOf(device, end))
}
