/** V4: a ratio is rounded to nine decimals before anything is done with it. */
export function ratio(value: number): number {
  return Math.floor(value * 1e9 + 0.5) / 1e9
}

/** A quotient as a ratio; null on a divisor of 0. */
export function quotient(dividend: number, divisor: number): number | null {
  return divisor === 0 ? null : ratio(dividend / divisor)
}
