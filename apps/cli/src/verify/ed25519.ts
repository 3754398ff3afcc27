/** Signatures by Node's own cryptography. */
import type { VerifySignature } from '@tideline/journal'

const keys = new Map<string, Promise<CryptoKey>>()

export const verifyEd25519: VerifySignature = async (publicKey, message, signature) => {
  const name = publicKey.join()
  const key = keys.get(name) ?? crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
  keys.set(name, key)
  try {
    return await crypto.subtle.verify('Ed25519', await key, signature, message)
  } catch {
    // 32 bytes that are no point of the curve.
    return false
  }
}
