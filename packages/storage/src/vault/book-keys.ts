/** Every key of an unlocked book, derived from the one that was unwrapped; none can be read out. */
import { bytesToHex, hexToBytes } from '@tideline/journal'
import { SHELVES } from '../database.ts'
import { encodeText } from './sealing.ts'

/** Which row something is in, without a name: 32 hex digits that only the book's key can make of an id. */
export type Tag = string

export interface BookKeys {
  /** Seals what tells about rows: directories, the ledger, settings. */
  readonly ledger: CryptoKey
  tagOf(kind: 'borrower' | 'setting', id: string): Promise<Tag>
  /** One borrower's own key. Without the salt nobody makes it again: to forget the salt is to shred the row. */
  borrowerKey(salt: string): Promise<CryptoKey>
}

const AES = { name: 'AES-GCM', length: 256 }
const NO_SALT = new Uint8Array()

export async function deriveBookKeys(base: CryptoKey): Promise<BookKeys> {
  const from = (info: string, salt: BufferSource = NO_SALT): HkdfParams => ({ name: 'HKDF', hash: 'SHA-256', salt, info: encodeText(info) })
  const ledger = await crypto.subtle.deriveKey(from('ledger'), base, AES, false, ['encrypt', 'decrypt'])
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 }
  const index = await crypto.subtle.deriveKey(from('index'), base, hmac, false, ['sign'])
  const tags = new Map<string, Promise<Tag>>()
  const keys = new Map<string, Promise<CryptoKey>>()
  return {
    ledger,
    tagOf: (kind, id) =>
      remembered(tags, `${kind}:${id}`, async (text) => bytesToHex(new Uint8Array(await crypto.subtle.sign('HMAC', index, encodeText(text)), 0, 16))),
    borrowerKey: (salt) =>
      remembered(keys, salt, () => crypto.subtle.deriveKey(from('borrower', hexToBytes(salt)), base, AES, false, ['encrypt', 'decrypt'])),
  }
}

export function shelfOfTag(tag: Tag): number {
  return Number.parseInt(tag.slice(0, 8), 16) % SHELVES
}

/** A call that failed is not remembered: the next one tries again. */
function remembered<T>(known: Map<string, Promise<T>>, key: string, make: (key: string) => Promise<T>): Promise<T> {
  const found = known.get(key)
  if (found) return found
  const made = make(key)
  known.set(key, made)
  made.catch(() => known.delete(key))
  return made
}
