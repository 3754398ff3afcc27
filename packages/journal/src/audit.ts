/**
 * What makes a log tamper-evident: every event a device records follows the one it recorded before and bears the
 * device's signature. Rules AU of SPEC.md. Nothing here takes part in a decision.
 */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson } from './canonical-json.ts'
import type { Envelope, JournalEvent } from './event.ts'
import { sha256Hex } from './sha256.ts'

/** An event's place in the chain of the device that recorded it. */
export interface AuditLink {
  /** `deviceIdOf` its public key. */
  readonly device: string
  /** 1 for the first event that the device recorded, then without a gap. */
  readonly seq: number
  /** `linkHash` of the device's event before; `NO_LINK` for the first. */
  readonly prev: string
  /** Ed25519 over the canonical JSON of the event without this field, as 128 hexadecimal digits. */
  readonly sig: string
}

/** The data of the types that are about the log itself. For every replay they are unknown types (E4). */
export interface AuditData {
  /** `key`: the raw Ed25519 public key, 64 hexadecimal digits. */
  'device.registered': { readonly key: string; readonly label?: string }
  /** How far each chain had come when a copy of the log was given away. */
  'journal.sealed': { readonly heads: readonly ChainHead[] }
  /** How many events of a borrower were erased on request, and where those of them that were signed stood. Names nobody. */
  'borrower.erased': { readonly events: number; readonly links: readonly ErasedLink[] }
}

export type AuditType = keyof AuditData
export type AuditEventOf<T extends AuditType> = Envelope<T, AuditData[T]>

/** The last event of a device's chain. */
export interface ChainHead {
  readonly device: string
  readonly seq: number
  readonly hash: string
}

/** The place of an event that is no more: enough to follow the chain over it. */
export interface ErasedLink extends ChainHead {
  /** As in `AuditLink`; `hash` is its own. */
  readonly prev: string
}

/** What stands in place of a hash where there is no event before. */
export const NO_LINK = '0'.repeat(64)

const AUDIT_TYPES: ReadonlySet<string> = new Set<AuditType>(['device.registered', 'journal.sealed', 'borrower.erased'])

/** Whether it says something about the log itself. */
export function isAboutLog({ type }: JournalEvent): boolean {
  return AUDIT_TYPES.has(type)
}

export function isAuditEvent<T extends AuditType>(event: JournalEvent, type: T): event is AuditEventOf<T> {
  return event.type === type
}

/** A device is called by its key, so that nobody can register another one under its id (AU3). */
export function deviceIdOf(publicKey: string): string {
  return sha256Hex(publicKey).slice(0, 32)
}

/** What the next event of the device names as `prev`: SHA-256 of the canonical JSON, the signature included. */
export function linkHash(event: JournalEvent): string {
  return sha256Hex(canonicalJson(event))
}

/** An event in the next place of a chain, and what that makes the chain's head. */
export interface Linked {
  readonly event: JournalEvent
  readonly head: ChainHead
}

/** Signs an event into a device's chain, after `head` (`null`: as its first). `sign` gives 64 bytes. */
export async function linkEvent(
  event: JournalEvent,
  device: string,
  head: ChainHead | null,
  sign: (message: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>,
): Promise<Linked> {
  const place = { device, seq: (head?.seq ?? 0) + 1, prev: head?.hash ?? NO_LINK }
  const sig = bytesToHex(await sign(utf8ToBytes(canonicalJson({ ...event, audit: place }))))
  const linked = { ...event, audit: { ...place, sig } }
  return { event: linked, head: { device, seq: place.seq, hash: linkHash(linked) } }
}

/** Whether `signature` is that of `message` under the raw public key. Never rejects: what is no key has signed nothing. */
export type VerifySignature = (
  publicKey: Uint8Array<ArrayBuffer>,
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
) => Promise<boolean>

/** Whether the signature of an event is that of a key over the event in a place: its own, if no other is given. */
export function isSignedBy(
  publicKey: string,
  event: JournalEvent & { readonly audit: AuditLink },
  verify: VerifySignature,
  audit: AuditLink = event.audit,
): Promise<boolean> {
  const { sig, ...place } = audit
  return verify(hexToBytes(publicKey), utf8ToBytes(canonicalJson({ ...event, audit: place })), hexToBytes(sig))
}
