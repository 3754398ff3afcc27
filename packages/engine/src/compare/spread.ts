/** A handful of whole numbers in figures that a person can hold against each other (W10). */
import { roundRatio } from '@tideline/journal'

export interface Spread {
  readonly count: number
  readonly total: number
  /** `null` of nothing, as all that follow. */
  readonly mean: number | null
  /** The middle one, or the mean of the two in the middle. */
  readonly median: number | null
  readonly most: number | null
}

export function spreadOf(numbers: readonly number[]): Spread {
  const count = numbers.length
  if (count === 0) return { count, total: 0, mean: null, median: null, most: null }
  const rising = numbers.toSorted((x, y) => x - y)
  const total = rising.reduce((sum, n) => sum + n, 0)
  const [lower, upper] = [rising[(count - 1) >> 1]!, rising[count >> 1]!]
  return { count, total, mean: roundRatio(total / count), median: roundRatio((lower + upper) / 2), most: rising.at(-1)! }
}
