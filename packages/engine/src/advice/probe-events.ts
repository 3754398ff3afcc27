/** The events of a probe's life: what it would do, as far as the line lets it. */
import {
  addDays,
  addMonths,
  formatDay,
  formatMonth,
  lastDayOf,
  monthOf,
  parseDay,
  type Day,
  type EventData,
  type EventType,
  type KnownEvent,
  type LineKind,
  type Phase,
} from '@tideline/journal'
import { spellOn, type Course } from './course.ts'
import { PROBE_MONTHS, SOUND, TROUBLE, type Behaviour, type MonthPlan } from './probe-lines.ts'

export const PROBE_OPENED = parseDay('2020-01-01')!
export const PROBE_ENDS = addDays(addMonths(PROBE_OPENED, PROBE_MONTHS), -1)
export const PROBE_LINE = 'probe'

export interface Probe {
  readonly behaviour: Behaviour
  readonly kind: LineKind
  readonly phase: Phase
  /** Minor units. */
  readonly limit: number
}

/** A due on the other line, in minor units. */
const ELSEWHERE = 1000

/** Days of a month on which things happen: reports and income, the due, its payment, the next draw. */
const REPORTS = 2
const RAISED = 5
const DUE = 20
const DRAWS = 25

const GOOD: MonthPlan = {
  paysAfter: -2,
  clears: 0,
  uses: 0.5,
  repays: false,
  income: 1,
  spending: 0.55,
  silent: false,
  flags: [],
  bureau: null,
  covenant: null,
  statement: null,
  restructured: false,
  promises: false,
  missesElsewhere: false,
}

/** What is to be done on a day; `rank` keeps the order of a day. */
interface Act {
  readonly day: Day
  readonly rank: number
  readonly run: (life: Life) => void
}

/**
 * The events of a life in the order of their days. `course` is how the line went with the events before: a
 * draw is made as far as the line of the day before lets it; without one, up to the approved limit.
 */
export function eventsOf(probe: Probe, course: Course | null): KnownEvent[] {
  const life = new Life(probe, course)
  const acts = Array.from({ length: PROBE_MONTHS }, (_, i) => actsOf(probe, i)).flat()
  acts.sort((a, b) => a.day - b.day || a.rank - b.rank)
  for (const { day, run } of acts) {
    if (day > PROBE_ENDS) break
    life.day = day
    run(life)
  }
  return life.events
}

class Life {
  readonly events: KnownEvent[] = []
  readonly probe: Probe
  readonly #course: Course | null
  readonly dues: { readonly month: number; unpaid: number }[] = []
  balance = 0
  day: Day = PROBE_OPENED

  constructor(probe: Probe, course: Course | null) {
    this.probe = probe
    this.#course = course
    this.record('line.opened', { kind: probe.kind, currency: 'CNY', limit: probe.limit })
    if (probe.phase !== 'steady') this.record('phase.set', { phase: probe.phase })
  }

  record<T extends EventType>(type: T, data: EventData[T], line = PROBE_LINE): void {
    const on = formatDay(this.day)
    const wide = type === 'phase.set'
    const personal = wide || type === 'income.observed' || type === 'spending.observed' || type === 'bureau.reported'
    const id = `${type}-${this.events.length}`
    const event = { id, type, on, at: `${on}T09:00:00Z`, by: 'probe', data, ...(!personal && { line }), ...(!wide && { borrower: 'probe' }) }
    this.events.push(event as unknown as KnownEvent)
  }

  /** What the line gave at the end of the day before. */
  get #open(): number {
    const spell = this.#course && spellOn(this.#course, addDays(this.day, -1))
    if (!spell) return this.probe.limit
    return spell.status === 'suspended' || spell.status === 'closed' ? 0 : spell.limit
  }

  draw(upTo: number): void {
    const amount = Math.floor(Math.min(upTo, this.#open)) - this.balance
    if (amount <= 0) return
    this.balance += amount
    this.record('draw.made', { amount })
  }

  raise(month: number, dueOn: Day, share: number): void {
    const amount = Math.min(this.balance, Math.floor(this.probe.limit * share))
    if (amount <= 0) return
    this.dues.push({ month, unpaid: amount })
    this.record('due.raised', { dueOn: formatDay(dueOn), amount })
  }

  /** Pays the unpaid dues that are asked for, the oldest first. */
  pay(which: (month: number) => boolean, most = this.dues.length): void {
    const dues = this.dues.filter(({ month, unpaid }) => unpaid > 0 && which(month)).slice(0, most)
    const amount = dues.reduce((sum, { unpaid }) => sum + unpaid, 0)
    for (const due of dues) due.unpaid = 0
    this.receive(amount)
  }

  repay(): void {
    for (const due of this.dues) due.unpaid = 0
    this.receive(this.balance)
  }

  /** A month as another system reports it: a tenth of the limit paid, or nothing. */
  state(daysPastDue: number): void {
    const paid = daysPastDue === 0 ? Math.min(this.balance, Math.floor(this.probe.limit / 10)) : 0
    this.balance -= paid
    this.record('statement.reported', { balance: this.balance, paid, daysPastDue })
  }

  /** A due on a small term loan of the same borrower, opened with its first. */
  raiseElsewhere(dueOn: Day): void {
    if (!this.events.some(({ line }) => line === 'other')) {
      this.record('line.opened', { kind: 'instalment', currency: 'CNY', limit: 100 * ELSEWHERE }, 'other')
    }
    this.record('due.raised', { dueOn: formatDay(dueOn), amount: ELSEWHERE }, 'other')
  }

  receive(amount: number): void {
    if (amount <= 0) return
    this.balance -= amount
    this.record('payment.received', { amount })
  }
}

/** Part of the limit that a month's due asks for. */
const SHARE = { revolving: 0.1, instalment: 0.02, project: 0.01 } as const satisfies Record<LineKind, number>

function actsOf({ behaviour, kind, limit }: Probe, i: number): Act[] {
  const plan: MonthPlan = { ...GOOD, ...behaviour.month(i - TROUBLE) }
  const first = addMonths(PROBE_OPENED, i)
  const on = (dayOfMonth: number): Day => addDays(first, dayOfMonth - 1)
  const acts: Act[] = []
  const act = (day: Day, rank: number, run: (life: Life) => void): void => void acts.push({ day, rank, run })

  if (i === 0) act(first, 0, (life) => life.draw(limit * (kind === 'revolving' ? plan.uses : 0.98)))
  if (!plan.silent) act(on(REPORTS), 1, (life) => tell(life, plan, first, kind, i))
  if (plan.statement) {
    const { daysPastDue } = plan.statement
    act(on(DRAWS - 1), 2, (life) => life.state(daysPastDue))
  } else act(on(RAISED), 2, (life) => life.raise(i, on(DUE), SHARE[kind]))
  if (plan.promises) act(on(RAISED), 3, (life) => promise(life, limit))
  if (plan.paysAfter !== null) act(addDays(on(DUE), plan.paysAfter), 4, (life) => life.pay((month) => month === i))
  if (plan.clears > 0) act(on(DUE - 3), 5, (life) => life.pay((month) => month < i, plan.clears))
  if (plan.repays) act(on(DUE + 1), 6, (life) => life.repay())
  if (kind === 'revolving') act(on(DRAWS), 7, (life) => life.draw(limit * plan.uses))
  if (plan.missesElsewhere) {
    act(on(RAISED), 8, (life) => life.raiseElsewhere(on(DUE)))
    // Paid three months later, so that all of them are past due for a while.
    act(addDays(lastDayOf(monthOf(first)), 62), 9, (life) => life.record('payment.received', { amount: ELSEWHERE }, 'other'))
  }
  return acts
}

/** What is reported about the month before, and what is said of the person. */
function tell(life: Life, plan: MonthPlan, first: Day, kind: LineKind, i: number): void {
  const month = formatMonth(monthOf(addDays(first, -1)))
  const usual = Math.floor(life.probe.limit * 0.4)
  const spent = Math.floor((usual * plan.spending) / 2)
  if (kind !== 'project') {
    life.record('income.observed', { month, amount: Math.floor(usual * plan.income) })
    life.record('spending.observed', { month, category: 'essential', amount: spent })
    life.record('spending.observed', { month, category: 'discretionary', amount: spent })
    const bureau = plan.bureau ?? (i % 6 === 0 ? { score: 650, delinquentAccounts: 0, goodAccounts: 2, inquiries6m: 1 } : null)
    if (bureau) life.record('bureau.reported', bureau)
  } else if (i % 3 === 0 || plan.covenant) life.record('covenant.reported', plan.covenant ?? SOUND)
  for (const { raise, flag } of plan.flags) life.record(raise ? 'flag.raised' : 'flag.cleared', { flag })
  if (plan.restructured) life.record('line.restructured', { note: 'probe' })
}

function promise(life: Life, limit: number): void {
  const by = formatDay(addDays(life.day, 10))
  life.record('contact.made', { kind: 'call', outcome: 'promised', promise: { amount: Math.floor(limit / 5), by } })
}
