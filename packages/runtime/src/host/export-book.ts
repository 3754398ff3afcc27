/** The whole journal as a file, sealed: the chain of each device with its end named (journal AU5). */
import { isAuditEvent, writeJsonLines, type ChainHead } from '@tideline/journal'
import type { Decided } from './decided-book.ts'
import { headOf } from './device-signer.ts'
import { readWhole } from './read-whole.ts'
import { recordAboutLog } from './record-about-log.ts'
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
export async function sealChains(context: RecordContext, by: string, today: string): Promise<void> {
  const { clock, newId } = context
  await recordAboutLog(context, today, (known) =>
    isSealed(known) ? null : { id: newId(), type: 'journal.sealed', on: today, at: clock(), by, data: { heads: headsOf(known) } },
  )
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
