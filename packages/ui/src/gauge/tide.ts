/** Where the marks of a tide gauge stand: the approved limit on top, the limit now, and the water that is drawn. */

export interface TideLevels {
  /** Heights from the bottom as shares of the vessel, 0 to 1. */
  readonly approved: number
  readonly limit: number
  readonly drawn: number
  /** The drawn balance stands above the approved limit. */
  readonly over: boolean
}

/** Shares of the tallest of the three, so that an overdrawn line still shows where its limit was. */
export function tideLevels(approved: number, limit: number, drawn: number): TideLevels {
  const top = Math.max(approved, limit, drawn, 1)
  const share = (value: number): number => Math.max(0, value) / top
  return { approved: share(approved), limit: share(limit), drawn: share(drawn), over: drawn > approved }
}
