/** A path issued to a borrower: how it is kept or ends, and what it forgives (Q rules of SPEC.md). */
import { scaleMinor, type Day, type EventOf, type KnownEvent, type PromisedStep } from '@tideline/journal'
import { dayOf, type BookLine } from '../book/book.ts'
import { NEVER } from '../ledger/ledger.ts'
import type { DueHistory } from '../metrics/due-history.ts'
import { metricValue, type MetricValues } from '../metrics/vocabulary.ts'
import { compare } from '../policy/comparison.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import type { LineState } from './state.ts'

export type PromiseOutcome = 'running' | 'kept' | 'broken' | 'drawn' | 'expired' | 'stopped' | 'closed'

/** The promise of a line that began last. */
export interface LinePromise {
  readonly event: EventOf<'path.issued'>
  readonly issuedOn: Day
  readonly reopensOn: Day
  readonly expires: Day
  /** The first draw after the day of issue, which ends it; `NEVER` without one. */
  readonly drawnOn: Day
  readonly outcome: PromiseOutcome
  readonly endedOn: Day | null
  /** Index of the step that was not kept. */
  readonly brokenStep: number | null
}

/** A day's metrics and the line they are of. */
export interface PromiseDay {
  readonly day: Day
  readonly line: BookLine
  readonly values: MetricValues
  readonly dues: DueHistory
}

/** Begins the promises among a day's events, at its end (Q1); the last stays. */
export function beginPromises(rulebook: Rulebook, state: LineState, events: readonly KnownEvent[], today: PromiseDay): void {
  for (const event of events) {
    if (event.type !== 'path.issued' || state.status === 'closed') continue
    const { day, line } = today
    const { reopensOn, expires } = event.data
    const draw = line.events.findIndex((other, i) => other.type === 'draw.made' && line.days[i]! > day)
    state.promise = {
      event,
      issuedOn: day,
      reopensOn: dayOf(reopensOn),
      expires: dayOf(expires),
      drawnOn: draw < 0 ? NEVER : line.days[draw]!,
      outcome: 'running',
      endedOn: null,
      brokenStep: null,
    }
    judgeSteps(rulebook, state, today)
  }
}

/** Ends a promise that expired, was drawn against or has a step not kept by its day (Q2, Q3, Q7). */
export function judgePromise(rulebook: Rulebook, state: LineState, today: PromiseDay): void {
  const { promise } = state
  if (promise?.outcome !== 'running') return
  if (today.day > promise.expires) endPromise(state, 'expired', today.day)
  else if (today.day >= promise.drawnOn) endPromise(state, 'drawn', today.day)
  else judgeSteps(rulebook, state, today)
}

export function endPromise(state: LineState, outcome: PromiseOutcome, day: Day, brokenStep: number | null = null): void {
  if (state.promise?.outcome === 'running') state.promise = { ...state.promise, outcome, endedOn: day, brokenStep }
}

/** Whether it is to be fulfilled on a day on which nothing stands against it (Q4). */
export function isPromiseDue({ promise }: LineState, day: Day): boolean {
  return promise?.outcome === 'running' && day > promise.issuedOn && day >= promise.reopensOn
}

/** Forgives what fires on the day a promise is kept, hard stops apart (Q5). */
export function forgive(rulebook: Rulebook, state: LineState): void {
  state.forgiven = rulebook.rules.map(({ neverAgainst }, i) => state.firingSince[i] !== null && !neverAgainst)
}

/** The next day after `day` on which the running promise is judged, due or over; Infinity without one. */
export function nextOfPromise({ promise }: LineState, day: Day): number {
  if (promise?.outcome !== 'running') return Infinity
  let next = Infinity
  const { reopensOn, expires, drawnOn, event } = promise
  for (const on of [reopensOn, expires + 1, drawnOn]) if (on > day) next = Math.min(next, on)
  for (const { by } of event.data.steps) if (dayOf(by) > day) next = Math.min(next, dayOf(by))
  return next
}

function judgeSteps(rulebook: Rulebook, state: LineState, today: PromiseDay): void {
  const promise = state.promise!
  const { steps } = promise.event.data
  const broken = steps.findIndex((step) => dayOf(step.by) === today.day && !isKept(rulebook, promise, step, today))
  if (broken >= 0) endPromise(state, 'broken', today.day, broken)
}

function isKept(rulebook: Rulebook, promise: LinePromise, step: PromisedStep, today: PromiseDay): boolean {
  switch (step.kind) {
    case 'payment': {
      const asked = askedBy(promise.event.data.steps, step.by)
      return paidSince(promise.issuedOn, today) >= asked - (scaleMinor(asked, rulebook.toleranceThousandths, 1) ?? 0)
    }
    case 'income':
      return incomeOf(step.month, today) >= step.amount
    case 'metric':
      return compare(valueOf(step.metric, today), step.op, step.value)
  }
}

/** The arrears are kept among the values only where a policy reads them. */
function valueOf(metric: string, { day, dues, values }: PromiseDay): number {
  return metric === 'arrears_amount' ? dues.arrearsAmount(day) : metricValue(values, metric)
}

/** What all payment steps up to a day ask for; beyond money (V1) it can't be paid. */
function askedBy(steps: readonly PromisedStep[], by: string): number {
  let asked = 0
  for (const step of steps) if (step.kind === 'payment' && step.by <= by) asked += step.amount
  return asked
}

function paidSince(issuedOn: Day, { day, line, dues }: PromiseDay): number {
  const reported = day >= dues.reportedFrom
  let paid = 0
  for (let i = 0; i < line.events.length; i++) {
    const event = line.events[i]!
    const on = line.days[i]!
    if (on > day) break
    if (!reported && event.type === 'payment.received' && on >= issuedOn) paid += event.data.amount
    if (reported && event.type === 'statement.reported' && on > issuedOn) paid += event.data.paid
  }
  return paid
}

function incomeOf(month: string, { day, line }: PromiseDay): number {
  let income = 0
  for (let i = 0; i < line.events.length && line.days[i]! <= day; i++) {
    const event = line.events[i]!
    if (event.type === 'income.observed' && event.data.month === month) income += event.data.amount
  }
  return income
}
