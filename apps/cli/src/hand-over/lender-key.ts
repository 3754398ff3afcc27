/** The lender's key from a file, as `openssl genpkey -algorithm ed25519` writes it. */
import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'
import type { Signer } from '@tideline/exchange'
import { Failure } from '../failure.ts'
import { readText } from '../input/open-file.ts'

export async function readLenderKey(path: string): Promise<Signer> {
  const pem = await readText(path, 'a private key in PEM')
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch {
    throw notAKey(path, 'something else')
  }
  if (key.asymmetricKeyType !== 'ed25519') throw notAKey(path, `a key of type ${String(key.asymmetricKeyType)}`)
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' })
  return {
    publicKey: Uint8Array.from(Buffer.from(x, 'base64url')),
    sign: async (message) => Uint8Array.from(sign(null, message, key)),
  }
}

function notAKey(path: string, got: string): Failure {
  return new Failure(`${path}: expected an Ed25519 private key in PEM, got ${got}`, 'openssl genpkey -algorithm ed25519 -out lender.pem makes one.')
}
