/** Tries the ways to the book's key. Each attempt is counted before it is made; a right one begins the count anew. */
import type { JournalDatabase } from '../database.ts'
import { refusalOf } from '../failure.ts'
import { changeHeader, passkeyOf, readHeader, slotOf, type HeaderRow, type PasskeySlot, type SecretSlot, type Slot } from './header.ts'
import { isOutput, unwrapByPasskey } from './passkey-slot.ts'
import { withPending } from './pending-notes.ts'
import type { Bytes } from './sealing.ts'
import { unwrap, type KeyUse } from './slot-keys.ts'
import { Throttle } from './throttle.ts'
import type { VaultRefusal, VaultRefusalCode } from './vault-port.ts'

/** `slot` is as it was before: its `failures` are those since the last right attempt. */
export interface Opened<Way> {
  readonly ok: true
  readonly key: CryptoKey
  readonly slot: Way
  readonly header: HeaderRow
}

export class Attempts {
  readonly #db: JournalDatabase
  readonly #throttle: Throttle
  readonly #instant: () => string
  /** Attempts that a full device had no room to count: known while the program runs. */
  readonly #unwritten = new Map<string, number>()

  /** `now` in ms, by a clock that nobody can set; `instant` of failures, for the access log. */
  constructor(db: JournalDatabase, now: () => number, instant: () => string) {
    this.#instant = instant
    this.#db = db
    this.#throttle = new Throttle(now)
  }

  waitFor(slot: SecretSlot): number {
    return this.#throttle.waitFor({ ...slot, failures: slot.failures + (this.#unwritten.get(slot.id) ?? 0) })
  }

  /** By the PIN of a user, or by the recovery code. */
  async bySecret(id: string, secret: string, use: KeyUse): Promise<Opened<SecretSlot> | VaultRefusal> {
    const header = await readHeader(this.#db)
    const slot = slotOf(header, id)
    if (!header || !slot) return refused(header ? 'unknown-user' : 'no-vault')
    const waitMs = this.waitFor(slot)
    if (waitMs > 0) return refused('wait', waitMs)
    if (secret.trim() === '') return refused('wrong-pin')
    const counted = await this.#setFailures(slot, (failures) => failures + 1)
    const key = await unwrap(header.vault, slot, secret, use)
    if (!key) {
      await this.#noteFailure(slot)
      return refused('wrong-pin', this.waitFor(slotOf(counted, id) ?? slot))
    }
    await this.#setFailures(slot, () => 0)
    return { ok: true, key, slot, header }
  }

  /** No wait: the authenticator verifies the person, and nobody guesses 32 bytes. */
  async byPasskey(user: string, output: Bytes, use: KeyUse): Promise<Opened<PasskeySlot> | VaultRefusal> {
    const header = await readHeader(this.#db)
    const slot = passkeyOf(header, user)
    if (!header || !slot) return refused(header ? 'no-passkey' : 'no-vault')
    await this.#setFailures(slot, (failures) => failures + 1)
    const key = isOutput(output) ? await unwrapByPasskey(header.vault, slot, output, use) : null
    if (!key) {
      await this.#noteFailure(slot)
      return refused('wrong-passkey')
    }
    await this.#setFailures(slot, () => 0)
    return { ok: true, key, slot, header }
  }

  async #setFailures({ id }: Slot, count: (failures: number) => number): Promise<HeaderRow | null> {
    const changed = await this.#change((latest) => ({ ...latest, slots: latest.slots.map((slot) => (slot.id === id ? { ...slot, failures: count(slot.failures) } : slot)) }))
    this.#unwritten.set(id, changed ? 0 : count(this.#unwritten.get(id) ?? 0))
    return changed
  }

  /** For the access log, once it is certain: an attempt that turns out right was none. */
  async #noteFailure(slot: Slot): Promise<void> {
    await this.#change((latest) => withPending(latest, 'unlock-failed', slot, this.#instant()))
  }

  /** `null`: the device is full. Nobody is shut out of the book for that: what is in it is what makes room. */
  async #change(change: (header: HeaderRow) => HeaderRow): Promise<HeaderRow | null> {
    try {
      return await changeHeader(this.#db, change)
    } catch (error) {
      if (refusalOf(error).code === 'full') return null
      throw error
    }
  }
}

export function refused(code: VaultRefusalCode, waitMs = 0): VaultRefusal {
  return { ok: false, code, waitMs }
}
