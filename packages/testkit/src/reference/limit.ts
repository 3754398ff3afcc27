/** The approved limit and the limit of the day, in integers: P13 and P14. */
import { holds, type MetricReader } from './conditions.ts'
import { addMonths, lastDayOf, monthOf } from './days.ts'
import type { Firing, Probation, State } from './day.ts'
import { eventsOf, type LineLog } from './log.ts'
import { matches } from './rules.ts'
import type { PolicyJson, Status } from './shapes.ts'

/** floor(amount × thousandths ÷ 1000 ÷ rounding) × rounding, exactly. */
export function scaled(amount: number, factor: number, rounding: number): number {
  const thousandths = BigInt(Math.round(factor * 1000))
  const step = BigInt(rounding)
  return Number((BigInt(amount) * thousandths) / 1000n / step * step)
}

/** What stands approved when the day's rules begin: yesterday's, or the opening's, with the day's `limit.set`. */
export function approvedBeforeRules(log: LineLog, day: number, yesterday: number | null): number {
  const set = eventsOf(log, 'limit.set', day).filter((dated) => dated.day === day)
  return set.at(-1)?.event.data.limit ?? yesterday ?? log.openingLimit
}

/**
 * P13: the approved limit, or the smallest of what the factors of the rules that count and of the step leave of it;
 * the step's part is held up to what was promised (Q6).
 */
export function limitOfDay(
  policy: PolicyJson,
  approved: number,
  counted: readonly Firing[],
  probation: Probation | null,
  promised: number | null,
): number {
  const part = (factor: number): number => scaled(approved, factor, policy.limitRounding)
  const parts = counted.flatMap(({ limitFactor }) => (limitFactor === null ? [] : part(limitFactor)))
  const step = probation?.variant.ladder[probation.step]
  if (step !== undefined) parts.push(Math.max(part(step.limitFactor), Math.min(promised ?? 0, approved)))
  return parts.length === 0 ? approved : Math.min(...parts)
}

export interface IncreaseCircumstances {
  readonly day: number
  readonly status: Status
  readonly segment: string
  readonly phase: string
  /** As the day would end without an increase. */
  readonly state: Pick<State, 'approved' | 'approvedChangedOn' | 'since'>
}

/** P14: the increase of the day, or null. */
export function increaseOn(
  log: LineLog,
  policy: PolicyJson,
  now: IncreaseCircumstances,
  read: MetricReader,
): { readonly id: string; readonly approved: number } | null {
  if (now.day !== lastDayOf(monthOf(now.day)) || now.status !== 'active') return null
  const increase = policy.increases.find((candidate) => matches(candidate, now.segment, now.phase))
  if (increase === undefined || !holds(increase.when, read)) return null
  const longAgo = (then: number): boolean => addMonths(then, increase.everyMonths) <= now.day
  const { approved, approvedChangedOn, since } = now.state
  if (!longAgo(log.openedOn) || !longAgo(since)) return null
  if (approvedChangedOn !== null && !longAgo(approvedChangedOn)) return null
  const raised = Math.min(
    scaled(approved, increase.factor, policy.limitRounding),
    scaled(log.openingLimit, increase.capOfOriginal, policy.limitRounding),
  )
  return raised > approved ? { id: increase.id, approved: raised } : null
}
