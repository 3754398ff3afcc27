import { roundRatio } from '@tideline/journal'

/** a ÷ b rounded as V4 asks, NaN where there is nothing to divide by. */
export function ratio(a: number, b: number): number {
  return b === 0 ? Number.NaN : roundRatio(a / b)
}
