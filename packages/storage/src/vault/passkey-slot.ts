/**
 * A passkey as a second way to the book's key: the authenticator, once it has verified the person, makes 32 bytes of
 * the slot's salt (WebAuthn's PRF extension), the same each time and by no other; of them comes the wrapping key.
 */
import { passkeyOf, type HeaderRow, type PasskeySlot } from './header.ts'
import { encodeText, type Bytes } from './sealing.ts'
import { unwrapWith, wrapWith, type KeyUse } from './slot-keys.ts'
import type { Passkey, VaultUser } from './vault-port.ts'

const OUTPUT_BYTES = 32
const NO_SALT = new Uint8Array()

/** What a page may know of a user's passkey, to ask the authenticator. */
export function passkeyIn(header: HeaderRow | null, user: string): Passkey | null {
  const slot = passkeyOf(header, user)
  return slot ? { credential: slot.credential, salt: slot.salt } : null
}

export function isOutput(output: Bytes): boolean {
  return output.byteLength === OUTPUT_BYTES
}

/** `bookKey` must be extractable. */
export async function wrapForPasskey(vault: string, user: VaultUser, { credential, salt }: Passkey, output: Bytes, bookKey: CryptoKey): Promise<PasskeySlot> {
  const owner = { id: `${user.id}/passkey`, kind: 'passkey', name: user.name, role: user.role } as const
  const kek = await deriveKek(vault, user.id, output)
  return { ...owner, user: user.id, credential, salt, ...(await wrapWith(kek, vault, owner, bookKey)), failures: 0 }
}

/** `null`: of another passkey, or a slot that somebody changed. */
export async function unwrapByPasskey(vault: string, slot: PasskeySlot, output: Bytes, use: KeyUse): Promise<CryptoKey | null> {
  return unwrapWith(await deriveKek(vault, slot.user, output), vault, slot, use)
}

/** No stretching: unlike a PIN, the bytes can't be guessed. */
async function deriveKek(vault: string, user: string, output: Bytes): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', output, 'HKDF', false, ['deriveKey'])
  const params = { name: 'HKDF', hash: 'SHA-256', salt: NO_SALT, info: encodeText(JSON.stringify(['tideline-passkey', 1, vault, user])) }
  return crypto.subtle.deriveKey(params, base, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])
}
