/** The JSON of a policy and a scorecard (spec §5, §6) and the decision (§7), as the reference reads and writes them. */

export type Status = 'active' | 'watch' | 'suspended' | 'probation' | 'closed'
export type Verdict = 'none' | 'watch' | 'suspended' | 'closed'
export type ComparisonOp = 'lt' | 'lte' | 'gt' | 'gte' | 'eq' | 'ne'

export type ConditionJson =
  | { readonly metric: string; readonly op: ComparisonOp; readonly value: number }
  | { readonly metric: string; readonly op: 'missing' }
  | { readonly all: readonly ConditionJson[] }
  | { readonly any: readonly ConditionJson[] }
  | { readonly not: ConditionJson }
  | { readonly always: true }

export interface RuleJson {
  readonly id: string
  readonly reason: string
  readonly kinds?: readonly string[]
  readonly segments?: readonly string[]
  readonly phases?: readonly string[]
  readonly statuses?: readonly string[]
  readonly when: ConditionJson
  readonly until?: ConditionJson
  readonly effect: { readonly status?: 'watch' | 'suspended' | 'closed'; readonly limitFactor?: number }
}

export interface VariantJson {
  readonly id: string
  readonly segments?: readonly string[]
  readonly phases?: readonly string[]
  readonly coolingOffDays: number
  readonly when: ConditionJson
  readonly ladder: readonly { readonly limitFactor: number; readonly when: ConditionJson }[]
}

export interface IncreaseJson {
  readonly id: string
  readonly segments?: readonly string[]
  readonly phases?: readonly string[]
  readonly everyMonths: number
  readonly factor: number
  readonly capOfOriginal: number
  readonly when: ConditionJson
}

export interface WarningJson {
  readonly id: string
  readonly kind: string
  readonly dueInDays: number
  readonly repeatDays?: number
  readonly when: ConditionJson
}

export interface PolicyJson {
  readonly id: string
  readonly version: number
  readonly scorecard: string
  readonly graceDays: number
  readonly dueTolerance: number
  readonly watchClearDays: number
  readonly limitRounding: number
  readonly segments: readonly { readonly id: string; readonly when: ConditionJson }[]
  readonly phases: { readonly [phase: string]: { readonly scoreShift: { readonly [segment: string]: number } } }
  readonly layers: readonly { readonly id: string; readonly rules: readonly RuleJson[] }[]
  readonly reopening: readonly VariantJson[]
  readonly increases: readonly IncreaseJson[]
  readonly warnings: readonly WarningJson[]
  readonly reviewDays: { readonly [segment: string]: number }
  readonly overrides: { readonly maxDays: number; readonly neverAgainst: readonly string[] }
}

export interface CharacteristicJson {
  readonly id: string
  readonly metric: string
  readonly missing: number
  readonly bins: readonly { readonly below?: number; readonly points: number }[]
}

export interface ScorecardJson {
  readonly id: string
  readonly version: number
  readonly base: number
  readonly min: number
  readonly max: number
  readonly characteristics: readonly CharacteristicJson[]
}

export interface Reason {
  readonly code: string
  readonly layer?: string
  readonly rule?: string
  readonly since?: string
}

export interface ScoreReason {
  readonly characteristic: string
  readonly points: number
  readonly shortfall: number
}

export interface OpenTask {
  readonly warning: string
  readonly kind: string
  readonly dueOn: string
  readonly overdue: boolean
}

export interface RunningOverride {
  readonly proposal: string
  readonly approval: string
  readonly status: Status
  readonly limit?: number
  /** The last day on which it runs: the earlier of the proposal's `until` and `maxDays` after the approval. */
  readonly until: string
}

export type PromiseState = 'running' | 'kept' | 'broken' | 'drawn' | 'expired' | 'stopped' | 'closed'

/** Q8 */
export interface PromiseShown {
  readonly event: string
  readonly state: PromiseState
  readonly status: 'probation' | 'active'
  readonly reopensOn: string
  readonly limit: number
  readonly expires: string
  readonly endedOn?: string
  readonly brokenStep?: number
}

/** Why an approval had no effect (P6, P12), in the order in which the conditions are checked. */
export type IgnoredWhy =
  | 'line-closed'
  | 'unknown-proposal'
  | 'after-until'
  | 'same-person'
  | 'already-approved'
  | 'never-against'
  | 'no-probation'

/** Spec §7: what the line is on one day and why; days as `YYYY-MM-DD`, money in minor units. */
export interface ReferenceDecision {
  readonly borrower: string
  readonly line: string
  readonly asOf: string
  readonly status: Status
  readonly since: string
  readonly limit: number
  readonly available: number
  readonly balance: number
  readonly score: number
  readonly segment: string
  readonly phase: string
  readonly reasons: readonly Reason[]
  readonly scoreReasons: readonly ScoreReason[]
  readonly warnings: readonly OpenTask[]
  readonly step?: number
  readonly override?: RunningOverride
  readonly promise?: PromiseShown
  readonly ignored?: readonly { readonly event: string; readonly why: IgnoredWhy }[]
  readonly nextReviewOn: string
  readonly unmet: readonly unknown[]
  readonly policy: { readonly id: string; readonly sha256: string }
  readonly scorecard: { readonly id: string; readonly sha256: string }
  readonly engine: string
}
