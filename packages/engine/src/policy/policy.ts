/** What a lender writes as data: the policy (SPEC §6) and the scorecard (SPEC §5), as they stand in JSON. */
import type { LineKind, Phase } from '@tideline/journal'
import type { MetricId } from '../metrics/vocabulary.ts'
import type { Condition } from './condition.ts'

export type Status = 'active' | 'watch' | 'suspended' | 'probation' | 'closed'
/** Every status, in the order of the columns that name one by its index. */
export const STATUSES = ['active', 'watch', 'suspended', 'probation', 'closed'] as const satisfies readonly Status[]

export interface Segment {
  readonly id: string
  readonly when: Condition
}

export interface RuleEffect {
  readonly status?: 'watch' | 'suspended' | 'closed' | undefined
  readonly limitFactor?: number | undefined
}

export interface Rule {
  readonly id: string
  readonly reason: string
  readonly kinds?: readonly LineKind[] | undefined
  readonly segments?: readonly string[] | undefined
  readonly phases?: readonly Phase[] | undefined
  readonly statuses?: readonly Status[] | undefined
  readonly when: Condition
  readonly until?: Condition | undefined
  readonly effect: RuleEffect
}

export interface Layer {
  readonly id: string
  readonly rules: readonly Rule[]
}

export interface LadderStep {
  readonly limitFactor: number
  readonly when: Condition
}

export interface ReopeningVariant {
  readonly id: string
  readonly segments?: readonly string[] | undefined
  readonly phases?: readonly Phase[] | undefined
  readonly coolingOffDays: number
  readonly when: Condition
  /** Empty: the line reopens to `active` at once (P26). */
  readonly ladder: readonly LadderStep[]
}

export interface IncreaseVariant {
  readonly id: string
  readonly segments?: readonly string[] | undefined
  readonly phases?: readonly Phase[] | undefined
  readonly everyMonths: number
  readonly factor: number
  readonly capOfOriginal: number
  readonly when: Condition
}

export type TaskKind = 'call' | 'visit' | 'review'

export interface Warning {
  readonly id: string
  readonly kind: TaskKind
  readonly dueInDays: number
  readonly repeatDays?: number | undefined
  readonly when: Condition
}

export interface PolicyDocument {
  readonly id: string
  readonly version: number
  /** `id@version` of the scorecard it was written for. */
  readonly scorecard: string
  readonly note?: string | undefined
  readonly graceDays: number
  /** Share of a due's amount that may stay unpaid when it counts as settled; at most three decimals. */
  readonly dueTolerance: number
  readonly watchClearDays: number
  /** Minor units to which a cut limit is rounded down. */
  readonly limitRounding: number
  readonly segments: readonly Segment[]
  readonly phases: Readonly<Record<Phase, { readonly scoreShift: Readonly<Record<string, number>> }>>
  readonly layers: readonly Layer[]
  readonly reopening: readonly ReopeningVariant[]
  readonly increases: readonly IncreaseVariant[]
  readonly warnings: readonly Warning[]
  readonly reviewDays: Readonly<Record<string, number>>
  readonly overrides: { readonly maxDays: number; readonly neverAgainst: readonly string[] }
}

export interface Bin {
  readonly below?: number | undefined
  readonly points: number
}

export interface Characteristic {
  readonly id: string
  readonly metric: MetricId
  readonly missing: number
  readonly bins: readonly Bin[]
}

export interface ScorecardDocument {
  readonly id: string
  readonly version: number
  readonly note?: string | undefined
  readonly base: number
  readonly min: number
  readonly max: number
  readonly characteristics: readonly Characteristic[]
}
