/** A few numbers a calendar month, for the windows of §4. */
import type { Month } from '@tideline/journal'

/** No window reaches further back than this: the two years of the longest, or twelve months against twelve. */
const LONGEST_WINDOW_MONTHS = 24

/** One table of a line, its columns numbered from 0. */
export class MonthTable {
  readonly #from: number
  readonly #width: number
  readonly #cells: Float64Array

  /** Holds the months from `opened` to `to`, and those before `opened` that a window of one of them reaches. */
  constructor(opened: Month, to: Month, columns: number) {
    this.#from = opened - LONGEST_WINDOW_MONTHS
    this.#width = Math.max(0, to - this.#from + 1)
    this.#cells = new Float64Array(this.#width * columns)
  }

  /** Of a month that the table holds. */
  get(column: number, month: number): number {
    return this.#cells[column * this.#width + month - this.#from]!
  }

  /** Nothing happens for a month that it does not hold. */
  add(column: number, month: number, amount: number): void {
    if (this.#holds(month)) this.#cells[column * this.#width + month - this.#from]! += amount
  }

  raise(column: number, month: number, value: number): void {
    if (this.#holds(month) && this.get(column, month) < value) this.#cells[column * this.#width + month - this.#from] = value
  }

  clear(column: number): void {
    this.#cells.fill(0, column * this.#width, (column + 1) * this.#width)
  }

  /** Sum over the `count` months that end with `last`, all of which it holds. */
  sum(column: number, last: number, count: number): number {
    let total = 0
    const end = column * this.#width + last - this.#from
    for (let at = end - count + 1; at <= end; at++) total += this.#cells[at]!
    return total
  }

  #holds(month: number): boolean {
    const at = month - this.#from
    return at >= 0 && at < this.#width
  }
}
