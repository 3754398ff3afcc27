/** The values that a policy or scorecard compares each metric with. */
import type { MetricId } from '../metrics/vocabulary.ts'
import { eachLeaf, type Condition } from './condition.ts'
import type { PolicyDocument, ScorecardDocument } from './policy.ts'

/** Per metric that is read, the constants it is compared with, rising; none where it is only asked for. */
export type ComparedConstants = ReadonlyMap<MetricId, readonly number[]>

export function constantsOfPolicy(policy: PolicyDocument): ComparedConstants {
  const found = new Map<MetricId, Set<number>>()
  for (const condition of conditionsOf(policy)) {
    eachLeaf(condition, (leaf) => note(found, leaf.metric, leaf.op === 'missing' ? undefined : leaf.value))
  }
  for (const { coolingOffDays } of policy.reopening) note(found, 'days_suspended', coolingOffDays)
  return rising(found)
}

export function constantsOfScorecard(scorecard: ScorecardDocument): ComparedConstants {
  const found = new Map<MetricId, Set<number>>()
  for (const { metric, bins } of scorecard.characteristics) for (const { below } of bins) note(found, metric, below)
  return rising(found)
}

/** Every condition that a policy states, wherever it stands. */
function conditionsOf(policy: PolicyDocument): Condition[] {
  return [
    ...policy.segments.map((segment) => segment.when),
    ...policy.layers.flatMap((layer) => layer.rules.flatMap((rule) => (rule.until ? [rule.when, rule.until] : [rule.when]))),
    ...policy.reopening.flatMap((variant) => [variant.when, ...variant.ladder.map((step) => step.when)]),
    ...policy.increases.map((increase) => increase.when),
    ...policy.warnings.map((warning) => warning.when),
  ]
}

function note(found: Map<MetricId, Set<number>>, metric: MetricId, constant: number | undefined): void {
  const constants = found.get(metric) ?? new Set()
  found.set(metric, constant === undefined ? constants : constants.add(constant))
}

function rising(found: ReadonlyMap<MetricId, ReadonlySet<number>>): ComparedConstants {
  return new Map([...found].map(([metric, constants]) => [metric, [...constants].sort((a, b) => a - b)]))
}
