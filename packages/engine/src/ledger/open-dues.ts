/** The dues of a line that are not paid in full, in the order in which payments reach them (L2). */
import type { Due } from './ledger.ts'

export class OpenDues {
  /** By `dueOn`, then canonical order; those before `#first` are paid in full. */
  readonly #dues: Due[] = []
  #first = 0

  /** Later arrivals of one `dueOn` go behind. */
  insert(due: Due): void {
    const dues = this.#dues
    let at = dues.length
    while (at > this.#first && dues[at - 1]!.dueOn > due.dueOn) at--
    if (at === dues.length) dues.push(due)
    else dues.splice(at, 0, due)
  }

  /** Does nothing for a due that is paid in full. */
  remove(due: Due): void {
    const at = this.#dues.indexOf(due, this.#first)
    if (at >= 0) this.#dues.splice(at, 1)
  }

  /** The due to be paid next. Payments fill one due after the other, so what is full stands in front. */
  next(): Due | undefined {
    while (this.#first < this.#dues.length && this.#dues[this.#first]!.paid >= this.#dues[this.#first]!.amount) this.#first++
    return this.#dues[this.#first]
  }

  /** The oldest that is not settled; one that is within its tolerance may stand before it. */
  oldestUnsettled(never: number): Due | undefined {
    for (let at = this.#first; at < this.#dues.length; at++) if (this.#dues[at]!.settledOn === never) return this.#dues[at]
    return undefined
  }
}
