/** From a PIN to the key that wraps the book's. */
import { stretch, type KdfParams } from '@tideline/sealed-file'
import type { Bytes } from './sealing.ts'

/** `salt` of 16 bytes. The bytes in between are wiped; a text can't be. */
export async function deriveKek(pin: string, salt: Bytes, params: KdfParams): Promise<CryptoKey> {
  const bytes = await stretch(pin, salt, params)
  try {
    return await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['wrapKey', 'unwrapKey'])
  } finally {
    bytes.fill(0)
  }
}
