/** One day of the machine: from the status of the day before to that of the day (P6 to P12). */
import { holds, type MetricReader } from './conditions.ts'
import type { DayRecord, Firing, Override, Probation } from './day.ts'
import type { LineLog } from './log.ts'
import { approvalsOn, type ApprovalsOfDay } from './overrides.ts'
import { matches, verdictOf } from './rules.ts'
import type { PolicyJson, Status, VariantJson, Verdict } from './shapes.ts'

export interface Turn {
  readonly status: Status
  readonly since: number
  readonly probation: Probation | null
  readonly override: Override | null
  readonly approvals: ApprovalsOfDay
  /** What became of the promise that was to be fulfilled (Q4). */
  readonly fulfilled: 'kept' | 'stopped' | null
}

export interface TurnInput {
  readonly log: LineLog
  readonly policy: PolicyJson
  readonly day: number
  readonly segment: string
  readonly phase: string
  readonly firing: readonly Firing[]
  readonly verdict: Verdict
  readonly closing: boolean
  /** The status promised for today by a promise that may be fulfilled (Q4); null without one. */
  readonly promised: 'probation' | 'active' | null
  /** null on the day of opening. */
  readonly before: DayRecord | null
}

/** P9: the variant that matches the day. */
export function variantFor(policy: PolicyJson, segment: string, phase: string): VariantJson {
  const variant = policy.reopening.find((candidate) => matches(candidate, segment, phase))
  if (variant === undefined) throw new Error('the last reopening variant of a policy has no conditions')
  return variant
}

/** The day's status. Only one of the branches below is taken, so there is at most one change a day (P11). */
export function turn(input: TurnInput, read: MetricReader): Turn {
  const { log, policy, day, before } = input
  const hard = input.firing.filter(({ layer }) => policy.overrides.neverAgainst.includes(layer))
  const neverAgainst = verdictOf(hard) === 'suspended'
  const ladderIsEmpty = variantFor(policy, input.segment, input.phase).ladder.length === 0
  const approvals = approvalsOn(log, policy, day, {
    closing: input.closing,
    neverAgainst,
    alreadyApproved: before?.approvedProposals ?? [],
    ladderIsEmpty,
  })
  const was: Status = before?.status ?? 'active'
  const wasSince = before?.since ?? day
  const still = { override: null, approvals, fulfilled: null }
  const stay: Turn = { status: was, since: wasSince, probation: before?.probation ?? null, ...still }
  const to = (status: Status, probation: Probation | null = null): Turn => {
    return { status, since: status === was ? wasSince : day, probation, ...still }
  }
  const atFirstStep = (): Probation => {
    return { variant: variantFor(policy, input.segment, input.phase), step: 0, stepSince: day }
  }
  const reopened = (): Turn => (ladderIsEmpty ? to('active') : to('probation', atFirstStep())) // P26, P9

  /** Q4: in place of P7 to P10. */
  const fulfil = (promised: 'probation' | 'active'): Turn => {
    if (promised === 'active') return to('active')
    return was === 'suspended' ? reopened() : stay
  }

  if (input.closing) return to('closed') // P6

  const granted = approvals.effective.at(-1) // P12: a new one replaces one that runs
  if (granted !== undefined) {
    const probation = granted.shown.status === 'probation' ? atFirstStep() : null
    return { ...to(granted.shown.status, probation), override: granted }
  }
  const running = before?.override ?? null
  const fulfilled = input.promised !== null && neverAgainst ? 'stopped' : null
  if (running !== null && day <= running.lastDay) {
    return neverAgainst ? { ...to('suspended'), fulfilled } : { ...stay, override: running }
  }

  if (input.promised !== null && !neverAgainst) return { ...fulfil(input.promised), fulfilled: 'kept' }
  return { ...moved(input, read, { was, wasSince, stay, to, reopened }), fulfilled }
}

interface Moves {
  readonly was: Status
  readonly wasSince: number
  readonly stay: Turn
  readonly to: (status: Status, probation?: Probation | null) => Turn
  readonly reopened: () => Turn
}

/** P7 to P10 */
function moved({ policy, day, before, segment, phase, verdict }: TurnInput, read: MetricReader, moves: Moves): Turn {
  const { was, wasSince, stay, to, reopened } = moves
  switch (was) {
    case 'active':
      if (verdict === 'suspended') return to('suspended') // P7
      return verdict === 'watch' ? to('watch') : stay // P8
    case 'watch': {
      if (verdict === 'suspended') return to('suspended')
      const lastAdverse = verdict === 'none' ? (before?.lastAdverseDay ?? wasSince) : day
      const cleared = verdict === 'none' && day - Math.max(lastAdverse, wasSince) >= policy.watchClearDays
      return cleared ? to('active') : stay // P8
    }
    case 'suspended': {
      if (verdict === 'suspended') return stay
      const variant = variantFor(policy, segment, phase)
      const cooled = (read('days_suspended') ?? -1) >= variant.coolingOffDays
      return cooled && holds(variant.when, read) ? reopened() : stay // P9
    }
    case 'probation': {
      if (verdict === 'suspended') return to('suspended') // P7
      const now = before?.probation
      const step = now?.variant.ladder[now.step]
      if (!now || step === undefined) throw new Error('a line on probation stands on a step')
      if (verdict !== 'none' || !holds(step.when, read)) return stay
      const next = now.step + 1
      if (next >= now.variant.ladder.length) return to('active')
      return { ...stay, probation: { variant: now.variant, step: next, stepSince: day } } // P10
    }
    case 'closed':
      throw new Error('a closed line has no further turn')
  }
}
