const BILLION = 1e9

/** A ratio rounded half up to 9 decimals (V4), so that 95 % is 95 % whatever the way there. */
export function roundRatio(ratio: number): number {
  return Math.floor(ratio * BILLION + 0.5) / BILLION
}
