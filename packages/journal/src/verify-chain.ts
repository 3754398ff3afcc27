/** Whether a log is what the devices recorded: whole, or where the chain of each device first breaks. Rules AU of SPEC.md. */
import { deviceIdOf, isAuditEvent, isSignedBy, linkHash, NO_LINK, type AuditLink, type ChainHead, type VerifySignature } from './audit.ts'
import { canonicalJson } from './canonical-json.ts'
import type { JournalEvent } from './event.ts'
import { compareInstants } from './instant.ts'

export interface ChainReport {
  /** No chain is broken. What is unsigned is no break. */
  readonly whole: boolean
  /** Every device that the log names, by id. */
  readonly devices: readonly DeviceChain[]
  /** The first broken link of each device, by device; empty when whole. */
  readonly breaks: readonly ChainBreak[]
  /** Events without a signature: of before signing began, or from a lender's file. */
  readonly unsigned: number
  /** Of them, those recorded after the first device had signed; the places of all of these in the list given. */
  readonly unsignedLater: readonly number[]
}

export interface DeviceChain {
  readonly device: string
  readonly label?: string
  /** How many different events bear its name. */
  readonly events: number
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
  /** The event that is wrong or, of one removed, the event that shows it; its id and its place in the list given. */
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
export async function verifyChain(events: readonly JournalEvent[], verify: VerifySignature): Promise<ChainReport> {
  const keys = keysOf(events)
  const { chains, unsigned } = await readChains(events, keys, verify)
  const claims = claimsOf(chains)
  const devices: DeviceChain[] = []
  const breaks: ChainBreak[] = []
  for (const device of [...chains.keys()].sort()) {
    const links = chains.get(device)!
    const walked = keys.has(device)
      ? await walk(links, claims.get(device) ?? [], (link) => nameFault(link, links, keys, verify))
      : { broken: breakAt(links[0]!, 'unknown-device'), head: null, sealed: false }
    const label = keys.get(device)?.label
    devices.push({ device, ...(label !== undefined && { label }), events: links.length, head: walked.head, sealed: walked.sealed })
    if (walked.broken) breaks.push(walked.broken)
  }
  return { whole: breaks.length === 0, devices, breaks, unsigned: unsigned.length, unsignedLater: laterThan(firstSigned(chains), unsigned, events) }
}

type Keys = ReadonlyMap<string, { readonly key: string; readonly label?: string | undefined }>

/** The keys by the ids they give their devices: an id can't be taken by another key. */
function keysOf(events: readonly JournalEvent[]): Keys {
  const registrations = events.filter((event) => isAuditEvent(event, 'device.registered'))
  return new Map(registrations.map(({ data: { key, label } }) => [deviceIdOf(key), { key, label }]))
}

/** By device, each different event once: its text in canonical JSON tells. */
async function readChains(events: readonly JournalEvent[], keys: Keys, verify: VerifySignature) {
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

interface Walked {
  readonly broken: ChainBreak | null
  readonly head: ChainHead | null
  readonly sealed: boolean
}

/** Goes through a chain from its first place on and stops where it breaks (AU4). `links` by seq, then instant. */
async function walk(links: readonly Link[], claims: readonly Claim[], nameFault: (link: Link) => Promise<BreakReason>): Promise<Walked> {
  const places = new Map<number, Link[]>()
  for (const link of links) addTo(places, link.seq, link)
  const lastOwn = links.reduce((most, { own, seq }) => (own && seq > most ? seq : most), 0)
  const proved = claims.reduce((most, { seq }) => Math.max(most, seq), lastOwn)
  const hashes = [NO_LINK]
  let last: Link | null = null
  const stop = (broken: ChainBreak | null): Walked => ({ broken, head: last && headOf(last, hashes), sealed: last !== null && isSealed(last, claims) })
  for (const [seq, here] of places) {
    const first = here[0]!
    if (seq !== hashes.length && proved >= hashes.length) return stop({ ...breakAt(first, 'removed'), seq: hashes.length })
    const own = here.filter((link) => link.own)
    if (own.length === 0) {
      const why = await nameFault(first)
      // Nothing shows that the device ever signed an event in this place.
      return stop(breakAt(first, why === 'altered' && seq > proved ? 'forged' : why))
    }
    const genuine = followed(own, places.get(seq + 1)) ?? own[0]!
    if (here.length > 1) {
      const other = here.find((link) => link !== genuine)!
      const why = other.own ? 'inserted' : await nameFault(other)
      return stop(breakAt(other, why === 'altered' ? 'inserted' : why))
    }
    // It follows an event that is not there.
    if (genuine.event.audit.prev !== hashes[seq - 1]) return stop({ ...breakAt(genuine, 'removed'), seq: Math.max(1, seq - 1) })
    hashes.push(linkHash(genuine.event))
    last = genuine
  }
  const missed = claims.filter(({ seq, hash }) => hashes[seq] !== hash).sort((a, b) => a.seq - b.seq)[0]
  if (!missed) return stop(null)
  const seq = Math.min(missed.seq, hashes.length)
  return stop({ device: missed.device, seq, why: 'removed', event: missed.seal.id, index: missed.index })
}

/** Of several events that the device signed in one place, the one that its next event follows. */
function followed(own: readonly Link[], next: readonly Link[] | undefined): Link | undefined {
  if (own.length === 1) return own[0]
  return own.find(({ event }) => next?.some((link) => link.own && link.event.audit.prev === linkHash(event)))
}

function headOf({ event, seq }: Link, hashes: readonly string[]): ChainHead {
  return { device: event.audit.device, seq, hash: hashes[seq]! }
}

function isSealed({ event, seq }: Link, claims: readonly Claim[]): boolean {
  return event.type === 'journal.sealed' || claims.some((claim) => claim.seq === seq)
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

function breakAt({ event, index }: Link, why: BreakReason): ChainBreak {
  return { device: event.audit.device, seq: event.audit.seq, why, event: event.id, index }
}

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
