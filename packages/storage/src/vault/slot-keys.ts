/** Wraps and unwraps the book's key. Its bytes never come into the program's own memory. */
import type { Slot } from './header.ts'
import type { KdfParams } from '@tideline/sealed-file'
import { deriveKek } from './kdf.ts'
import { encodeText, randomBytes } from './sealing.ts'

export type SlotOwner = Pick<Slot, 'id' | 'kind' | 'name' | 'role'>

const AES = { name: 'AES-GCM', length: 256 }

/** A new key for a new book, extractable: it lives only until it is wrapped. */
export function makeBookKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt'])
}

/** `bookKey` must be extractable: from `makeBookKey` or `unwrapToRewrap`. */
export async function wrapFor(vault: string, owner: SlotOwner, secret: string, params: KdfParams, bookKey: CryptoKey): Promise<Slot> {
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const kek = await deriveKek(secret, salt, params)
  const wrapped = new Uint8Array(await crypto.subtle.wrapKey('raw', bookKey, kek, wrapping(vault, owner, iv)))
  return { ...owner, salt, params, iv, wrapped, failures: 0 }
}

/** The key to derive every other from: it can neither be read out nor used for anything else. `null`: a wrong secret. */
export async function unwrapToUse(vault: string, slot: Slot, secret: string): Promise<CryptoKey | null> {
  return unwrap(vault, slot, secret, 'HKDF', false, ['deriveKey'])
}

/** The key once more, extractable, for the moment in which it is wrapped for another PIN. `null`: a wrong secret. */
export async function unwrapToRewrap(vault: string, slot: Slot, secret: string): Promise<CryptoKey | null> {
  return unwrap(vault, slot, secret, AES, true, ['encrypt'])
}

async function unwrap(
  vault: string,
  slot: Slot,
  secret: string,
  algorithm: AlgorithmIdentifier,
  extractable: boolean,
  usages: KeyUsage[],
): Promise<CryptoKey | null> {
  const kek = await deriveKek(secret, slot.salt, slot.params)
  try {
    return await crypto.subtle.unwrapKey('raw', slot.wrapped, kek, wrapping(vault, slot, slot.iv), algorithm, extractable, usages)
  } catch {
    return null
  }
}

function wrapping(vault: string, { id, kind, name, role }: SlotOwner, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: encodeText(JSON.stringify(['tideline-vault', 1, vault, id, kind, name, role])) }
}
