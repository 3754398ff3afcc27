/** What an erased borrower leaves in the chains, and what is made of it when they are verified. Rule AU8 of SPEC.md. */
import { isAuditEvent, linkHash, type AuditData, type AuditLink, type ErasedLink } from './audit.ts'
import type { JournalEvent } from './event.ts'

/** In one event, which must stay within a line (J3); more of them go into further ones. */
export const MOST_LINKS = 2_000

/** What `borrower.erased` is to say of these events: one or more of them, as they are many. */
export function erasuresOf(events: readonly JournalEvent[]): AuditData['borrower.erased'][] {
  const links = events.flatMap((event): ErasedLink[] => {
    const { audit } = event
    return audit === undefined ? [] : [{ device: audit.device, seq: audit.seq, prev: audit.prev, hash: linkHash(event) }]
  })
  const unsigned = events.length - links.length
  const erasures: AuditData['borrower.erased'][] = []
  for (let first = 0; first === 0 || first < links.length; first += MOST_LINKS) {
    const some = links.slice(first, first + MOST_LINKS)
    erasures.push({ events: some.length + (first === 0 ? unsigned : 0), links: some })
  }
  return erasures
}

/** An erasure that its device signed. */
export interface Erasure {
  readonly event: string
  /** Its place in the list given. */
  readonly index: number
  /** Of the device that recorded it: whether that one may erase is for the reader to say (AU3). */
  readonly device: string
  readonly events: number
}

/** A place that an erasure calls erased while an event stands there, or that another erasure tells otherwise. */
export interface Contradiction {
  readonly device: string
  readonly seq: number
  /** The erasure, and its place in the list given. */
  readonly erasure: string
  readonly index: number
  /** The event that stands there; missing where it is another erasure that says otherwise. */
  readonly event?: string
}

export interface ErasedPlace extends ErasedLink {
  readonly erasure: string
  readonly index: number
}

interface Signed {
  readonly event: JournalEvent & { readonly audit: AuditLink }
  readonly index: number
  readonly own: boolean
}

/** Only what a device signed erases anything. The places by device. */
export function readErasures(links: Iterable<Signed>): { readonly erasures: Erasure[]; readonly places: ReadonlyMap<string, ErasedPlace[]> } {
  const erasures: Erasure[] = []
  const places = new Map<string, ErasedPlace[]>()
  for (const { event, index, own } of links) {
    if (!own || !isAuditEvent(event, 'borrower.erased')) continue
    erasures.push({ event: event.id, index, device: event.audit.device, events: event.data.events })
    for (const link of event.data.links) {
      const found = places.get(link.device)
      const place = { ...link, erasure: event.id, index }
      if (found) found.push(place)
      else places.set(link.device, [place])
    }
  }
  return { erasures, places }
}

/** Of one device: what its erased places say against its events, or against each other. */
export function contradictionsIn(erased: readonly ErasedPlace[], links: readonly Signed[]): Contradiction[] {
  const standing = new Map(links.filter(({ own }) => own).map(({ event }) => [event.audit.seq, event.id]))
  const told = new Map<number, ErasedPlace>()
  return erased.flatMap((place): Contradiction[] => {
    const { device, seq, erasure, index } = place
    const event = standing.get(seq)
    const other = told.get(seq)
    told.set(seq, place)
    if (event !== undefined) return [{ device, seq, erasure, index, event }]
    return other && (other.hash !== place.hash || other.prev !== place.prev) ? [{ device, seq, erasure, index }] : []
  })
}
