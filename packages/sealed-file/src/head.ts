/** The first 512 bytes of a sealed file: what must be known to open it. Written again behind the chunks. */
import * as v from 'valibot'
import type { KdfParams } from './kdf.ts'

export type Bytes = Uint8Array<ArrayBuffer>

export interface Head {
  /** What lies in the file: `backup`. */
  readonly kind: string
  /** The instant it was begun. */
  readonly created: string
  readonly kdf: KdfParams & { readonly salt: string }
  /** How much plaintext a chunk holds; the last may hold less. */
  readonly chunkBytes: number
  /** By which a wrong passphrase is known before anything is opened; tells nothing else about it. */
  readonly check: string
}

export const HEAD_BYTES = 512
export const VERSION = 1
/** No text begins so, and a transfer that changes line ends destroys it at once. */
const MAGIC = Uint8Array.of(0x89, 0x54, 0x49, 0x44, 0x45, 0x0d, 0x0a, 0x1a)
const SUM_BYTES = 32
const JSON_AT = MAGIC.length + 3
const SUM_AT = HEAD_BYTES - SUM_BYTES

const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`, 'u')))
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

/** The bounds keep a hostile file from asking for all the memory there is. */
const HEAD = v.strictObject({
  kind: v.pipe(v.string(), v.regex(/^[a-z-]{1,20}$/u)),
  created: v.pipe(v.string(), v.isoTimestamp(), v.maxLength(30)),
  kdf: v.strictObject({ memoryKiB: whole(8, 131_072), passes: whole(1, 8), salt: hex(16) }),
  chunkBytes: whole(256, 1_048_576),
  check: hex(16),
})

export async function encodeHead(head: Head): Promise<Bytes> {
  const json = new TextEncoder().encode(JSON.stringify(head))
  const bytes = new Uint8Array(HEAD_BYTES)
  bytes.set(MAGIC)
  const view = new DataView(bytes.buffer)
  view.setUint8(MAGIC.length, VERSION)
  view.setUint16(MAGIC.length + 1, json.length)
  bytes.set(json, JSON_AT)
  bytes.set(await checksum(bytes.subarray(0, SUM_AT)), SUM_AT)
  return bytes
}

export type ReadHead =
  | { readonly ok: true; readonly head: Head }
  | { readonly ok: false; readonly code: 'not-sealed' | 'damaged' }
  | { readonly ok: false; readonly code: 'newer-version'; readonly version: number }

/** Every later version begins with the magic, its version, and a checksum in the same place. */
export async function readHead(bytes: Bytes): Promise<ReadHead> {
  if (!MAGIC.every((byte, i) => bytes[i] === byte)) return { ok: false, code: 'not-sealed' }
  if (bytes.length < HEAD_BYTES || !sameBytes(await checksum(bytes.subarray(0, SUM_AT)), bytes.subarray(SUM_AT))) return { ok: false, code: 'damaged' }
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const version = view.getUint8(MAGIC.length)
  if (version > VERSION) return { ok: false, code: 'newer-version', version }
  const parsed = v.safeParse(HEAD, parseJson(bytes.subarray(JSON_AT, Math.min(JSON_AT + view.getUint16(MAGIC.length + 1), SUM_AT))))
  return version === VERSION && parsed.success ? { ok: true, head: parsed.output } : { ok: false, code: 'damaged' }
}

export async function checksum(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

/** `undefined` for what is no JSON in UTF-8. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
