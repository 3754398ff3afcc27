/** Argon2id: from a PIN or a passphrase to bytes, as slow as the device can bear. */
import { argon2id } from 'hash-wasm'

export interface KdfParams {
  readonly memoryKiB: number
  readonly passes: number
}

/** What OWASP's password storage cheat sheet asks for at least: 19 MiB, two passes. */
export const FLOOR: KdfParams = { memoryKiB: 19_456, passes: 2 }
/** RFC 9106 §4, second choice. More would push other tabs out of a tablet of 2 GB. */
const CEILING_KIB = 65_536
const MOST_PASSES = 12
/** Of the second that an unlock may take: the keys are unwrapped and the first look is read in the rest of it. */
const TARGET_MS = 400
const KEY_BYTES = 32

/**
 * 32 bytes from a secret, which is taken as people see it: one form of each character, no blanks around. `salt` of 16
 * bytes. The caller wipes what comes back; a text can't be wiped.
 */
export async function stretch(secret: string, salt: Uint8Array, { memoryKiB, passes }: KdfParams): Promise<Uint8Array<ArrayBuffer>> {
  const password = new TextEncoder().encode(secret.normalize('NFKC').trim())
  const options = { password, salt, parallelism: 1, iterations: passes, memorySize: memoryKiB, hashLength: KEY_BYTES }
  return Uint8Array.from(await argon2id({ ...options, outputType: 'binary' }))
}

/**
 * Params for this device: never less than `FLOOR`, then as much memory as fits into the target time, then passes.
 * `now` in ms. Takes about three runs of the floor.
 */
export async function calibrateKdf(now: () => number): Promise<KdfParams> {
  const trial = (): Promise<unknown> => stretch('123456', new Uint8Array(16), FLOOR)
  // The first compiles.
  await trial()
  const began = now()
  await trial()
  await trial()
  const msPerKiB = Math.max(0.01, (now() - began) / 2) / (FLOOR.memoryKiB * FLOOR.passes)
  const affordable = TARGET_MS / msPerKiB
  const memoryKiB = clamp(Math.floor(affordable / FLOOR.passes / 1024) * 1024, FLOOR.memoryKiB, CEILING_KIB)
  return { memoryKiB, passes: clamp(Math.floor(affordable / memoryKiB), FLOOR.passes, MOST_PASSES) }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
