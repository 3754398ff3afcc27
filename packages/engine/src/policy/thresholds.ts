/**
 * The values at which a metric that grows by itself, one a day, can change the outcome of a day: so that a
 * replay may skip the days between (P17).
 */
import type { MetricId } from '../metrics/vocabulary.ts'
import { cutsFor, type Readers } from './readers.ts'

/** The least value above a given one at which to stop; Infinity if there is none. */
export type NextStop = (value: number) => number

export interface GrowthThresholds {
  readonly daysPastDue: NextStop
  readonly daysPastDueElsewhere: NextStop
  readonly daysSuspended: NextStop
  readonly daysSinceStep: NextStop
  readonly daysSinceLastRecord: NextStop
  readonly monthsOnBook: NextStop
}

export function growthThresholds(readers: Readers): GrowthThresholds {
  // An integer that grows enters the place that begins at a cut with the first integer not below it.
  const of = (...metrics: MetricId[]): NextStop => {
    const stops = [...new Set(cutsFor(readers, ...metrics).map(Math.ceil))].sort((a, b) => a - b)
    return (value) => {
      for (const stop of stops) if (stop > value) return stop
      return Infinity
    }
  }
  return {
    daysPastDue: of('days_past_due', 'max_days_past_due_3m', 'max_days_past_due_6m', 'max_days_past_due_12m', 'max_days_past_due_24m'),
    daysPastDueElsewhere: of('days_past_due_elsewhere'),
    daysSuspended: of('days_suspended'),
    daysSinceStep: of('days_since_step'),
    daysSinceLastRecord: of('days_since_last_record'),
    monthsOnBook: of('months_on_book'),
  }
}
