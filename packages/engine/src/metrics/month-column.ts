/** One number a calendar month, for the windows of §4: reads outside the column are 0. */
import type { Month } from '@tideline/journal'

export class MonthColumn {
  readonly #from: number
  readonly #values: Float64Array

  constructor(from: Month, to: Month) {
    this.#from = from
    this.#values = new Float64Array(Math.max(0, to - from + 1))
  }

  get(month: number): number {
    return this.#values[month - this.#from] ?? 0
  }

  add(month: number, amount: number): void {
    const at = month - this.#from
    if (at >= 0 && at < this.#values.length) this.#values[at]! += amount
  }

  raise(month: number, value: number): void {
    const at = month - this.#from
    if (at >= 0 && at < this.#values.length && this.#values[at]! < value) this.#values[at] = value
  }

  clear(): void {
    this.#values.fill(0)
  }

  /** Sum over the `count` months that end with `last`. */
  sum(last: number, count: number): number {
    let total = 0
    for (let month = last - count + 1; month <= last; month++) total += this.get(month)
    return total
  }
}

/** a ÷ b rounded as V4 asks, NaN where there is nothing to divide by. */
export function ratio(a: number, b: number, round: (x: number) => number): number {
  return b === 0 ? Number.NaN : round(a / b)
}
