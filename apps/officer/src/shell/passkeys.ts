/**
 * Asks the device's authenticator, by WebAuthn and its PRF extension; only a page may. What the authenticator makes of the
 * salt is the secret that opens the book: it is handed to the worker at once and kept nowhere.
 */
import type { Passkey } from '@tideline/runtime'
import { m } from '../paraglide/messages.js'

export interface AskedPasskey {
  readonly ok: true
  readonly passkey: Passkey
  readonly output: Uint8Array<ArrayBuffer>
}

/** `cancelled`: by the person, or nobody came. `unsupported`: a passkey that can't make secrets. */
export type PasskeyRefusal = { readonly ok: false; readonly code: 'cancelled' | 'unsupported' }

const SALT_BYTES = 32
/** ES256, EdDSA, RS256: the signature is asked for by the standard; nobody reads it here. */
const ALGORITHMS = [-7, -8, -257]

/** Whether this browser makes secrets by passkeys, and this device can tell its owner from others. */
export async function canUsePasskeys(): Promise<boolean> {
  if (!('PublicKeyCredential' in globalThis) || !('getClientCapabilities' in PublicKeyCredential)) return false
  try {
    const capabilities = await PublicKeyCredential.getClientCapabilities()
    return capabilities['extension:prf'] === true && (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable())
  } catch {
    return false
  }
}

/** Makes a passkey for a user; one of before on the same authenticator is replaced. */
export async function makePasskey(user: { readonly id: string; readonly name: string }): Promise<AskedPasskey | PasskeyRefusal> {
  const salt = random()
  return cancellable(async () => {
    const credential = await navigator.credentials.create({
      publicKey: {
        challenge: random(),
        rp: { name: m.title() },
        user: { id: new TextEncoder().encode(user.id), name: user.name, displayName: user.name },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        // Some platforms make secrets for discoverable passkeys alone.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        extensions: { prf: { eval: { first: salt } } },
      },
    })
    if (!(credential instanceof PublicKeyCredential)) return UNSUPPORTED
    const passkey = { credential: new Uint8Array(credential.rawId), salt }
    const { prf } = credential.getClientExtensionResults()
    if (prf?.results) return { ok: true, passkey, output: bytesOf(prf.results.first) }
    // Many authenticators make no secret while they make the passkey: they are asked again.
    return prf?.enabled ? askPasskey(passkey) : UNSUPPORTED
  })
}

/** Has the person verified, and gives what their authenticator makes of the salt. */
export function askPasskey(passkey: Passkey): Promise<AskedPasskey | PasskeyRefusal> {
  return cancellable(async () => {
    const credential = await navigator.credentials.get({
      publicKey: {
        challenge: random(),
        allowCredentials: [{ type: 'public-key', id: passkey.credential }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: passkey.salt } } },
      },
    })
    const results = credential instanceof PublicKeyCredential ? credential.getClientExtensionResults().prf?.results : undefined
    return results ? { ok: true, passkey, output: bytesOf(results.first) } : UNSUPPORTED
  })
}

const UNSUPPORTED: PasskeyRefusal = { ok: false, code: 'unsupported' }

/** Says no the way a browser does: without telling whether the person or the device would not. */
async function cancellable<T>(ask: () => Promise<T | PasskeyRefusal>): Promise<T | PasskeyRefusal> {
  try {
    return await ask()
  } catch (thrown) {
    if (thrown instanceof DOMException && (thrown.name === 'NotAllowedError' || thrown.name === 'AbortError')) return { ok: false, code: 'cancelled' }
    if (thrown instanceof DOMException && thrown.name === 'NotSupportedError') return UNSUPPORTED
    throw thrown
  }
}

function random(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(SALT_BYTES))
}

function bytesOf(source: BufferSource): Uint8Array<ArrayBuffer> {
  return new Uint8Array(ArrayBuffer.isView(source) ? (source.buffer as ArrayBuffer) : source)
}
