/**
 * From the three questions of the drawer to entries that have not happened. What is not asked about goes on as it
 * was (R9): income and spending as the mean of the last complete months, a due a month as the last one, in
 * reported mode a statement a month.
 */
import type { Assumption } from '@tideline/engine'
import type { EventOf, EventType } from '@tideline/journal'
import type { Draft, LinePage } from '@tideline/runtime'
import { dayAfter, daysBetween } from '@tideline/ui/formats'
import { dayInMonth, lastDayOf, meanByMonth, monthAfter, monthsBetween } from './months.ts'

export interface Questions {
  /** Paid on the day that is decided for, minor units. */
  readonly payment: number
  /** Change of the monthly income in percent, −100 to +100. */
  readonly incomeChange: number
  readonly daysAhead: number
  readonly paysDues: boolean
}

export const NOTHING_ASKED: Questions = { payment: 0, incomeChange: 0, daysAhead: 0, paysDues: true }

export interface Suppositions {
  readonly until: string
  readonly drafts: readonly Draft[]
  readonly assumptions: readonly Assumption[]
}

/** A changed income shows in the mean of three complete months. */
const INCOME_MONTHS = 3

/** The mean monthly income; `null` without any on record. */
export function monthlyIncome(page: LinePage): number | null {
  return meanByMonth(recorded(page, 'income.observed').map(({ data }) => data), page.decision.asOf)
}

/** How far ahead a changed income has to be looked at: until the day after its third complete month. */
export function daysForIncome(asOf: string): number {
  return daysBetween(asOf, dayAfter(lastDayOf(monthAfter(asOf.slice(0, 7), INCOME_MONTHS - 1)), 1))
}

export function suppose(page: LinePage, questions: Questions, by: string): Suppositions {
  const { asOf } = page.decision
  const { line } = page.summary
  const until = dayAfter(asOf, questions.daysAhead)
  const draft = (type: EventType, on: string, data: Draft['data']): Draft => ({ type, on, by, data, ...(OF_THE_LINE.has(type) && { line }) })
  const drafts: Draft[] = questions.payment > 0 ? [draft('payment.received', asOf, { amount: questions.payment })] : []
  const assumptions: Assumption[] = [{ kind: 'no-new-draws' }, { kind: 'no-new-charges' }]
  const reports = recorded(page, 'statement.reported')
  if (reports.length > 0) goOnReporting()
  else goOnPaying()
  goOnEarning()
  return { until, drafts, assumptions }

  function goOnPaying(): void {
    let balance = page.decision.balance - questions.payment
    let left = questions.payment
    const pay = (due: number, dueOn: string): void => {
      const prepaid = Math.min(left, due)
      left -= prepaid
      const amount = Math.min(due - prepaid, Math.max(0, balance))
      // What is overdue already is paid by the question, not by the assumption.
      if (!questions.paysDues || dueOn < asOf || dueOn > until || amount <= 0) return
      drafts.push(draft('payment.received', dueOn, { amount }))
      balance -= amount
    }
    for (const due of page.dues) pay(due.unpaid, due.dueOn)
    const last = recorded(page, 'due.raised').reduce<EventOf<'due.raised'>['data'] | null>(
      (best, { data }) => (best === null || data.dueOn > best.dueOn ? data : best),
      null,
    )
    if (!last) return
    assumptions.push({ kind: 'dues', amount: last.amount, dayOfMonth: Number(last.dueOn.slice(8)) })
    for (let n = 1; ; n++) {
      const dueOn = dayInMonth(monthAfter(last.dueOn.slice(0, 7), n), last.dueOn)
      if (dueOn > until) break
      const amount = Math.min(last.amount, balance)
      if (dueOn <= asOf || amount <= 0) continue
      drafts.push(draft('due.raised', dueOn, { dueOn, amount }))
      pay(amount, dueOn)
    }
  }

  function goOnReporting(): void {
    const last = reports.reduce((best, report) => (report.on >= best.on ? report : best))
    assumptions.push({ kind: 'reports', dayOfMonth: Number(last.on.slice(8)) })
    const balance = Math.max(0, page.decision.balance - questions.payment)
    let paid = questions.payment
    for (let n = 1; ; n++) {
      const on = dayInMonth(monthAfter(last.on.slice(0, 7), n), last.on)
      if (on > until) break
      if (on <= asOf) continue
      const overdue = questions.paysDues || balance === 0 ? 0 : last.data.daysPastDue + daysBetween(last.on, on)
      drafts.push(draft('statement.reported', on, { balance, paid, daysPastDue: overdue }))
      paid = 0
    }
  }

  function goOnEarning(): void {
    const months = monthsBetween(asOf.slice(0, 7), until)
    const goOn = (type: 'income.observed' | 'spending.observed', monthly: number, data: object, known: readonly { month: string }[]): void => {
      for (const month of months) {
        if (!known.some((each) => each.month === month)) drafts.push(draft(type, lastDayOf(month), { month, amount: monthly, ...data }))
      }
    }
    const mean = monthlyIncome(page)
    if (mean !== null) {
      const monthly = Math.max(0, Math.round(mean * (1 + questions.incomeChange / 100)))
      assumptions.push({ kind: 'income', monthly })
      goOn('income.observed', monthly, {}, recorded(page, 'income.observed').map(({ data }) => data))
    }
    for (const category of ['essential', 'discretionary'] as const) {
      const own = recorded(page, 'spending.observed').flatMap(({ data }) => (data.category === category ? [data] : []))
      const monthly = meanByMonth(own, asOf)
      if (monthly === null) continue
      assumptions.push({ kind: 'spending', category, monthly })
      goOn('spending.observed', monthly, { category }, own)
    }
  }
}

/** What is earned and spent concerns the borrower, not one line. */
const OF_THE_LINE: ReadonlySet<EventType> = new Set(['payment.received', 'due.raised', 'statement.reported'])

/** The events of a type that stand, up to the day that is decided for. */
function recorded<T extends EventType>(page: LinePage, type: T): EventOf<T>[] {
  return page.journal.flatMap(({ event, reversedBy }) =>
    event.type === type && reversedBy === undefined && event.on <= page.decision.asOf ? [event as EventOf<T>] : [],
  )
}
