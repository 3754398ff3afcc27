/** The least policy and scorecard: one segment, no rule, a score of 600. Tests state what they add. */
import type { Comparison, Condition } from '../policy/condition.ts'
import type { MetricId } from '../metrics/vocabulary.ts'
import type { PolicyDocument, Rule, ScorecardDocument } from '../policy/policy.ts'

export const ALWAYS: Condition = { always: true }

export const is = (metric: MetricId, op: Comparison, value: number): Condition => ({ metric, op, value })
export const missing = (metric: MetricId): Condition => ({ metric, op: 'missing' })

/** A rule named like its reason; without an effect it is seen among the reasons and decides nothing. */
export const rule = (id: string, when: Condition, more: Partial<Rule> = {}): Rule => ({
  id,
  reason: id,
  when,
  effect: {},
  ...more,
})

/** `rules` go into the layer `ordinary`, `hardRules` into `hard`, against which no override holds. */
export function policyOf({
  rules = [],
  hardRules = [],
  ...parts
}: Partial<PolicyDocument> & {
  readonly rules?: readonly Rule[]
  readonly hardRules?: readonly Rule[]
} = {}): PolicyDocument {
  return {
    id: 'least',
    version: 1,
    scorecard: 'flat@1',
    graceDays: 3,
    dueTolerance: 0.01,
    watchClearDays: 10,
    limitRounding: 1000,
    segments: [{ id: 'everyone', when: ALWAYS }],
    phases: { growth: { scoreShift: {} }, steady: { scoreShift: {} }, tighten: { scoreShift: {} } },
    layers: [
      { id: 'hard', rules: hardRules },
      { id: 'ordinary', rules },
    ],
    reopening: [
      {
        id: 'standard',
        coolingOffDays: 30,
        when: is('days_past_due', 'eq', 0),
        ladder: [{ limitFactor: 0.5, when: is('days_since_step', 'gte', 20) }],
      },
    ],
    increases: [],
    warnings: [],
    reviewDays: { everyone: 90 },
    overrides: { maxDays: 30, neverAgainst: ['hard'] },
    ...parts,
  }
}

export function scorecardOf(parts: Partial<ScorecardDocument> = {}): ScorecardDocument {
  return { id: 'flat', version: 1, base: 600, min: 300, max: 900, characteristics: [], ...parts }
}

/** Every code that the rules of a policy give as their reason. */
export function reasonsIn(policy: PolicyDocument): ReadonlySet<string> {
  return new Set(policy.layers.flatMap(({ rules }) => rules.map(({ reason }) => reason)))
}
