/** Wraps and unwraps the book's key. Its bytes never come into the program's own memory. */
import type { KdfParams } from '@tideline/sealed-file'
import type { SecretSlot, Slot } from './header.ts'
import { deriveKek } from './kdf.ts'
import { encodeText, randomBytes } from './sealing.ts'

export type SlotOwner = Pick<SecretSlot, 'id' | 'kind' | 'name' | 'role'>

/** What the book's key is when it comes out of a slot. */
export interface KeyUse {
  readonly algorithm: AlgorithmIdentifier
  readonly extractable: boolean
  readonly usages: KeyUsage[]
}

const AES = { name: 'AES-GCM', length: 256 }

/** To derive every other from: it can neither be read out nor used for anything else. */
export const TO_USE: KeyUse = { algorithm: 'HKDF', extractable: false, usages: ['deriveKey'] }

/** Extractable, for the moment in which it is wrapped once more. */
export const TO_REWRAP: KeyUse = { algorithm: AES, extractable: true, usages: ['encrypt'] }

/** A new key for a new book, extractable: it lives only until it is wrapped. */
export function makeBookKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt'])
}

/** `bookKey` must be extractable: from `makeBookKey` or unwrapped `TO_REWRAP`. */
export async function wrapFor(vault: string, owner: SlotOwner, secret: string, params: KdfParams, bookKey: CryptoKey): Promise<SecretSlot> {
  const salt = randomBytes(16)
  const kek = await deriveKek(secret, salt, params)
  return { ...owner, salt, params, ...(await wrapWith(kek, vault, owner, bookKey)), failures: 0 }
}

/** The book's key out of a slot. `null`: a wrong secret. */
export async function unwrap(vault: string, slot: SecretSlot, secret: string, use: KeyUse): Promise<CryptoKey | null> {
  return unwrapWith(await deriveKek(secret, slot.salt, slot.params), vault, slot, use)
}

type Bound = Pick<Slot, 'id' | 'kind' | 'name' | 'role'>

/** Bound to whose it is and of which kind: moved to another slot, it opens no more. */
export async function wrapWith(kek: CryptoKey, vault: string, owner: Bound, bookKey: CryptoKey): Promise<Pick<Slot, 'iv' | 'wrapped'>> {
  const iv = randomBytes(12)
  return { iv, wrapped: new Uint8Array(await crypto.subtle.wrapKey('raw', bookKey, kek, wrapping(vault, owner, iv))) }
}

/** `null`: another key than it was wrapped with. */
export async function unwrapWith(kek: CryptoKey, vault: string, slot: Slot, { algorithm, extractable, usages }: KeyUse): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.unwrapKey('raw', slot.wrapped, kek, wrapping(vault, slot, slot.iv), algorithm, extractable, usages)
  } catch {
    return null
  }
}

function wrapping(vault: string, { id, kind, name, role }: Bound, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: encodeText(JSON.stringify(['tideline-vault', 1, vault, id, kind, name, role])) }
}
