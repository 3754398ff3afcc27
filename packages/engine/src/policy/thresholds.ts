/**
 * The values at which a metric that grows by itself, one a day, can change the outcome of a day: so that a
 * replay may skip the days between (P17). A comparison of an integer with c changes at ⌈c⌉ or at ⌊c⌋+1.
 */
import type { MetricId } from '../metrics/vocabulary.ts'
import type { ComparedConstants } from './constants.ts'

/** Rising lists of the values to stop at. */
export interface GrowthThresholds {
  readonly daysPastDue: readonly number[]
  readonly daysPastDueElsewhere: readonly number[]
  readonly daysSuspended: readonly number[]
  readonly daysSinceStep: readonly number[]
  readonly daysSinceLastRecord: readonly number[]
  readonly monthsOnBook: readonly number[]
  readonly readsArrearsAmount: boolean
}

export function growthThresholds(...sources: readonly ComparedConstants[]): GrowthThresholds {
  const of = (...metrics: MetricId[]): number[] => {
    const constants = metrics.flatMap((metric) => sources.flatMap((source) => source.get(metric) ?? []))
    return [...new Set(constants.flatMap((constant) => [Math.ceil(constant), Math.floor(constant) + 1]))].sort((a, b) => a - b)
  }
  return {
    daysPastDue: of('days_past_due', 'max_days_past_due_3m', 'max_days_past_due_6m', 'max_days_past_due_12m', 'max_days_past_due_24m'),
    daysPastDueElsewhere: of('days_past_due_elsewhere'),
    daysSuspended: of('days_suspended'),
    daysSinceStep: of('days_since_step'),
    daysSinceLastRecord: of('days_since_last_record'),
    monthsOnBook: of('months_on_book'),
    readsArrearsAmount: sources.some((source) => source.has('arrears_amount')),
  }
}

/** The least threshold above `value`, or Infinity. */
export function nextAbove(thresholds: readonly number[], value: number): number {
  for (const threshold of thresholds) if (threshold > value) return threshold
  return Infinity
}
