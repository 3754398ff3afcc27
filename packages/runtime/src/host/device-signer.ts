/**
 * Signs what this device records into its chain (journal AU1 to AU3). Where a chain stands is read off the journal,
 * never remembered beside it: what was signed and not stored leaves no trace and no gap.
 */
import { bytesToHex, deviceIdOf, isAuditEvent, isSignedBy, linkEvent, linkHash, type AuditLink, type ChainHead, type ErasedLink, type JournalEvent, type VerifySignature } from '@tideline/journal'
import type { DeviceKey, DeviceKeys } from '@tideline/storage'
import type { Decided } from './decided-book.ts'
import { notBefore } from './device-clock.ts'

export interface DeviceSigner {
  /** The events signed, at the revision of `decided`, with the device's registration before them if it is new. */
  sign(events: readonly JournalEvent[], decided: Decided): Promise<Signed>
  /** Whether this browser knows the signature. */
  canSign(): Promise<boolean>
  /** The book was erased: what comes next is another device's chain. */
  forget(): Promise<void>
}

export interface Signed {
  readonly events: readonly JournalEvent[]
  /** To be told when the events are stored. */
  readonly stored: () => void
}

export interface SignerOptions {
  readonly keys: DeviceKeys
  /** What people call this device, in its registration. */
  readonly label?: string | undefined
  readonly newId: () => string
}

export function createSigner({ keys, label, newId }: SignerOptions): DeviceSigner {
  /** The last event this session has seen stored, by which a loss is noticed. */
  let seen: ChainHead | null = null

  /** The key and where its chain stands; another key where that is not certain. */
  async function current(decided: Decided): Promise<{ readonly key: DeviceKey; readonly head: ChainHead | null } | null> {
    const kept = await keys.load()
    if (kept) {
      const found = await headIn(decided, kept, seen)
      if (found !== 'uncertain') return { key: kept, head: found }
    }
    const fresh = await makeKey()
    if (!fresh) return null
    const key = await keys.keep(fresh, kept?.device ?? null)
    // Another tab was quicker: with its key all is asked again.
    return key.device === fresh.device ? { key, head: null } : current(decided)
  }

  return {
    async sign(events, decided) {
      const device = await current(decided)
      if (!device) return { events, stored: () => {} }
      const { key } = device
      let { head } = device
      const end = decided.heads.get(key.device)
      // The instant of an event that was erased is not known any more.
      let last = end && 'event' in end ? end.event.at : null
      const linked: JournalEvent[] = []
      for (const event of head ? events : [registration(key, events[0]!), ...events]) {
        const next = await linkEvent(notBefore(event, last), key.device, head, async (message) => new Uint8Array(await crypto.subtle.sign(ED25519, key.privateKey, message)))
        linked.push(next.event)
        head = next.head
        last = next.event.at
      }
      return { events: linked, stored: () => void (seen = head) }
    },
    canSign: async () => (await keys.load()) !== null || (await makeKey()) !== null,
    async forget() {
      seen = null
      await keys.forget()
    },
  }

  /** Recorded with the first event that the device signs, by the same person. */
  function registration({ publicKey }: DeviceKey, { on, at, by }: JournalEvent): JournalEvent {
    return { id: newId(), type: 'device.registered', on, at, by, data: { key: publicKey, ...(label && { label }) } }
  }
}

/** Where nothing is to be signed: in training, and where a book leaves no trace. */
export const UNSIGNED: DeviceSigner = {
  sign: async (events) => ({ events, stored: () => {} }),
  canSign: async () => false,
  forget: async () => {},
}

const ED25519 = 'Ed25519'

/**
 * The last event of the chain as the journal has it. `uncertain` if some of the journal can't be read, if less is there
 * than this session has seen stored, or if the last in the device's name is not of its making: to go on from any
 * of these could put two events in one place.
 */
async function headIn({ heads, trouble }: Decided, { device, publicKey }: DeviceKey, seen: ChainHead | null): Promise<ChainHead | null | 'uncertain'> {
  const last = heads.get(device)
  const mine = seen?.device === device ? seen : null
  // A key made since the trouble began has all of its chain in what this session stored.
  if (trouble.length > 0 && !mine) return 'uncertain'
  if (!last) return mine ? 'uncertain' : null
  const head = headOf(device, last)
  if (mine && (mine.seq > head.seq || (mine.seq === head.seq && mine.hash !== head.hash))) return 'uncertain'
  if (mine?.hash === head.hash || ('event' in last && (await isSignedBy(publicKey, last.event, verifyEd25519)))) return head
  return 'uncertain'
}

export const verifyEd25519: VerifySignature = async (publicKey, message, signature) =>
  crypto.subtle.verify(ED25519, await crypto.subtle.importKey('raw', publicKey, ED25519, false, ['verify']), signature, message)

/** `null` where the browser knows no Ed25519: entries are taken unsigned then, not refused. */
async function makeKey(): Promise<DeviceKey | null> {
  try {
    const { publicKey, privateKey } = (await crypto.subtle.generateKey(ED25519, false, ['sign', 'verify'])) as CryptoKeyPair
    const raw = bytesToHex(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)))
    return { device: deviceIdOf(raw), publicKey: raw, privateKey }
  } catch (error) {
    // Without a secure context there is no `subtle`, which is a TypeError.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'NotSupportedError')) return null
    throw error
  }
}

/** An event in the chain of a device. */
type LinkedEvent = JournalEvent & { readonly audit: AuditLink }

/** The last place of a chain: an event, or what an erasure tells of one that is no more. */
export type ChainEnd = { readonly seq: number } & ({ readonly event: LinkedEvent } | { readonly erased: ErasedLink })

export function headOf(device: string, end: ChainEnd): ChainHead {
  return { device, seq: end.seq, hash: 'event' in end ? linkHash(end.event) : end.erased.hash }
}

/** Notes the last place of every device among some events. */
export function noteHeads(heads: Map<string, ChainEnd>, events: readonly JournalEvent[]): void {
  const note = (device: string, end: ChainEnd): void => {
    if (end.seq > (heads.get(device)?.seq ?? 0)) heads.set(device, end)
  }
  for (const event of events) {
    if (isLinked(event)) note(event.audit.device, { seq: event.audit.seq, event })
    if (isAuditEvent(event, 'borrower.erased')) for (const erased of event.data.links) note(erased.device, { seq: erased.seq, erased })
  }
}

function isLinked(event: JournalEvent): event is LinkedEvent {
  return event.audit !== undefined
}
