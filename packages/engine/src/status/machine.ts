/** The status machine of a day: closing, overrides, suspension, watch, reopening, ladder (P6 to P12). */
import { addDays, type Day, type EventOf, type Phase } from '@tideline/journal'
import { dayOf, type BookLine } from '../book/book.ts'
import type { DueHistory } from '../metrics/due-history.ts'
import { COLUMN, type MetricValues } from '../metrics/vocabulary.ts'
import type { Status } from '../policy/policy.ts'
import { SEVERITY, type CompiledVariant, type Rulebook } from '../policy/rulebook.ts'
import { endPromise, forgive, isPromiseDue, judgePromise } from './promise.ts'
import { verdictOf, type Verdict } from './rules.ts'
import type { IgnoredApproval, LineState } from './state.ts'

export interface DaySituation {
  readonly day: Day
  readonly segment: string
  readonly phase: Phase
  readonly values: MetricValues
  readonly verdict: Verdict
  readonly closedByEvent: boolean
  readonly approvals: readonly EventOf<'override.approved'>[]
  readonly line: BookLine
  readonly dues: DueHistory
}

export interface Moved {
  /** The approvals that had no effect. */
  readonly ignored: readonly IgnoredApproval[]
  /** That of the day, without what a promise kept on it forgives. */
  readonly verdict: Verdict
}

/** Moves the state to its status at the end of the day. */
export function moveStatus(rulebook: Rulebook, state: LineState, today: DaySituation): Moved {
  const { day, verdict } = today
  if (today.closedByEvent || verdict.severity === SEVERITY.closed) {
    state.override = null
    endPromise(state, state.promise && day > state.promise.expires ? 'expired' : 'closed', day)
    enter(state, 'closed', today)
    return { ignored: today.approvals.map((approval) => ({ event: approval.id, why: 'line-closed' })), verdict }
  }
  judgePromise(rulebook, state, today)
  if (state.override && day > state.override.until) state.override = null
  const stopped = verdict.neverAgainst === SEVERITY.suspended
  const ignored: IgnoredApproval[] = []
  let begun = false
  for (const approval of today.approvals) {
    const why = failureOf(rulebook, state, approval, today)
    if (why) ignored.push({ event: approval.id, why })
    else {
      begin(state, approval, rulebook.policy.overrides.maxDays, day)
      begun = true
    }
  }
  if (stopped) state.override = null
  if (begun) applyOverride(rulebook, state, today)
  else if (!state.override) {
    if (isPromiseDue(state, day) && !stopped) return { ignored, verdict: fulfilPromise(rulebook, state, today) }
    if (isPromiseDue(state, day)) endPromise(state, 'stopped', day)
    step(rulebook, state, today)
  }
  // Whoever becomes suspended is forgiven nothing, from that very day on (Q5).
  const suspendedToday = state.status === 'suspended' && state.since === day
  return { ignored, verdict: suspendedToday ? verdictOf(rulebook, state) : verdict }
}

/** The variant that P9 chooses on a day; the last of a checked policy matches always. */
export function chooseVariant(rulebook: Rulebook, segment: string, phase: Phase): CompiledVariant {
  const variant = rulebook.reopening.find((candidate) => candidate.matches(segment, phase))
  if (!variant) throw new Error('A checked policy has a reopening variant for every segment and phase')
  return variant
}

/** The first thing that an approval fails (P23). */
function failureOf(
  rulebook: Rulebook,
  state: LineState,
  approval: EventOf<'override.approved'>,
  { day, verdict, segment, phase }: DaySituation,
): IgnoredApproval['why'] | null {
  const proposal = state.proposals.get(approval.data.proposal)
  if (!proposal) return 'unknown-proposal'
  if (day > dayOf(proposal.data.until)) return 'after-until'
  if (proposal.by === approval.by) return 'same-person'
  if (state.approvedProposals.has(proposal.id)) return 'already-approved'
  if (verdict.neverAgainst === SEVERITY.suspended) return 'never-against'
  if (proposal.data.status === 'probation' && chooseVariant(rulebook, segment, phase).ladder.length === 0) return 'no-probation'
  return null
}

function begin(state: LineState, approval: EventOf<'override.approved'>, maxDays: number, day: Day): void {
  const proposal = state.proposals.get(approval.data.proposal)!
  const until = Math.min(dayOf(proposal.data.until), addDays(day, maxDays)) as Day
  state.approvedProposals.add(proposal.id)
  state.override = { proposal, approval: approval.id, until }
  if (proposal.data.limit !== undefined) state.approved = proposal.data.limit
}

function applyOverride(rulebook: Rulebook, state: LineState, today: DaySituation): void {
  const { status } = state.override!.proposal.data
  if (status === 'probation') {
    reopen(rulebook, state, today)
  } else enter(state, status, today)
}

/** Q4 to Q6: in place of P7 to P10. Gives the verdict without what is forgiven. */
function fulfilPromise(rulebook: Rulebook, state: LineState, today: DaySituation): Verdict {
  const { status, limit } = state.promise!.event.data
  endPromise(state, 'kept', today.day)
  forgive(rulebook, state)
  const verdict = verdictOf(rulebook, state)
  if (status === 'active') enter(state, 'active', today)
  else if (state.status === 'suspended') reopen(rulebook, state, { ...today, verdict })
  // After `reopen`: entering a probation drops what an earlier promise gave.
  state.promisedLimit = status === 'probation' && state.status === 'probation' ? Math.max(limit, state.promisedLimit ?? 0) : null
  return verdict
}

/** P7 to P10: at most one change of status a day (P11). */
function step(rulebook: Rulebook, state: LineState, today: DaySituation): void {
  const { day, verdict, values } = today
  switch (state.status) {
    case 'closed':
      return
    case 'suspended': {
      if (verdict.severity >= SEVERITY.suspended) return
      const chosen = chooseVariant(rulebook, today.segment, today.phase)
      // No condition is asked while the line has not yet been suspended at the end of a day (M2).
      if (values[COLUMN.days_suspended]! >= chosen.variant.coolingOffDays && chosen.when(values)) reopen(rulebook, state, today)
      return
    }
    default:
  }
  if (verdict.severity >= SEVERITY.suspended) {
    enter(state, 'suspended', today)
    return
  }
  if (state.status === 'active') {
    if (verdict.severity >= SEVERITY.watch) enter(state, 'watch', today)
  } else if (state.status === 'watch') {
    const quietSince = Math.max(state.lastVerdictOn ?? state.since, state.since)
    if (verdict.severity < SEVERITY.watch && day - quietSince >= rulebook.policy.watchClearDays) enter(state, 'active', today)
  } else if (verdict.severity < SEVERITY.watch && state.variant!.ladder[state.step]!.when(values)) {
    if (state.step + 1 === state.variant!.ladder.length) enter(state, 'active', today)
    else {
      state.step++
      state.stepSince = day
    }
  }
}

/** To the first step of the ladder, or where it has none (P26) to the end of it. */
function reopen(rulebook: Rulebook, state: LineState, today: DaySituation): void {
  const variant = chooseVariant(rulebook, today.segment, today.phase)
  if (variant.ladder.length === 0) {
    enter(state, 'active', today)
    return
  }
  enter(state, 'probation', today)
  state.variant = variant
  state.step = 0
  state.stepSince = today.day
}

/** `since` stays where the line already had the status. */
function enter(state: LineState, status: Status, { day, values }: DaySituation): void {
  if (state.status === status) return
  state.promisedLimit = null
  if (status === 'suspended') {
    state.forgiven.fill(false)
    state.suspensions.push(day)
    state.scoreAtSuspension = values[COLUMN.score]!
    state.goodAccountsAtSuspension = values[COLUMN.bureau_good_accounts]!
  }
  state.status = status
  state.since = day
}
