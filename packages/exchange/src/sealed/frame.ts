/** The sealed bytes around whatever is handed over: what it is, that it arrived whole, and that the code fits. */
import { bytesToHex, hexToBytes } from '@tideline/journal'
import { deriveFileKeys, joinBytes, openChunk, sealChunk, type Bytes, type FileKeys, type KdfParams } from '@tideline/sealed-file'

/** What lies inside; each has keys of its own from the same code. */
export type SealedKind = 'story' | 'note'

const MAGIC = Uint8Array.of(0x54, 0x4c)
export const FORM = 1
const KIND_BYTES: Readonly<Record<SealedKind, number>> = { story: 1, note: 2 }
const SALT_AT = 4
const CHECK_AT = SALT_AT + 16
const HEAD_BYTES = CHECK_AT + 4
const SUM_BYTES = 8
const TAG_BYTES = 16
/** Far more than a story takes; a phone reads nothing larger. */
export const MOST_BYTES = 1 << 20
/** OWASP's least for Argon2id: a cheap phone does it within half a second. */
const KDF: KdfParams = { memoryKiB: 19_456, passes: 2 }

/** `code`: 8 or 12 digits as `readCode` gives them. */
export async function sealFrame(kind: SealedKind, plain: Bytes, code: string): Promise<Bytes> {
  const head = new Uint8Array(HEAD_BYTES)
  head.set(MAGIC)
  head.set([FORM, KIND_BYTES[kind]], MAGIC.length)
  head.set(crypto.getRandomValues(new Uint8Array(CHECK_AT - SALT_AT)), SALT_AT)
  const keys = await keysOf(kind, head, code)
  head.set(checkOf(keys), CHECK_AT)
  // The salt is drawn anew for each, so no key seals twice and the place's nonce never comes again under it.
  const sealed = await sealChunk(keys.content, { head, index: 0, final: true }, plain)
  const body = joinBytes([head, sealed])
  return joinBytes([body, await sumOf(body)])
}

/**
 * `unknown`: nothing of ours, or another kind. `newer`: of a later version. `damaged`: altered or cut on its way.
 * `wrong-code`: it is whole, and the code is another.
 */
export type FrameFault = 'unknown' | 'newer' | 'damaged' | 'wrong-code'

/** What can be told without the code; `null`: it is whole. */
export async function inspectFrame(kind: SealedKind, bytes: Bytes): Promise<FrameFault | null> {
  if (bytes.length < MAGIC.length + 2 || MAGIC.some((byte, at) => bytes[at] !== byte)) return 'unknown'
  if (bytes.length > MOST_BYTES || bytes.length < HEAD_BYTES + TAG_BYTES + SUM_BYTES) return 'damaged'
  const body = bytes.subarray(0, -SUM_BYTES)
  // Before all else that the head says: a later form keeps its sum in the same place.
  if (bytesToHex(await sumOf(body)) !== bytesToHex(bytes.subarray(-SUM_BYTES))) return 'damaged'
  if (bytes[2] !== FORM) return 'newer'
  return bytes[3] === KIND_BYTES[kind] ? null : 'unknown'
}

export async function openFrame(kind: SealedKind, bytes: Bytes, code: string): Promise<{ readonly ok: true; readonly plain: Bytes } | { readonly ok: false; readonly fault: FrameFault }> {
  const fault = await inspectFrame(kind, bytes)
  if (fault) return { ok: false, fault }
  const head = bytes.slice(0, HEAD_BYTES)
  const keys = await keysOf(kind, head, code)
  if (bytesToHex(checkOf(keys)) !== bytesToHex(head.subarray(CHECK_AT))) return { ok: false, fault: 'wrong-code' }
  const plain = await openChunk(keys.content, { head, index: 0, final: true }, bytes.slice(HEAD_BYTES, -SUM_BYTES))
  return plain ? { ok: true, plain } : { ok: false, fault: 'damaged' }
}

function keysOf(kind: SealedKind, head: Bytes, code: string): Promise<FileKeys> {
  return deriveFileKeys(code, head.subarray(SALT_AT, CHECK_AT), KDF, `hand-over ${kind} 1`)
}

function checkOf({ check }: FileKeys): Uint8Array {
  return hexToBytes(check).subarray(0, HEAD_BYTES - CHECK_AT)
}

async function sumOf(body: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', body)).slice(0, SUM_BYTES)
}
