/** Promises: what becomes of a path that was issued to the borrower, Q1 to Q9. */
import type { EventOf, PromisedStep } from '@tideline/journal'
import { holds, type MetricReader } from './conditions.ts'
import { dayOf, dayText, monthOfText } from './days.ts'
import type { DayView, Firing, IssuedPromise } from './day.ts'
import { eventsOf } from './log.ts'
import { METRIC_NAMES } from './metrics.ts'
import type { PolicyJson, PromiseShown, PromiseState } from './shapes.ts'

/** Rules are named by layer and id: two layers may use one id. */
export const nameOf = ({ layer, rule }: Pick<Firing, 'layer' | 'rule'>): string => `${layer}/${rule}`

/** The rules that count in a verdict and cut the limit: all that fire and are not forgiven (Q5). */
export function counting(firing: readonly Firing[], forgiven: readonly string[]): readonly Firing[] {
  return firing.filter((rule) => !forgiven.includes(nameOf(rule)))
}

/** Q5: what is forgiven when a promise is kept. */
export function forgivable(policy: PolicyJson, firing: readonly Firing[]): string[] {
  return firing.filter(({ layer }) => !policy.overrides.neverAgainst.includes(layer)).map(nameOf)
}

export function ended(promise: IssuedPromise, state: PromiseState, on: number, brokenStep?: number): IssuedPromise {
  return { ...promise, state, endedOn: on, ...(brokenStep === undefined ? {} : { brokenStep }) }
}

/** The promise of the day before with what this day, short of fulfilling it, does to it: P6, Q2, Q3, Q7. */
export function standingToday(
  view: DayView,
  before: IssuedPromise | null,
  closing: boolean,
  read: MetricReader,
): IssuedPromise | null {
  if (before === null || before.state !== 'running') return before
  if (view.day > dayOf(before.event.data.expires)) return ended(before, 'expired', view.day)
  if (closing) return ended(before, 'closed', view.day)
  // A promise that stands here was issued on an earlier day, so any draw of today is a later one.
  if (eventsOf(view.log, 'draw.made', view.day).some(({ day }) => day === view.day)) {
    return ended(before, 'drawn', view.day)
  }
  return judged(view, before, read)
}

/** Q1: the promise that begins this day, the last of several, its steps of the day judged; null if none does. */
export function begunToday(view: DayView, closing: boolean, read: MetricReader): IssuedPromise | null {
  const issued = eventsOf(view.log, 'path.issued', view.day).findLast(({ day }) => day === view.day)
  if (closing || issued === undefined) return null
  return judged(view, { event: issued.event, issuedOn: issued.day, state: 'running' }, read)
}

/** Q4, without what overrides have to say: whether this is a day on which the promise may be fulfilled. */
export function mayBeFulfilled(promise: IssuedPromise | null, day: number): boolean {
  if (promise === null || promise.state !== 'running' || day <= promise.issuedOn) return false
  return day >= dayOf(promise.event.data.reopensOn) && day <= dayOf(promise.event.data.expires)
}

/** Q3: broken by the first step of the day that is not kept. */
function judged(view: DayView, promise: IssuedPromise, read: MetricReader): IssuedPromise {
  const { steps } = promise.event.data
  const failed = steps.findIndex((step) => dayOf(step.by) === view.day && !isKept(view, promise, step, read))
  return failed === -1 ? promise : ended(promise, 'broken', view.day, failed)
}

/** Q2, at the end of the step's day. */
function isKept(view: DayView, promise: IssuedPromise, step: PromisedStep, read: MetricReader): boolean {
  switch (step.kind) {
    case 'payment': {
      const asked = askedBy(promise.event, view.day)
      const thousandths = BigInt(Math.round(view.policy.dueTolerance * 1000))
      return paidSince(view, promise.issuedOn) >= asked - (asked * thousandths) / 1000n
    }
    case 'income': {
      const ofMonth = eventsOf(view.log, 'income.observed', view.day).filter(
        ({ event }) => monthOfText(event.data.month) === monthOfText(step.month),
      )
      return total(ofMonth.map(({ event }) => event.data.amount)) >= BigInt(step.amount)
    }
    case 'metric': {
      if (!METRIC_NAMES.includes(step.metric)) return false
      return holds({ metric: step.metric, op: step.op, value: step.value }, read)
    }
  }
}

/** What all payment steps up to a day come to. */
function askedBy(event: EventOf<'path.issued'>, day: number): bigint {
  return total(event.data.steps.flatMap((step) => (step.kind === 'payment' && dayOf(step.by) <= day ? step.amount : [])))
}

function paidSince(view: DayView, issuedOn: number): bigint {
  if (view.ledger.reportedMode) {
    const reports = eventsOf(view.log, 'statement.reported', view.day).filter(({ day }) => day > issuedOn)
    return total(reports.map(({ event }) => event.data.paid))
  }
  const payments = eventsOf(view.log, 'payment.received', view.day).filter(({ day }) => day >= issuedOn)
  return total(payments.map(({ event }) => event.data.amount))
}

function total(amounts: readonly number[]): bigint {
  return amounts.reduce((sum, amount) => sum + BigInt(amount), 0n)
}

/** Q8 */
export function shownPromise({ event, state, endedOn, brokenStep }: IssuedPromise): PromiseShown {
  const { status, reopensOn, limit, expires } = event.data
  return {
    event: event.id,
    state,
    status,
    reopensOn,
    limit,
    expires,
    ...(endedOn === undefined ? {} : { endedOn: dayText(endedOn) }),
    ...(brokenStep === undefined ? {} : { brokenStep }),
  }
}
