/** The decision of a day: one object, complete and explained (SPEC §7). */
import { addDays, formatDay, type Day } from '@tideline/journal'
import { COLUMN, shownValue } from '../metrics/vocabulary.ts'
import { compileCondition, explainCondition, membersOf, type Condition, type ExplainedCondition } from '../policy/condition.ts'
import type { Status, TaskKind } from '../policy/policy.ts'
import { SEVERITY, type DocumentRef, type Rulebook } from '../policy/rulebook.ts'
import type { LineDay } from '../replay/replay.ts'
import type { ScoreReason } from '../score/scorecard.ts'
import { availableOf } from '../status/limit.ts'
import { chooseVariant } from '../status/machine.ts'
import type { LinePromise, PromiseOutcome } from '../status/promise.ts'
import type { IgnoredApproval } from '../status/state.ts'

/** Goes into every decision; raised when the same log may decide otherwise. */
export const ENGINE_VERSION = 'tideline-engine@1'

export interface RuleReason {
  readonly code: string
  readonly layer: string
  readonly rule: string
  /** The day the rule began to fire. */
  readonly since: string
}

/** A reason that is a state, not a rule. */
export interface StateReason {
  readonly code: 'AWAITING_REOPENING' | 'WATCH_CLEARING' | 'PROBATION' | 'OVERRIDE' | 'LINE_CLOSED'
}

export type Reason = RuleReason | StateReason

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

/** Those of the rules firing, in policy order, then those that are states. */
export function reasonsOf(rulebook: Rulebook, { state, line, day, verdict }: LineDay): Reason[] {
  if (state.status === 'closed' && line.closedOn === day && verdict.severity !== SEVERITY.closed) return [{ code: 'LINE_CLOSED' }]
  const reasons: Reason[] = rulebook.rules.flatMap(({ rule, layer }, i) => {
    const since = state.firingSince[i] as Day | null
    return since === null ? [] : [{ code: rule.reason, layer, rule: rule.id, since: formatDay(since) }]
  })
  if (state.status === 'suspended' && verdict.severity < SEVERITY.suspended) reasons.push({ code: 'AWAITING_REOPENING' })
  if (state.status === 'watch' && verdict.severity < SEVERITY.watch) reasons.push({ code: 'WATCH_CLEARING' })
  if (state.status === 'probation') reasons.push({ code: 'PROBATION' })
  if (state.override) reasons.push({ code: 'OVERRIDE' })
  return reasons
}

function tasksOf(rulebook: Rulebook, { state, day }: LineDay): OpenTask[] {
  if (state.status === 'closed') return []
  return state.warnings.flatMap(({ dueOn }, i) => {
    const { warning } = rulebook.warnings[i]!
    return dueOn === null ? [] : [{ warning: warning.id, kind: warning.kind, dueOn: formatDay(dueOn), overdue: day > dueOn }]
  })
}

function unmetOf(rulebook: Rulebook, today: LineDay): ExplainedCondition[] {
  const { state, values, verdict } = today
  if (verdict.severity >= SEVERITY.suspended) return []
  if (state.status === 'probation') return unmetMembers(state.variant!.variant.ladder[state.step]!.when, today)
  if (state.status !== 'suspended') return []
  const { variant } = chooseVariant(rulebook, today.segment, today.phase)
  const actual = shownValue(values, 'days_suspended')
  const cooling: ExplainedCondition[] =
    actual !== null && actual >= variant.coolingOffDays
      ? []
      : [{ metric: 'days_suspended', op: 'gte', value: variant.coolingOffDays, actual }]
  return [...cooling, ...unmetMembers(variant.when, today)]
}

function unmetMembers(condition: Condition, { values }: LineDay): ExplainedCondition[] {
  return membersOf(condition)
    .filter((member) => !compileCondition(member)(values))
    .map((member) => explainCondition(member, values))
}
