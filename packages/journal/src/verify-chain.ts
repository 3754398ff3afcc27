/** Whether a log is what the devices recorded: whole, or where the chain of each device first breaks. Rules AU of SPEC.md. */
import { deviceIdOf, isAuditEvent, isSignedBy, linkHash, NO_LINK, type AuditLink, type ChainHead, type VerifySignature } from './audit.ts'
import { canonicalJson } from './canonical-json.ts'
import { contradictionsIn, readErasures, type Contradiction, type ErasedPlace, type Erasure } from './erasure.ts'
import type { JournalEvent } from './event.ts'
import { compareInstants } from './instant.ts'

export interface ChainReport {
  /** No chain is broken, no erasure contradicted. What is unsigned or erased is no break. */
  readonly whole: boolean
  /** Every device that the log names, by id. */
  readonly devices: readonly DeviceChain[]
  /** The first broken link of each device, by device; empty when whole. */
  readonly breaks: readonly ChainBreak[]
  /** Events without a signature: of before signing began, or from a lender's file. */
  readonly unsigned: number
  /** Of them, those recorded after the first device had signed; the places of all of these in the list given. */
  readonly unsignedLater: readonly number[]
  /** What was erased on request; the chains go on over it. */
  readonly erasures: readonly Erasure[]
  readonly contradictions: readonly Contradiction[]
}

export interface VerifyOptions {
  /** Signatures checked, of how many. */
  readonly onProgress?: (done: number, of: number) => void
}

export interface DeviceChain {
  readonly device: string
  readonly label?: string
  /** How many different events bear its name. */
  readonly events: number
  /** How many of its places, up to its head, are erased. */
  readonly erased: number
  /** `null` where none of them is its own. */
  readonly head: ChainHead | null
  /** Whether a seal names the head: else events cut off after the last seal would not be missed. */
  readonly sealed: boolean
}

export type BreakReason = 'removed' | 'altered' | 'inserted' | 'reordered' | 'forged' | 'unknown-device'

export interface ChainBreak {
  readonly device: string
  /** The place in its chain that is wrong. */
  readonly seq: number
  readonly why: BreakReason
  /** The event that is wrong or, of one removed, the event that shows it, maybe an erasure; its id and its place in the list given. */
  readonly event: string
  readonly index: number
}

type SignedEvent = JournalEvent & { readonly audit: AuditLink }

interface Link {
  readonly event: SignedEvent
  readonly index: number
  readonly seq: number
  /** Signed by the device it names. */
  readonly own: boolean
}

/** What a seal says of a chain, and the place of the seal in the list. */
interface Claim extends ChainHead {
  readonly seal: JournalEvent
  readonly index: number
}

/** Signatures checked at a time. */
const AT_A_TIME = 256

/** Valid events in any order, an event's repetitions among them (AU1). */
export async function verifyChain(events: readonly JournalEvent[], verify: VerifySignature, options: VerifyOptions = {}): Promise<ChainReport> {
  const keys = keysOf(events)
  const { chains, unsigned } = await readChains(events, keys, verify, options)
  const claims = claimsOf(chains)
  const { erasures, places } = readErasures([...chains.values()].flat())
  const devices: DeviceChain[] = []
  const breaks: ChainBreak[] = []
  const contradictions: Contradiction[] = []
  for (const device of [...new Set([...chains.keys(), ...places.keys()])].sort()) {
    const links = chains.get(device) ?? []
    const erased = places.get(device) ?? []
    const evidence: Evidence = { device, links, erased, claims: claims.get(device) ?? [] }
    const { broken, head, sealed } = keys.has(device) ? await walk(evidence, (link) => nameFault(link, links, keys, verify)) : unknown(evidence)
    const label = keys.get(device)?.label
    const gone = new Set(erased.flatMap(({ seq }) => (head && seq <= head.seq ? [seq] : []))).size
    devices.push({ device, ...(label !== undefined && { label }), events: links.length, erased: gone, head, sealed })
    if (broken) breaks.push(broken)
    contradictions.push(...contradictionsIn(erased, links))
  }
  return {
    whole: breaks.length + contradictions.length === 0,
    devices,
    breaks,
    unsigned: unsigned.length,
    unsignedLater: laterThan(firstSigned(chains), unsigned, events),
    erasures,
    contradictions,
  }
}

type Keys = ReadonlyMap<string, { readonly key: string; readonly label?: string | undefined }>

/** The keys by the ids they give their devices: an id can't be taken by another key. */
function keysOf(events: readonly JournalEvent[]): Keys {
  const registrations = events.filter((event) => isAuditEvent(event, 'device.registered'))
  return new Map(registrations.map(({ data: { key, label } }) => [deviceIdOf(key), { key, label }]))
}

/** By device, each different event once: its text in canonical JSON tells. */
async function readChains(events: readonly JournalEvent[], keys: Keys, verify: VerifySignature, { onProgress }: VerifyOptions) {
  const unsigned: number[] = []
  const found = new Map<string, { readonly event: SignedEvent; readonly index: number }>()
  events.forEach((event, index) => {
    if (!isSigned(event)) unsigned.push(index)
    else {
      const text = canonicalJson(event)
      if (!found.has(text)) found.set(text, { event, index })
    }
  })
  const signed = [...found.values()]
  const chains = new Map<string, Link[]>()
  for (let first = 0; first < signed.length; first += AT_A_TIME) {
    onProgress?.(first, signed.length)
    const some = signed.slice(first, first + AT_A_TIME)
    const own = await Promise.all(
      some.map(({ event }) => {
        const known = keys.get(event.audit.device)
        return known ? isSignedBy(known.key, event, verify) : false
      }),
    )
    some.forEach(({ event, index }, i) => {
      const { device, seq } = event.audit
      addTo(chains, device, { event, index, seq, own: own[i]! })
    })
  }
  for (const chain of chains.values()) chain.sort((a, b) => a.seq - b.seq || compareInstants(a.event.at, b.event.at))
  return { chains, unsigned }
}

function isSigned(event: JournalEvent): event is SignedEvent {
  return event.audit !== undefined
}

/** Only what a device signed is a seal. */
function claimsOf(chains: ReadonlyMap<string, readonly Link[]>): Map<string, Claim[]> {
  const claims = new Map<string, Claim[]>()
  for (const { event, index, own } of [...chains.values()].flat()) {
    if (!own || !isAuditEvent(event, 'journal.sealed')) continue
    for (const head of event.data.heads) addTo(claims, head.device, { ...head, seal: event, index })
  }
  return claims
}

/** All that is known of the chain of a device. */
interface Evidence {
  readonly device: string
  /** By seq, then instant. */
  readonly links: readonly Link[]
  readonly erased: readonly ErasedPlace[]
  readonly claims: readonly Claim[]
}

/** Of a device whose key nothing gives. */
function unknown({ device, links, erased }: Evidence): Walked {
  const { seq } = links[0] ?? erased[0]!
  return { broken: { device, seq, why: 'unknown-device', ...shownBy(links, erased) }, head: null, sealed: false }
}

interface Walked {
  readonly broken: ChainBreak | null
  readonly head: ChainHead | null
  readonly sealed: boolean
}

interface Place {
  readonly links: Link[]
  readonly erased: ErasedPlace[]
}

/** Goes through a chain from its first place on and stops where it breaks (AU4), over what was erased (AU8). */
async function walk(evidence: Evidence, nameFault: (link: Link) => Promise<BreakReason>): Promise<Walked> {
  const { device, claims } = evidence
  const places = placesOf(evidence)
  const lastOwn = evidence.links.reduce((most, { own, seq }) => (own && seq > most ? seq : most), 0)
  const proved = [...claims, ...evidence.erased].reduce((most, { seq }) => Math.max(most, seq), lastOwn)
  const hashes = [NO_LINK]
  let sealsItself = false
  const stop = (broken: ChainBreak | null): Walked => {
    const seq = hashes.length - 1
    return { broken, head: seq > 0 ? { device, seq, hash: hashes[seq]! } : null, sealed: seq > 0 && (sealsItself || claims.some((claim) => claim.seq === seq)) }
  }
  for (const [seq, { links: here, erased }] of places) {
    const shown = shownBy(here, erased)
    if (seq !== hashes.length && proved >= hashes.length) return stop({ device, seq: hashes.length, why: 'removed', ...shown })
    const next = places.get(seq + 1)
    if (here.length === 0) {
      const gone = erased.filter(({ prev }) => prev === hashes[seq - 1])
      const genuine = gone.find(({ hash }) => next && isFollowed(hash, next)) ?? gone[0]
      // It followed an event that is not there.
      if (!genuine) return stop({ device, seq: Math.max(1, seq - 1), why: 'removed', ...shown })
      hashes.push(genuine.hash)
      sealsItself = false
      continue
    }
    const own = here.filter((link) => link.own)
    if (own.length === 0) {
      const why = await nameFault(here[0]!)
      if (why !== 'altered') return stop({ device, seq, why, ...shown })
      // Nothing shows that the device ever signed an event in this place; or what it signed there was erased.
      return stop({ device, seq, why: seq > proved ? 'forged' : erased.length > 0 ? 'inserted' : 'altered', ...shown })
    }
    const genuine = own.find(({ event }) => own.length > 1 && next && isFollowed(linkHash(event), next)) ?? own[0]!
    if (here.length > 1) {
      const other = here.find((link) => link !== genuine)!
      const why = other.own ? 'inserted' : await nameFault(other)
      return stop({ device, seq, why: why === 'altered' ? 'inserted' : why, ...shownBy([other], []) })
    }
    // It follows an event that is not there.
    if (genuine.event.audit.prev !== hashes[seq - 1]) return stop({ device, seq: Math.max(1, seq - 1), why: 'removed', ...shown })
    hashes.push(linkHash(genuine.event))
    sealsItself = genuine.event.type === 'journal.sealed'
  }
  const missed = claims.filter(({ seq, hash }) => hashes[seq] !== hash).sort((a, b) => a.seq - b.seq)[0]
  if (!missed) return stop(null)
  return stop({ device, seq: Math.min(missed.seq, hashes.length), why: 'removed', event: missed.seal.id, index: missed.index })
}

/** What stands in each place, in order. */
function placesOf({ links, erased }: Evidence): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>()
  for (const { seq } of [...links, ...erased].sort((a, b) => a.seq - b.seq)) places.set(seq, { links: [], erased: [] })
  for (const link of links) places.get(link.seq)!.links.push(link)
  for (const place of erased) places.get(place.seq)!.erased.push(place)
  return places
}

/** Whether what stands in the next place names it as the one before. */
function isFollowed(hash: string, { links, erased }: Place): boolean {
  return links.some(({ own, event }) => own && event.audit.prev === hash) || erased.some(({ prev }) => prev === hash)
}

/** The event by which a place is known: its own, or the erasure that tells of it. */
function shownBy([link]: readonly Link[], [place]: readonly ErasedPlace[]): Pick<ChainBreak, 'event' | 'index'> {
  return link ? { event: link.event.id, index: link.index } : { event: place!.erasure, index: place!.index }
}

/** An event that its device did not sign as it stands here; `altered` where nothing more can be said. */
async function nameFault({ event, index }: Link, links: readonly Link[], keys: Keys, verify: VerifySignature): Promise<BreakReason> {
  const { device, sig } = event.audit
  for (const [other, { key }] of keys) {
    if (other !== device && (await isSignedBy(key, event, verify))) return 'forged'
  }
  const strangers = links.filter((link) => !link.own && link.index !== index).slice(0, MOST_PLACES)
  for (const { event: stranger } of strangers) {
    // Moved with its signature, with the other's, or by its number alone.
    for (const place of [{ ...stranger.audit, sig }, stranger.audit, { ...event.audit, seq: stranger.audit.seq }]) {
      if (await isSignedBy(keys.get(device)!.key, event, verify, place)) return 'reordered'
    }
  }
  return 'altered'
}

/** Places of other events in which an event is tried, before it is called altered. */
const MOST_PLACES = 64

function addTo<Key, Item>(groups: Map<Key, Item[]>, key: Key, item: Item): void {
  const group = groups.get(key)
  if (group) group.push(item)
  else groups.set(key, [item])
}

function firstSigned(chains: ReadonlyMap<string, readonly Link[]>): string | null {
  const instants = [...chains.values()].flat().flatMap(({ own, event }) => (own ? [event.at] : []))
  return instants.reduce<string | null>((first, at) => (first === null || compareInstants(at, first) < 0 ? at : first), null)
}

function laterThan(instant: string | null, indexes: readonly number[], events: readonly JournalEvent[]): number[] {
  return instant === null ? [] : indexes.filter((index) => compareInstants(events[index]!.at, instant) > 0)
}
