/** Paths issued as promises: most as a path would be told, some careless ones; kept, broken, drawn upon, outlived. */
import type { JournalEvent, KnownEvent, PromisedStep } from '@tideline/journal'
import { dayOf, dayText, monthOf, monthText } from '../reference/days.ts'
import type { LinePlan } from './borrower.ts'
import { SEGMENT_METRICS, valuesOf } from './metric-values.ts'

type Of<T extends KnownEvent['type']> = Extract<KnownEvent, { readonly type: T }>

const NAMED = { id: 'some-policy@1', sha256: '0'.repeat(64) }

/** After what else is recorded of the line, so that promises can rest on what really happens to it. */
export function recordPromises(plan: LinePlan): void {
  const { random, recorder, borrower, line, opening, end, limit, temper } = plan
  const concern = { borrower, line }
  for (let n = random.pick(temper === 'calm' ? [0, 0, 0, 1] : [0, 0, 1, 2, 3]); n > 0; n--) {
    const span = spanOf(plan)
    const data = {
      policy: NAMED,
      scorecard: NAMED,
      status: random.pick(['probation', 'probation', 'probation', 'active'] as const),
      reopensOn: dayText(span.reopensOn),
      limit: Math.floor(limit * random.pick([0, 0.25, 0.3, 0.5, 1, 2])),
      steps: stepsOf(plan, span),
      expires: dayText(span.reopensOn + random.pick([0, 0, 3, 30])),
    }
    const id = recorder.record('path.issued', span.on, concern, data)
    if (random.chance(0.15)) recorder.record('path.issued', span.on, concern, { ...data, limit, steps: [] })
    if (random.chance(0.1)) {
      const withdrawn = Math.min(end, span.on + random.pick([0, 5, 60]))
      recorder.record('event.reversed', withdrawn, concern, { event: id, reason: 'withdrawn' })
    }
  }
  if (temper === 'chaotic' && random.chance(0.2)) {
    const day = dayText(opening - 1)
    const early = { policy: NAMED, scorecard: NAMED, status: 'active' as const, reopensOn: day, limit, steps: [] }
    recorder.record('path.issued', opening - 1, concern, { ...early, expires: dayText(opening + 30) })
  }
}

interface Span {
  readonly on: number
  readonly reopensOn: number
}

/** Weeks after a due that was not paid, around an override or a closing, or on any day. */
function spanOf(plan: LinePlan): Span {
  const { random, opening, end } = plan
  const clipped = (day: number): number => Math.min(end, Math.max(opening, day))
  const missed = ofType(plan, 'due.raised').filter((due) => !isPaidWithin(plan, dayOf(due.data.dueOn), 30))
  const approvals = ofType(plan, 'override.approved')
  const closings = ofType(plan, 'line.closed')
  const length = random.pick([0, 1, 7, 30, 31, 61, 92])
  if (missed.length > 0 && random.chance(0.6)) {
    const on = clipped(dayOf(random.pick(missed).data.dueOn) + random.pick([30, 31, 35, 60, 75, 95]))
    return { on, reopensOn: on + length }
  }
  if (approvals.length > 0 && random.chance(0.5)) {
    const on = clipped(dayOf(random.pick(approvals).on) - random.pick([0, 1, 10]))
    return { on, reopensOn: on + random.pick([0, 2, 11]) }
  }
  if (closings.length > 0 && random.chance(0.7)) {
    const on = clipped(dayOf(random.pick(closings).on) - random.pick([0, 1, 20, -5]))
    return { on, reopensOn: on + random.pick([0, 20, 40]) }
  }
  const on = random.int(opening, end)
  return { on, reopensOn: on + length }
}

/** Payments by the days of the dues to come, or of what will really be paid; a figure to reach; income to show. */
function stepsOf(plan: LinePlan, span: Span): PromisedStep[] {
  const { random } = plan
  const steps: PromisedStep[] = []
  const by = (): string => dayText(random.int(span.on, span.reopensOn))
  const style = random.pick(['as paid', 'as paid', 'as paid', 'as due', 'none'] as const)
  if (style === 'as due') {
    for (const { data } of ofType(plan, 'due.raised')) {
      const day = dayOf(data.dueOn)
      if (day < span.on || day > span.reopensOn || steps.length === 60) continue
      steps.push({ kind: 'payment', amount: data.amount, by: data.dueOn })
    }
  }
  if (style === 'as paid') {
    const until = dayOf(by())
    const payments = ofType(plan, 'payment.received').filter(({ on }) => dayOf(on) >= span.on && dayOf(on) <= until)
    const sum = payments.reduce((total, { data }) => total + data.amount, 0)
    const asked = Math.floor(sum * random.pick([0.5, 1, 1, 1, 1.004, 1.2]))
    if (asked > 0) steps.push({ kind: 'payment', amount: asked, by: dayText(until) })
  }
  if (random.chance(0.15)) steps.push(metricStep(plan, by()))
  if (random.chance(0.15)) {
    const shownBy = by()
    const month = monthText(monthOf(dayOf(shownBy)) - random.pick([0, 1, 1, 2]))
    steps.push({ kind: 'income', month, amount: random.pick([1, 20_000, 400_000]), by: shownBy })
  }
  return random.chance(0.2) ? steps.toReversed() : steps
}

function metricStep({ random }: LinePlan, by: string): PromisedStep {
  if (random.chance(0.4)) return { kind: 'metric', metric: 'days_past_due', op: 'lte', value: 30, by }
  const metric = random.chance(0.05) ? 'no_such_metric' : random.pick(SEGMENT_METRICS)
  const op = random.pick(['lt', 'lte', 'gt', 'gte', 'eq', 'ne'] as const)
  return { kind: 'metric', metric, op, value: random.pick(valuesOf(metric)), by }
}

function isPaidWithin(plan: LinePlan, dueOn: number, days: number): boolean {
  return ofType(plan, 'payment.received').some(({ on }) => dayOf(on) >= dueOn - 3 && dayOf(on) <= dueOn + days)
}

function ofType<T extends KnownEvent['type']>({ recorder, line }: LinePlan, type: T): Of<T>[] {
  return recorder.events.filter((event: JournalEvent): event is Of<T> => event.type === type && event.line === line)
}
