/**
 * Slows down whoever tries PINs. The count of failures is kept in the header, and rises before an attempt is made,
 * so that ending the program saves no attempt. The wait is measured by a clock that nobody can set (`performance.now`)
 * and begins anew when the program does: neither a restart nor the device's date shortens it.
 */
import type { Slot } from './header.ts'

/** After that many failures in a row, and after the last for all further ones. */
const WAITS_MS = [0, 0, 0, 5_000, 15_000, 60_000, 300_000, 900_000]

export class Throttle {
  readonly #now: () => number
  readonly #seen = new Map<string, { readonly failures: number; readonly since: number }>()

  /** `now` in ms, rising, whatever the date. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** How long until the slot may be tried, in ms. Another tab's failure starts the wait anew. */
  waitFor({ id, failures }: Slot): number {
    const seen = this.#seen.get(id)
    const since = seen?.failures === failures ? seen.since : this.#now()
    this.#seen.set(id, { failures, since })
    const wait = WAITS_MS[Math.min(failures, WAITS_MS.length - 1)]!
    return Math.max(0, Math.ceil(since + wait - this.#now()))
  }
}
