/** A plan laid out in days: what the borrower does, and what is assumed to come meanwhile, as events. */
import {
  addMonths,
  assert,
  formatDay,
  formatMonth,
  lastDayOf,
  monthOf,
  type Day,
  type EventData,
  type EventType,
  type KnownEvent,
  type Month,
} from '@tideline/journal'
import { covenantReport } from './covenant-levers.ts'
import type { Evidence } from './levers.ts'
import { monthly, type ComingDue, type DebtOutlook, type Outlook } from './outlook.ts'
import type { PathStep, StepAct } from './path.ts'

/** What a borrower might do. */
export interface Plan {
  /** Paid on the first day. */
  readonly payNow: number
  /** Whether coming dues are paid on their day, or reports kept without arrears. */
  readonly paysDues: boolean
  readonly evidence: readonly Evidence[]
  /** Keys of steps left out all the same. */
  readonly without: ReadonlySet<string>
  /** The one due, or report, that comes late. */
  readonly slip: { readonly dueOn: Day; readonly days: number } | null
}

/** A step with what tells it from others of its plan. */
export interface PlannedStep {
  readonly key: string
  readonly day: Day
  readonly pays: number
  readonly step: PathStep
}

export interface Schedule {
  /** Not in order. */
  readonly events: readonly KnownEvent[]
  readonly steps: readonly PlannedStep[]
}

/** Lays out a plan from the outlook's day to `to`. Pure arithmetic: what comes of it only a replay can say. */
export function scheduleOf(outlook: Outlook, plan: Plan, to: Day): Schedule {
  const pages = new Pages(outlook, plan)
  if (outlook.report) layOutReports(pages, outlook, plan, to)
  else layOutDues(pages, outlook, plan, to)
  layOutIncome(pages, outlook, plan, to)
  for (const evidence of plan.evidence) {
    if (evidence.kind === 'bureau') layOutBureau(pages, outlook, evidence, to)
    else if (evidence.kind === 'other-lines') layOutOtherLines(pages, outlook, to)
    else if (evidence.kind === 'covenant') layOutCovenants(pages, outlook, evidence, to)
  }
  return pages
}

/** Collects events and the steps that they are. */
class Pages implements Schedule {
  readonly events: KnownEvent[] = []
  readonly steps: PlannedStep[] = []
  readonly #outlook: Outlook
  readonly #without: ReadonlySet<string>

  constructor(outlook: Outlook, plan: Plan) {
    this.#outlook = outlook
    this.#without = plan.without
  }

  leavesOut(key: string): boolean {
    return this.#without.has(key)
  }

  /** An event of the line, of another line, or of the borrower (`null`); gives its id. */
  add<T extends EventType>(type: T, on: Day, data: EventData[T], line: string | null = this.#outlook.line.id): string {
    const { borrower } = this.#outlook.line
    const id = `path-${formatDay(this.#outlook.day)}-${this.events.length + 1}`
    const envelope = { id, type, borrower, ...(line !== null && { line }), on: formatDay(on), at: `${formatDay(on)}T23:59:59Z`, by: 'path', data }
    this.events.push(envelope as KnownEvent)
    return id
  }

  step(key: string, day: Day, pays: number, act: StepAct, event: string): void {
    this.steps.push({ key, day, pays, step: { ...act, on: formatDay(day), event } })
  }

  /** A payment that is a step, unless the plan leaves it out; `true` if it is made. */
  pay(key: string, day: Day, amount: number, act: StepAct, line?: string): boolean {
    if (amount <= 0 || this.leavesOut(key)) return false
    this.step(key, day, amount, act, this.add('payment.received', day, { amount }, line))
    return true
  }
}

/** What is owed as it moves along a plan: balance and unpaid dues, payments allocated as L2 says. */
class Debt {
  balance: number
  #prepaid: number
  readonly #open: { due: ComingDue; unpaid: number }[]

  constructor({ balance, prepaid, open }: DebtOutlook) {
    this.balance = balance
    this.#prepaid = prepaid
    this.#open = open.map((due) => ({ due, unpaid: due.unpaid }))
  }

  pay(amount: number): void {
    this.balance -= amount
    this.#prepaid += this.#allocate(amount)
  }

  raise(due: ComingDue): void {
    let at = this.#open.length
    while (at > 0 && this.#open[at - 1]!.due.dueOn > due.dueOn) at--
    this.#open.splice(at, 0, { due, unpaid: due.unpaid })
    this.#prepaid = this.#allocate(this.#prepaid)
  }

  unpaid(due: ComingDue): number {
    return this.#open.find((open) => open.due === due)?.unpaid ?? 0
  }

  /** Unpaid on dues of days before `day`. */
  arrears(day: Day): number {
    return this.#open.reduce((sum, { due, unpaid }) => sum + (due.dueOn < day ? unpaid : 0), 0)
  }

  #allocate(amount: number): number {
    let left = amount
    for (const open of this.#open) {
      const part = Math.min(left, open.unpaid)
      open.unpaid -= part
      left -= part
    }
    return left
  }
}

function payNow(pages: Pages, debt: Debt, { day }: Outlook, amount: number): void {
  const arrears = Math.min(amount, debt.arrears(day))
  if (pages.pay('arrears', day, arrears, { kind: 'pay-arrears', amount: arrears })) debt.pay(arrears)
  const down = amount - arrears
  if (pages.pay('down', day, down, { kind: 'pay-down', amount: down, balance: debt.balance - down })) debt.pay(down)
}

function layOutDues(pages: Pages, outlook: Outlook, plan: Plan, to: Day): void {
  const { day, open, raisedLater, pattern } = outlook
  const debt = new Debt(outlook)
  payNow(pages, debt, outlook, plan.payNow)
  const late: { due: ComingDue; on: Day }[] = []
  const payDue = (due: ComingDue, on: Day): void => {
    const amount = debt.unpaid(due)
    const act: StepAct = { kind: 'pay-due', amount, dueOn: formatDay(due.dueOn), ...(due.id !== null && { due: due.id }) }
    if (pages.pay(keyOf(due), on, amount, act)) debt.pay(amount)
  }
  const payLate = (upTo: Day): void => {
    while (late[0] && late[0].on <= upTo) {
      const { due, on } = late.shift()!
      payDue(due, on)
    }
  }
  const meet = (due: ComingDue): void => {
    if (!plan.paysDues) return
    if (plan.slip?.dueOn === due.dueOn) late.push({ due, on: (due.dueOn + plan.slip.days) as Day })
    else payDue(due, due.dueOn)
  }
  const known = [...open.filter(({ dueOn }) => dueOn >= day), ...raisedLater].sort((a, b) => a.dueOn - b.dueOn)
  for (const due of known) {
    if (due.dueOn > to) break
    payLate(due.dueOn)
    if ('raisedOn' in due) debt.raise(due)
    meet(due)
  }
  for (const dueOn of pattern ? monthly(pattern.dueOn, 1, day, to) : []) {
    payLate(dueOn)
    if (debt.balance <= 0) break
    const amount = Math.min(pattern!.amount, debt.balance)
    const due: ComingDue = { id: null, dueOn, amount, unpaid: amount }
    pages.add('due.raised', dueOn, { dueOn: formatDay(dueOn), amount })
    debt.raise(due)
    meet(due)
  }
  payLate(to)
}

function keyOf(due: ComingDue): string {
  return `due:${due.dueOn}:${due.id ?? ''}`
}

/** Whether a key is that of a coming due, or of a report to keep clean. */
export function isDueKey(key: string): boolean {
  return key.startsWith('due:') || key.startsWith('report:')
}

/** Reported mode: one report a month; what is owed in between only the statement knows. */
function layOutReports(pages: Pages, outlook: Outlook, plan: Plan, to: Day): void {
  const debt = new Debt(outlook)
  const { report, day } = outlook
  assert(report !== null, 'only a line in reported mode has reports to come')
  payNow(pages, debt, outlook, plan.payNow)
  let paid = report.paidSince + (outlook.balance - debt.balance)
  let before = { on: report.on, daysPastDue: report.data.daysPastDue }
  monthly(report.on, 1, day, to).forEach((on, i) => {
    const key = `report:${i + 1}`
    const kept = plan.paysDues && !pages.leavesOut(key)
    const slips = plan.slip?.dueOn === on
    const daysPastDue = debt.balance <= 0 ? 0 : slips ? plan.slip.days : kept ? 0 : before.daysPastDue + (on - before.on)
    const event = pages.add('statement.reported', on, { balance: debt.balance, paid, daysPastDue })
    if (kept && debt.balance > 0) pages.step(key, on, 0, { kind: 'keep-current' }, event)
    before = { on, daysPastDue }
    paid = 0
  })
}

/** Income and spending go on as they did, or as the plan shows them. */
function layOutIncome(pages: Pages, outlook: Outlook, plan: Plan, to: Day): void {
  const shown = plan.evidence.find((evidence) => evidence.kind === 'income')
  const show = (month: Month, on: Day): boolean => {
    const key = `income:${month}`
    if (!shown || pages.leavesOut(key)) return false
    const data = { month: formatMonth(month), amount: shown.monthly }
    pages.step(key, on, 0, { kind: 'show-income', ...data }, pages.add('income.observed', on, data, null))
    return true
  }
  for (const month of shown ? outlook.monthsWithoutIncome : []) show(month, outlook.day)
  const { income } = outlook
  const months = income?.months ?? (shown ? monthsFrom(outlook.day, to) : [])
  for (const month of months) {
    const on = lastDayOf(month)
    if (on > to) break
    if (!show(month, on) && income) pages.add('income.observed', on, { month: formatMonth(month), amount: income.monthly }, null)
  }
  for (const { category, monthly: amount, months: open } of outlook.spending) {
    for (const month of open) {
      if (lastDayOf(month) > to) break
      pages.add('spending.observed', lastDayOf(month), { month: formatMonth(month), category, amount }, null)
    }
  }
}

function monthsFrom(day: Day, to: Day): Month[] {
  const months: Month[] = []
  for (let month = monthOf(day); lastDayOf(month) <= to; month = (month + 1) as Month) months.push(month)
  return months
}

/** What happens with other lenders is reported a month from now at the soonest. */
function layOutBureau(pages: Pages, { day, bureau }: Outlook, evidence: Evidence & { kind: 'bureau' }, to: Day): void {
  const on = addMonths(day, 1)
  const last = bureau ?? { delinquentAccounts: 0, goodAccounts: 0, inquiries6m: 0 }
  const good = pages.leavesOut('bureau:good') ? null : evidence.goodAccounts
  const clear = pages.leavesOut('bureau:clear') ? null : evidence.delinquentAccounts
  if (on > to || (good === null && clear === null)) return
  const data = { delinquentAccounts: clear ?? last.delinquentAccounts, goodAccounts: good ?? last.goodAccounts, inquiries6m: last.inquiries6m }
  const event = pages.add('bureau.reported', on, data, null)
  if (clear !== null) pages.step('bureau:clear', on, 0, { kind: 'clear-elsewhere', delinquentAccounts: clear }, event)
  if (good !== null) pages.step('bureau:good', on, 0, { kind: 'good-account', goodAccounts: good }, event)
}

/** The borrower's other lines: their arrears now, the dues raised on them on their days. */
function layOutOtherLines(pages: Pages, { day, others }: Outlook, to: Day): void {
  for (const other of others) {
    const line = other.line.id
    const debt = new Debt(other)
    const pay = (key: string, on: Day, amount: number): void => {
      if (pages.pay(key, on, amount, { kind: 'pay-other-line', line, amount }, line)) debt.pay(amount)
    }
    // What is past due on a line in reported mode only its statement knows; owing nothing, nothing is.
    pay(`other:${line}`, day, other.report ? Math.max(0, debt.balance) : debt.arrears(day))
    for (const due of [...other.open, ...other.raisedLater]) {
      if (due.dueOn < day || due.dueOn > to) continue
      if ('raisedOn' in due) debt.raise(due)
      pay(`other:${line}:${due.dueOn}:${due.id ?? ''}`, due.dueOn, debt.unpaid(due))
    }
  }
}

function layOutCovenants(pages: Pages, { day, covenant }: Outlook, evidence: Evidence & { kind: 'covenant' }, to: Day): void {
  if (!covenant) return
  monthly(covenant.on, covenant.everyMonths, day, to).forEach((on, i) => {
    const key = `covenant:${i + 1}`
    if (pages.leavesOut(key)) return
    const event = pages.add('covenant.reported', on, covenantReport(evidence.targets, covenant.figures))
    pages.step(key, on, 0, { kind: 'reach-covenant', figures: evidence.targets, report: i + 1 }, event)
  })
}
