/** The decision of a day: one object, complete and explained (SPEC §7). */
import { addDays, formatDay } from '@tideline/journal'
import { COLUMN, shownValue } from '../metrics/vocabulary.ts'
import { explainCondition, type ExplainedCondition } from '../policy/condition.ts'
import type { Status, TaskKind } from '../policy/policy.ts'
import { SEVERITY, type CompiledMember, type DocumentRef, type Rulebook } from '../policy/rulebook.ts'
import type { LineDay } from '../replay/replay.ts'
import type { ScoreReason } from '../score/scorecard.ts'
import { availableOf } from '../status/limit.ts'
import { chooseVariant } from '../status/machine.ts'
import type { LinePromise, PromiseOutcome } from '../status/promise.ts'
import type { IgnoredApproval } from '../status/state.ts'
import { reasonsOf, type Reason } from './reasons.ts'

/** Goes into every decision; raised when the same log may decide otherwise. */
export const ENGINE_VERSION = 'tideline-engine@1'

export interface OpenTask {
  readonly warning: string
  readonly kind: TaskKind
  readonly dueOn: string
  readonly overdue: boolean
}

export interface OverrideInForce {
  readonly proposal: string
  readonly approval: string
  readonly status: Status
  readonly limit?: number
  /** The last day it runs on. */
  readonly until: string
}

/** The promise that began last (Q8). */
export interface PromiseShown {
  readonly event: string
  readonly state: PromiseOutcome
  readonly status: 'probation' | 'active'
  readonly reopensOn: string
  readonly limit: number
  /** The last day on which it can be kept. */
  readonly expires: string
  readonly endedOn?: string
  /** Index of the step that was not kept. */
  readonly brokenStep?: number
}

/** Money in minor units of the line's currency, days `YYYY-MM-DD`. */
export interface Decision {
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
  readonly override?: OverrideInForce
  readonly promise?: PromiseShown
  readonly ignored?: readonly IgnoredApproval[]
  readonly nextReviewOn: string
  readonly unmet: readonly ExplainedCondition[]
  readonly policy: DocumentRef
  readonly scorecard: DocumentRef
  readonly engine: string
}

/** What a visited day came to. */
export function decisionOf(rulebook: Rulebook, today: LineDay): Decision {
  const { state, line, day, values } = today
  const { override } = state
  return {
    borrower: line.borrower,
    line: line.id,
    asOf: formatDay(day),
    status: state.status,
    since: formatDay(state.since),
    limit: today.limit,
    available: availableOf(state, today.limit, today.balance),
    balance: today.balance,
    score: values[COLUMN.score]!,
    segment: today.segment,
    phase: today.phase,
    reasons: reasonsOf(rulebook, today),
    scoreReasons: rulebook.scorecard.reasons(values),
    warnings: tasksOf(rulebook, today),
    ...(state.status === 'probation' && { step: state.step }),
    ...(override && {
      override: {
        proposal: override.proposal.id,
        approval: override.approval,
        status: override.proposal.data.status,
        ...(override.proposal.data.limit !== undefined && { limit: override.proposal.data.limit }),
        until: formatDay(override.until),
      },
    }),
    ...(state.promise && { promise: shownPromise(state.promise) }),
    ...(today.ignored.length > 0 && { ignored: today.ignored }),
    nextReviewOn: formatDay(addDays(state.lastReviewOn, rulebook.policy.reviewDays[today.segment] ?? 0)),
    unmet: unmetOf(rulebook, today),
    policy: rulebook.policyRef,
    scorecard: rulebook.scorecardRef,
    engine: ENGINE_VERSION,
  }
}

function shownPromise({ event, outcome, endedOn, brokenStep }: LinePromise): PromiseShown {
  const { status, reopensOn, limit, expires } = event.data
  return {
    event: event.id,
    state: outcome,
    status,
    reopensOn,
    limit,
    expires,
    ...(endedOn !== null && { endedOn: formatDay(endedOn) }),
    ...(brokenStep !== null && { brokenStep }),
  }
}

function tasksOf(rulebook: Rulebook, { state, day }: LineDay): OpenTask[] {
  if (state.status === 'closed') return []
  const tasks: OpenTask[] = []
  for (let i = 0; i < state.warnings.length; i++) {
    const { dueOn } = state.warnings[i]!
    if (dueOn === null) continue
    const { id, kind } = rulebook.warnings[i]!.warning
    tasks.push({ warning: id, kind, dueOn: formatDay(dueOn), overdue: day > dueOn })
  }
  return tasks
}

function unmetOf(rulebook: Rulebook, today: LineDay): ExplainedCondition[] {
  const { state, values, verdict } = today
  if (verdict.severity >= SEVERITY.suspended) return []
  if (state.status === 'probation') return unmetMembers(state.variant!.ladder[state.step]!.members, today)
  if (state.status !== 'suspended') return []
  const { variant, members } = chooseVariant(rulebook, today.segment, today.phase)
  const actual = shownValue(values, 'days_suspended')
  const unmet = unmetMembers(members, today)
  if (actual === null || actual < variant.coolingOffDays) {
    unmet.unshift({ metric: 'days_suspended', op: 'gte', value: variant.coolingOffDays, actual })
  }
  return unmet
}

function unmetMembers(members: readonly CompiledMember[], { values }: LineDay): ExplainedCondition[] {
  const unmet: ExplainedCondition[] = []
  for (const { condition, holds } of members) if (!holds(values)) unmet.push(explainCondition(condition, values))
  return unmet
}
