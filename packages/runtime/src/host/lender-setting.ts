/** Who lends, and the key by which borrowers' phones know it: one for all devices of a lender, so it is kept and backed up with the book. */
import { signerOf, type Signer } from '@tideline/exchange'
import { bytesToHex, hexToBytes } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { LenderChange, LenderState } from '../story-contract.ts'

export const LENDER_SETTING = 'lender'
const LONGEST = 200
const ED25519 = 'Ed25519'
const HEX = /^[0-9a-f]{2,1000}$/u

/** The private key as PKCS #8 in hex: what is sealed are texts, and a backup must take it along. */
export interface LenderSetting extends LenderState {
  readonly privateKey: string
}

export async function readLender(store: SharedStore): Promise<LenderSetting | null> {
  return lenderIn(await store.getSetting(LENDER_SETTING).catch(() => null))
}

/** What a backup says may be a stranger's; `null` unless it can be meant. */
export function lenderIn(value: unknown): LenderSetting | null {
  if (typeof value !== 'object' || value === null) return null
  const { name, contact, key, privateKey } = value as Readonly<Record<string, unknown>>
  if (typeof key !== 'string' || !/^[0-9a-f]{64}$/u.test(key)) return null
  if (typeof privateKey !== 'string' || !HEX.test(privateKey) || privateKey.length % 2 !== 0) return null
  return isFace(name) && isFace(contact) ? { name, contact, key, privateKey } : null
}

export function isFace(text: unknown): text is string {
  return typeof text === 'string' && text.trim() !== '' && text.length <= LONGEST
}

/** `null` where the browser knows no Ed25519. */
export async function lenderSigner({ key, privateKey }: LenderSetting): Promise<Signer | null> {
  try {
    const imported = await crypto.subtle.importKey('pkcs8', Uint8Array.from(hexToBytes(privateKey)), ED25519, false, ['sign'])
    return signerOf(Uint8Array.from(hexToBytes(key)), imported)
  } catch {
    return null
  }
}

/** The key of a PEM, the one that is kept, or a new one. */
export async function keyFor({ pem }: LenderChange, kept: LenderSetting | null): Promise<Pick<LenderSetting, 'key' | 'privateKey'> | 'bad-key' | 'cannot-sign'> {
  if (pem === undefined && kept) return { key: kept.key, privateKey: kept.privateKey }
  let made: CryptoKey
  try {
    made = ((await crypto.subtle.generateKey(ED25519, true, ['sign', 'verify'])) as CryptoKeyPair).privateKey
  } catch {
    return 'cannot-sign'
  }
  try {
    if (pem !== undefined) made = await crypto.subtle.importKey('pkcs8', bytesOfPem(pem), ED25519, true, ['sign'])
    const { x = '' } = await crypto.subtle.exportKey('jwk', made)
    const publicKey = Uint8Array.from(atob(x.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
    return { key: bytesToHex(publicKey), privateKey: bytesToHex(new Uint8Array(await crypto.subtle.exportKey('pkcs8', made))) }
  } catch {
    return 'bad-key'
  }
}

function bytesOfPem(pem: string): Uint8Array<ArrayBuffer> {
  const [, body = ''] = /-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\s]{1,1000})-----END PRIVATE KEY-----/u.exec(pem) ?? []
  return Uint8Array.from(atob(body.replace(/\s/gu, '')), (character) => character.charCodeAt(0))
}
