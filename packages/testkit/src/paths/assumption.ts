/**
 * What is to come for a line by the assumptions of a path (R9, R10), written from the contract alone: what the
 * borrower does is given as acts, all else goes on as it did. The engine lays its paths out by itself.
 */
import type { EventData, EventType, JournalEvent, KnownEvent } from '@tideline/journal'
import { addMonths, dayText, lastDayOf, monthOf, monthOfText, monthText } from '../reference/days.ts'
import { ledgerOn, type LedgerTerms } from '../reference/ledger.ts'
import { eventsOf, lineLogs, type LineLog } from '../reference/log.ts'

/** How a due or a report to come is met; days are day numbers. */
export type Meeting = 'on-time' | 'never' | { readonly on: number }

/** What the borrower does. */
export interface Acts {
  /** Payments of an amount; on the line itself if none is named. */
  readonly payments: readonly { readonly on: number; readonly amount: number; readonly line?: string }[]
  /** How the dues of a day are met: what is unpaid of them is paid. Asked for each, and for each report. */
  readonly meets: (dueOn: number) => Meeting
  readonly incomes: readonly { readonly on: number; readonly month: number; readonly amount: number }[]
  /** Other events as they are: bureau and covenant reports. */
  readonly others: readonly { readonly type: EventType; readonly on: number; readonly data: unknown; readonly line: boolean }[]
}

export interface Scene {
  readonly log: LineLog
  /** The borrower's other lines that are open on the day. */
  readonly others: readonly LineLog[]
  readonly terms: LedgerTerms
  /** The day number from which the path starts. */
  readonly day: number
}

export function sceneOf(events: readonly JournalEvent[], line: string, terms: LedgerTerms, day: number): Scene {
  const logs = lineLogs(events)
  const log = logs.get(line)
  if (log === undefined) throw new Error(`no line ${line}`)
  const others = [...logs.values()].filter(
    (other) => other.borrower === log.borrower && other.id !== line && eventsOf(other, 'line.closed', day).length === 0,
  )
  return { log, others, terms, day }
}

interface OpenDue {
  readonly dueOn: number
  unpaid: number
}

/** Every event from the day on up to `until`, acts and assumptions. */
export function layOut(scene: Scene, acts: Acts, until: number): KnownEvent[] {
  const events: KnownEvent[] = []
  const add = <T extends EventType>(type: T, on: number, data: EventData[T], line: string | null): void => {
    const { borrower } = scene.log
    const id = `assumed-${events.length}`
    const at = `${dayText(on)}T23:59:58Z`
    events.push({ id, type, borrower, ...(line === null ? {} : { line }), on: dayText(on), at, by: 'assumed', data } as KnownEvent)
  }
  const own = scene.log.id
  const ledger = ledgerOn(scene.log, scene.day, scene.terms)
  for (const payment of acts.payments) {
    if (payment.on <= until) add('payment.received', payment.on, { amount: payment.amount }, payment.line ?? own)
  }
  const ownPayments = acts.payments.filter(({ line }) => line === undefined || line === own)
  if (ledger.reportedMode) layOutReports(scene, acts, ownPayments, until, add)
  else layOutDues(scene, acts, ownPayments, until, add)
  layOutMonths(scene, acts, until, add)
  for (const { type, on, data, line } of acts.others) if (on <= until) add(type, on, data as never, line ? own : null)
  return events
}

type Add = <T extends EventType>(type: T, on: number, data: EventData[T], line: string | null) => void
type Payments = Acts['payments']

function layOutDues({ log, terms, day }: Scene, { meets }: Acts, payments: Payments, until: number, add: Add): void {
  const ledger = ledgerOn(log, day, terms)
  const open: OpenDue[] = ledger.dues
    .filter((due) => due.paid < due.amount)
    .map((due) => ({ dueOn: due.dueOn, unpaid: due.amount - due.paid }))
    .sort((a, b) => a.dueOn - b.dueOn)
  const received = eventsOf(log, 'payment.received', day).reduce((sum, { event }) => sum + event.data.amount, 0)
  let prepaid = Math.max(0, received - ledger.dues.reduce((sum, due) => sum + due.paid, 0))
  let balance = ledger.balance
  const allocate = (amount: number): number => {
    let left = amount
    for (const due of open) {
      const part = Math.min(left, due.unpaid)
      due.unpaid -= part
      left -= part
    }
    return left
  }
  const pay = (amount: number): void => {
    balance -= amount
    prepaid += allocate(amount)
  }
  const last = ledger.dues.reduce<{ dueOn: number; amount: number } | null>(
    (latest, due) => (latest === null || due.dueOn >= latest.dueOn ? due : latest),
    null,
  )
  let month = 1
  const delayed: { on: number; due: OpenDue }[] = []
  const payDue = (due: OpenDue, on: number): void => {
    if (due.unpaid <= 0) return
    const amount = due.unpaid
    add('payment.received', on, { amount }, log.id)
    pay(amount)
  }
  for (let today = day; today <= until; today++) {
    if (last !== null && today > day) {
      while (addMonths(last.dueOn, month) < today) month++
      if (addMonths(last.dueOn, month) === today && balance > 0) {
        const amount = Math.min(last.amount, balance)
        add('due.raised', today, { dueOn: dayText(today), amount }, log.id)
        const due = { dueOn: today, unpaid: amount }
        open.push(due)
        prepaid = allocate(prepaid)
      }
    }
    for (const payment of payments) if (payment.on === today) pay(payment.amount)
    for (const { on, due } of delayed) if (on === today) payDue(due, on)
    for (const due of open.filter(({ dueOn }) => dueOn === today)) {
      const meeting = meets(today)
      if (meeting === 'on-time') payDue(due, today)
      else if (meeting !== 'never') delayed.push({ on: meeting.on, due })
    }
  }
}

function layOutReports({ log, terms, day }: Scene, { meets }: Acts, payments: Payments, until: number, add: Add): void {
  const last = eventsOf(log, 'statement.reported', day).at(-1)
  if (last === undefined) throw new Error('a line in reported mode has a report')
  // Within a day a report comes after the payments: those of later days count as paid since.
  const since = eventsOf(log, 'payment.received', day).filter((payment) => payment.day > last.day)
  let paid = since.reduce((sum, { event }) => sum + event.data.amount, 0)
  let { balance } = ledgerOn(log, day, terms)
  let before = { on: last.day, daysPastDue: last.event.data.daysPastDue }
  let month = 1
  for (let today = day; today <= until; today++) {
    for (const payment of payments) {
      if (payment.on !== today) continue
      balance -= payment.amount
      paid += payment.amount
    }
    while (addMonths(last.day, month) < today) month++
    if (today === day || addMonths(last.day, month) !== today) continue
    const meeting = balance <= 0 ? 'on-time' : meets(today)
    const counted = before.daysPastDue + (today - before.on)
    const daysPastDue = meeting === 'on-time' ? 0 : meeting === 'never' ? counted : meeting.on - today
    add('statement.reported', today, { balance, paid, daysPastDue }, log.id)
    before = { on: today, daysPastDue }
    paid = 0
  }
}

/** Income and spending of the months to come, by the mean of those of the last six that are known. */
function layOutMonths({ log, day }: Scene, { incomes }: Acts, until: number, add: Add): void {
  for (const { on, month, amount } of incomes) {
    if (on <= until) add('income.observed', on, { month: monthText(month), amount }, null)
  }
  const shown = new Set(incomes.map(({ month }) => month))
  const income = eventsOf(log, 'income.observed', day).map(({ event }) => event.data)
  goOn(income, day, until, (on, month, amount) => {
    if (!shown.has(month)) add('income.observed', on, { month: monthText(month), amount }, null)
  })
  for (const category of ['essential', 'discretionary'] as const) {
    const spending = eventsOf(log, 'spending.observed', day).map(({ event }) => event.data)
    goOn(spending.filter((data) => data.category === category), day, until, (on, month, amount) => {
      add('spending.observed', on, { month: monthText(month), category, amount }, null)
    })
  }
}

function goOn(
  known: readonly { readonly month: string; readonly amount: number }[],
  day: number,
  until: number,
  record: (on: number, month: number, amount: number) => void,
): void {
  const totals = new Map<number, number>()
  for (const { month, amount } of known) {
    const key = monthOfText(month)
    totals.set(key, (totals.get(key) ?? 0) + amount)
  }
  const recent = [6, 5, 4, 3, 2, 1].flatMap((ago) => totals.get(monthOf(day) - ago) ?? [])
  if (recent.length === 0) return
  const mean = Math.floor(recent.reduce((sum, amount) => sum + amount, 0) / recent.length + 0.5)
  for (let month = monthOf(day); lastDayOf(month) <= until; month++) {
    if (!totals.has(month)) record(lastDayOf(month), month, mean)
  }
}

