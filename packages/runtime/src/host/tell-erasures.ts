/**
 * Tells the chains of borrowers who were erased here, where a copy from before came back: they are left out of it
 * (storage VA8), and without a word of it their places would seem to be torn out (journal AU8).
 */
import { isAuditEvent, type ErasedLink, type JournalEvent } from '@tideline/journal'
import type { Vault } from '@tideline/storage'
import type { Decided } from './decided-book.ts'
import type { RecordContext } from './record-entry.ts'

export async function tellErasures({ store, decided, signer, clock, newId }: RecordContext, vault: Vault): Promise<void> {
  const erased = (await vault.tombstones()).flatMap(({ links }) => links ?? [])
  for (;;) {
    const [at, by] = [clock(), vault.user?.name]
    const on = at.slice(0, 10)
    const known = await decided.latest(on)
    const links = untold(erased.map(({ audit: { device, seq, prev }, hash }) => ({ device, seq, prev, hash })), known)
    if (links.length === 0 || by === undefined) return
    const event: JournalEvent = { id: newId(), type: 'borrower.erased', on, at, by, data: { events: links.length, links } }
    const signed = await signer.sign([event], known)
    if (signed.events.at(-1)!.audit === undefined) return
    const appended = await store.appendAt(known.revision, signed.events)
    if (appended.ok) {
      signed.stored()
      return decided.decideAgain(signed.events, known.revision)
    }
    if (appended.code !== 'outdated') return
  }
}

/** Of what was erased, what stood in the book as it is now: what was recorded after the copy was made never did. */
function untold(links: readonly ErasedLink[], { heads, bookWide }: Decided): ErasedLink[] {
  const told = new Set(bookWide.flatMap((event) => (isAuditEvent(event, 'borrower.erased') ? event.data.links.map(placeOf) : [])))
  return links.filter((link) => link.seq < (heads.get(link.device)?.seq ?? 0) && !told.has(placeOf(link))).slice(0, MOST_LINKS)
}

/** As many as one event may name (AU8); nobody erases so many between two copies. */
const MOST_LINKS = 2_000

function placeOf({ device, seq }: ErasedLink): string {
  return `${device} ${seq}`
}
