/** Counts whole seconds down by a clock that nobody sets, however late a timer comes. */

export class Countdown {
  #left = $state(0)
  /** The figure last read out: each second would drown everything else. */
  #said = $state(0)
  readonly #now: () => number

  /** `now` in ms, rising. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Seconds to go. */
  get left(): number {
    return this.#left
  }

  /** The same as it was at the last step worth reading out: the start, each full minute, the last ten seconds. */
  get said(): number {
    return this.#said
  }

  /** `over` is called once, when nothing is left. Returns what stops it. */
  start(ms: number, over: () => void): () => void {
    const end = this.#now() + ms
    this.#left = this.#said = Math.ceil(ms / 1000)
    const timer = setInterval(() => {
      this.#left = Math.max(0, Math.ceil((end - this.#now()) / 1000))
      if (this.#said - this.#left >= 60 || (this.#left <= 10 && this.#said > 10)) this.#said = this.#left
      if (this.#left > 0) return
      clearInterval(timer)
      over()
    }, 250)
    return () => clearInterval(timer)
  }
}
