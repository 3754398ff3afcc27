/** The keys of one file. Its salt is its own, so that no two files share a key, and no nonce is used twice. */
import { bytesToHex } from '@tideline/journal'
import { checksum, type Bytes } from './head.ts'
import { stretch, type KdfParams } from './kdf.ts'

export interface FileKeys {
  /** Seals the chunks. */
  readonly content: CryptoKey
  /** 16 bytes in hex, to be compared with `Head.check`. */
  readonly check: string
}

/** `form` names what is sealed, so that one secret and salt never give the same keys for two kinds of thing. */
export async function deriveFileKeys(secret: string, salt: Uint8Array, params: KdfParams, form = 'sealed file 1'): Promise<FileKeys> {
  const stretched = await stretch(secret, salt, params)
  try {
    const base = await crypto.subtle.importKey('raw', stretched, 'HKDF', false, ['deriveKey', 'deriveBits'])
    const content = await crypto.subtle.deriveKey(from(form, 'content'), base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    return { content, check: bytesToHex(new Uint8Array(await crypto.subtle.deriveBits(from(form, 'check'), base, 128))) }
  } finally {
    stretched.fill(0)
  }
}

/** A chunk opens in its file, in its place, and as the last one only if it is. */
export interface ChunkPlace {
  /** The head's bytes, of which a checksum is bound to every chunk. */
  readonly head: Bytes
  readonly index: number
  readonly final: boolean
}

export async function sealChunk(key: CryptoKey, place: ChunkPlace, plain: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.encrypt(await cipherAt(place), key, plain))
}

/** The plaintext; `null` if it is not what was sealed in this place under this key. */
export async function openChunk(key: CryptoKey, place: ChunkPlace, sealed: Bytes): Promise<Bytes | null> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(await cipherAt(place), key, sealed))
  } catch {
    return null
  }
}

async function cipherAt({ head, index, final }: ChunkPlace): Promise<AesGcmParams> {
  const iv = new Uint8Array(12)
  new DataView(iv.buffer).setUint32(7, index)
  iv[11] = final ? 1 : 0
  const bound = new Uint8Array(32 + 5)
  bound.set(await checksum(head))
  bound.set(iv.subarray(7), 32)
  return { name: 'AES-GCM', iv, additionalData: bound }
}

function from(form: string, use: string): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode(`tideline ${form} ${use}`) }
}
