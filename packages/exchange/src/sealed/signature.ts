/** Who made it: Ed25519 over what was made, under a name of its own so that no other signature passes for this one. */
import { joinBytes, type Bytes } from '@tideline/sealed-file'

export const KEY_BYTES = 32
export const SIGNATURE_BYTES = 64
const NAME = 'Ed25519'

/** Whoever may sign for a lender or a borrower. */
export interface Signer {
  /** Raw, 32 bytes. */
  readonly publicKey: Bytes
  readonly sign: (message: Bytes) => Promise<Bytes>
}

export function signerOf(publicKey: Bytes, privateKey: CryptoKey): Signer {
  return { publicKey, sign: async (message) => new Uint8Array(await crypto.subtle.sign(NAME, privateKey, message)) }
}

/** Key, signature, then what is signed. */
export async function signed(context: string, { publicKey, sign }: Signer, body: Bytes): Promise<Bytes> {
  return joinBytes([publicKey, await sign(messageOf(context, body)), body])
}

/** `null` where the signature is not that of the key over just this. */
export async function readSigned(context: string, bytes: Bytes): Promise<{ readonly publicKey: Bytes; readonly body: Bytes } | null> {
  if (bytes.length < KEY_BYTES + SIGNATURE_BYTES) return null
  const publicKey = bytes.slice(0, KEY_BYTES)
  const body = bytes.slice(KEY_BYTES + SIGNATURE_BYTES)
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, NAME, false, ['verify'])
    const fits = await crypto.subtle.verify(NAME, key, bytes.slice(KEY_BYTES, KEY_BYTES + SIGNATURE_BYTES), messageOf(context, body))
    return fits ? { publicKey, body } : null
  } catch (error) {
    // 32 bytes that are no point of the curve; but a browser without Ed25519 must not call everything forged.
    if (error instanceof DOMException && error.name === 'NotSupportedError') throw error
    return null
  }
}

function messageOf(context: string, body: Bytes): Bytes {
  return joinBytes([new TextEncoder().encode(`tideline ${context}\n`), body])
}
