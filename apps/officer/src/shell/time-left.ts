/** How long a task may still take, by how far it came in the time it had. Short tasks and first steps tell nothing. */

/** Before this much of the work and of the time, a guess would be worse than none. */
const LEAST_SHARE = 0.03
const LEAST_MS = 1500

export class TimeLeft {
  readonly #now: () => number
  #share = 0
  /** Of the time before the last hold, ms. */
  #spent = 0
  /** Since when it goes on; `null` while it is held. */
  #since: number | null

  /** `now`: rising ms. */
  constructor(now: () => number) {
    this.#now = now
    this.#since = now()
  }

  /** The whole seconds left at a share of 0 to 1; `null` while nobody can tell. One that falls back is of another stage. */
  at(share: number): number | null {
    if (share < this.#share) {
      this.#spent = 0
      if (this.#since !== null) this.#since = this.#now()
    }
    this.#share = share
    const spent = this.#spent + (this.#since === null ? 0 : this.#now() - this.#since)
    if (share < LEAST_SHARE || spent < LEAST_MS) return null
    return inSteps(((spent / share) * (1 - share)) / 1000)
  }

  /** What is held takes no time. */
  hold(held: boolean): void {
    if (held === (this.#since === null)) return
    if (this.#since !== null) this.#spent += this.#now() - this.#since
    this.#since = held ? null : this.#now()
  }
}

/** As exact as a guess is: 5 s up to half a minute, 10 s up to two minutes, then minutes; never 0 while it goes on. */
function inSteps(seconds: number): number {
  const step = seconds <= 30 ? 5 : seconds <= 120 ? 10 : 60
  return Math.max(5, Math.ceil(seconds / step) * step)
}
