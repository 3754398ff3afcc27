/** What a line carries from one day to the next: all that a day's decision reads besides the day's metrics. */
import { monthOf, type Day, type EventOf, type Month } from '@tideline/journal'
import type { Status } from '../policy/policy.ts'
import type { CompiledVariant, Rulebook, Severity } from '../policy/rulebook.ts'
import type { LinePromise } from './promise.ts'

export interface RunningOverride {
  readonly proposal: EventOf<'override.proposed'>
  readonly approval: string
  /** The last day it runs on. */
  readonly until: Day
}

/** An approval without effect (P12), with what it failed. */
export interface IgnoredApproval {
  readonly event: string
  readonly why: 'line-closed' | 'unknown-proposal' | 'after-until' | 'same-person' | 'already-approved' | 'never-against' | 'no-probation'
}

export interface WarningState {
  held: boolean
  /** Day the open task is due; `null` without one. */
  dueOn: Day | null
  closedOn: Day | null
}

export interface LineState {
  status: Status
  since: Day
  /** The variant that reopened the line, kept for its ladder. */
  variant: CompiledVariant | null
  step: number
  stepSince: Day
  approved: number
  /** The last day at whose end the approved limit was not that of the day before; `null` if none. */
  approvedChangedOn: Day | null
  /** The day each rule of the rulebook began to fire, `null` where it does not. */
  firingSince: (Day | null)[]
  verdict: Severity
  /** The last day with a verdict of watch or worse; `null` if none. */
  lastVerdictOn: Day | null
  override: RunningOverride | null
  proposals: Map<string, EventOf<'override.proposed'>>
  approvedProposals: Set<string>
  /** Days on which suspensions began. */
  suspensions: Day[]
  scoreAtSuspension: number
  /** NaN where unknown. */
  goodAccountsAtSuspension: number
  warnings: WarningState[]
  /** The next day on which a closed task opens again if its condition still holds; Infinity if none does. */
  nextRepeat: number
  lastReviewOn: Day
  /** The promise that began last, running or ended. */
  promise: LinePromise | null
  /** Of each rule of the rulebook, whether its firing is forgiven by a promise kept (Q5). */
  forgiven: boolean[]
  /** What the probation of a kept promise gives at least; `null` without one (Q6). */
  promisedLimit: number | null
  readonly openingMonth: Month
  /** Of the last days of the months since opening. */
  readonly monthEnds: { readonly scores: number[]; readonly utilisations: number[] }
}

export function openingState(rulebook: Rulebook, openedOn: Day, limit: number): LineState {
  return {
    status: 'active',
    since: openedOn,
    variant: null,
    step: 0,
    stepSince: openedOn,
    approved: limit,
    approvedChangedOn: null,
    firingSince: rulebook.rules.map(() => null),
    verdict: 0,
    lastVerdictOn: null,
    override: null,
    proposals: new Map(),
    approvedProposals: new Set(),
    suspensions: [],
    scoreAtSuspension: Number.NaN,
    goodAccountsAtSuspension: Number.NaN,
    warnings: rulebook.warnings.map(() => ({ held: false, dueOn: null, closedOn: null })),
    nextRepeat: Infinity,
    lastReviewOn: openedOn,
    promise: null,
    forgiven: rulebook.rules.map(() => false),
    promisedLimit: null,
    openingMonth: monthOf(openedOn),
    monthEnds: { scores: [], utilisations: [] },
  }
}

