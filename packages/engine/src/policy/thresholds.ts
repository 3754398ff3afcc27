/**
 * The values at which a metric that grows by itself, one a day, can change the outcome of a day: so that a
 * replay may skip the days between (P17). A condition on an integer changes at ⌈c⌉ or at ⌊c⌋+1, a bin at ⌈below⌉.
 */
import { eachLeaf, type Condition } from './condition.ts'
import type { MetricId } from '../metrics/vocabulary.ts'
import type { PolicyDocument, ScorecardDocument } from './policy.ts'

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

export function growthThresholds(policy: PolicyDocument, scorecard: ScorecardDocument): GrowthThresholds {
  const constants = new Map<MetricId, Set<number>>()
  const note = (metric: MetricId, constant: number): void => {
    const values = constants.get(metric) ?? new Set()
    constants.set(metric, values.add(Math.ceil(constant)).add(Math.floor(constant) + 1))
  }
  for (const condition of conditionsOf(policy)) {
    eachLeaf(condition, (leaf) => note(leaf.metric, leaf.op === 'missing' ? 0 : leaf.value))
  }
  for (const { metric, bins } of scorecard.characteristics) for (const bin of bins) note(metric, bin.below ?? 0)
  for (const { coolingOffDays } of policy.reopening) note('days_suspended', coolingOffDays)
  const of = (...metrics: MetricId[]): number[] =>
    [...new Set(metrics.flatMap((metric) => [...(constants.get(metric) ?? [])]))].sort((a, b) => a - b)
  return {
    daysPastDue: of('days_past_due', 'max_days_past_due_3m', 'max_days_past_due_6m', 'max_days_past_due_12m', 'max_days_past_due_24m'),
    daysPastDueElsewhere: of('days_past_due_elsewhere'),
    daysSuspended: of('days_suspended'),
    daysSinceStep: of('days_since_step'),
    daysSinceLastRecord: of('days_since_last_record'),
    monthsOnBook: of('months_on_book'),
    readsArrearsAmount: constants.has('arrears_amount'),
  }
}

/** Every condition that a policy states, wherever it stands. */
export function conditionsOf(policy: PolicyDocument): Condition[] {
  return [
    ...policy.segments.map((segment) => segment.when),
    ...policy.layers.flatMap((layer) => layer.rules.flatMap((rule) => (rule.until ? [rule.when, rule.until] : [rule.when]))),
    ...policy.reopening.flatMap((variant) => [variant.when, ...variant.ladder.map((step) => step.when)]),
    ...policy.increases.map((increase) => increase.when),
    ...policy.warnings.map((warning) => warning.when),
  ]
}

/** The least threshold above `value`, or Infinity. */
export function nextAbove(thresholds: readonly number[], value: number): number {
  for (const threshold of thresholds) if (threshold > value) return threshold
  return Infinity
}
