/** Time since a moment, by whichever of the device's clocks says more: one stops while it sleeps, the other can be set back. */

export interface Clocks {
  /** Rising ms, whatever the date: `performance.now`. */
  readonly steady: () => number
  /** The date in ms: `Date.now`. */
  readonly date: () => number
}

/** What gives the ms since now. */
export function startOf({ steady, date }: Clocks): () => number {
  const [steadyThen, dateThen] = [steady(), date()]
  return () => Math.max(steady() - steadyThen, date() - dateThen)
}
