/** AES-256-GCM by WebCrypto. What is sealed is 12 random bytes (the IV), the ciphertext and its 16 bytes of tag. */
import { refusalOf, StorageFailure } from '../failure.ts'

export type Bytes = Uint8Array<ArrayBuffer>

const IV_BYTES = 12
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** `identity` is what the sealed bytes are of: they open under the same one only. */
export async function seal(key: CryptoKey, plain: Bytes, identity: string): Promise<Bytes> {
  const iv = randomBytes(IV_BYTES)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encodeText(identity) }, key, plain)
  const bytes = new Uint8Array(IV_BYTES + sealed.byteLength)
  bytes.set(iv)
  bytes.set(new Uint8Array(sealed), IV_BYTES)
  return bytes
}

/**
 * The bytes again; `null` if another key, another identity or anything altered: GCM does not tell which. Whatever else
 * stops the browser from decrypting is no damage and is thrown.
 */
export async function unseal(key: CryptoKey, sealed: unknown, identity: string): Promise<Bytes | null> {
  if (!isBytes(sealed)) return null
  const iv = sealed.subarray(0, IV_BYTES)
  try {
    const algorithm = { name: 'AES-GCM', iv, additionalData: encodeText(identity) }
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.subarray(IV_BYTES)))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null
    throw new StorageFailure('unavailable', refusalOf(error).detail)
  }
}

export function sealJson(key: CryptoKey, value: unknown, identity: string): Promise<Bytes> {
  return seal(key, encodeText(JSON.stringify(value)), identity)
}

/** The value again, `null` as for `unseal`: no value that is sealed here is `null`. */
export async function unsealJson(key: CryptoKey, sealed: unknown, identity: string): Promise<unknown> {
  const plain = await unseal(key, sealed, identity)
  return plain && (JSON.parse(decoder.decode(plain)) as unknown)
}

export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length))
}

export function encodeText(text: string): Bytes {
  return encoder.encode(text)
}

/** A database gives back what was put there, whatever realm or hand it came from. */
function isBytes(value: unknown): value is Bytes {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]'
}
