/** How days past due are counted in a portfolio (B2, B4). */

/** The measures of risk that everybody knows: a day or more, and more than so many. */
export const RISK_DAYS = [1, 30, 60, 90] as const
export type RiskDays = (typeof RISK_DAYS)[number]

export function isPastDue(days: number, measure: RiskDays): boolean {
  return measure === 1 ? days >= 1 : days > measure
}

/** From one month's end to the next a line stays in its bucket or rolls into another. */
export const BUCKETS = ['current', '1-30', '31-60', '61-90', 'over-90'] as const
export type Bucket = (typeof BUCKETS)[number]

export function bucketOf(days: number): Bucket {
  return BUCKETS[RISK_DAYS.filter((measure) => isPastDue(days, measure)).length]!
}
