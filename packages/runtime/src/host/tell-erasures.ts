/**
 * Tells the chains of borrowers who were erased here, where a copy from before came back: they are left out of it
 * (storage VA8), and without a word of it their places would seem to be torn out (journal AU8).
 */
import { isAuditEvent, MOST_LINKS, type ErasedLink } from '@tideline/journal'
import type { Vault } from '@tideline/storage'
import type { Decided } from './decided-book.ts'
import { recordAboutLog } from './record-about-log.ts'
import type { RecordContext } from './record-entry.ts'

export async function tellErasures(context: RecordContext, vault: Vault): Promise<void> {
  const { clock, newId } = context
  const tombstones = await vault.tombstones()
  const erased = tombstones.flatMap(({ links }) => links ?? []).map(({ audit: { device, seq, prev }, hash }) => ({ device, seq, prev, hash }))
  await recordAboutLog(context, clock().slice(0, 10), (known) => {
    const [at, by, links] = [clock(), vault.user?.name, untold(erased, known)]
    if (links.length === 0 || by === undefined) return null
    return { id: newId(), type: 'borrower.erased', on: at.slice(0, 10), at, by, data: { events: links.length, links } }
  })
}

/**
 * Of what was erased, what stood in the book as it is now: what was recorded after the copy was made never did. As many
 * as one event may name: nobody erases more between two copies.
 */
function untold(links: readonly ErasedLink[], { heads, bookWide }: Decided): ErasedLink[] {
  const told = new Set(bookWide.flatMap((event) => (isAuditEvent(event, 'borrower.erased') ? event.data.links.map(placeOf) : [])))
  return links.filter((link) => link.seq < (heads.get(link.device)?.seq ?? 0) && !told.has(placeOf(link))).slice(0, MOST_LINKS)
}

function placeOf({ device, seq }: ErasedLink): string {
  return `${device} ${seq}`
}
