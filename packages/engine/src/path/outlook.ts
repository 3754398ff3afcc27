/** What is to come for a line if nobody does anything: the assumptions of a path (R9). */
import { addMonths, lastDayOf, monthOf, parseMonth, type Day, type EventData, type KnownEvent, type Month } from '@tideline/journal'
import { dayOf, type Book, type BookLine } from '../book/book.ts'
import { buildLedger, NEVER, type LedgerTerms } from '../ledger/ledger.ts'
import type { Assumption } from './path.ts'

/** A due still to be paid, raised or assumed. */
export interface ComingDue {
  readonly id: string | null
  readonly dueOn: Day
  readonly amount: number
  readonly unpaid: number
}

/** What a line owes on a day, and how it is to go on. */
export interface DebtOutlook {
  readonly line: BookLine
  readonly balance: number
  /** Paid ahead, for dues not yet raised (L2). */
  readonly prepaid: number
  /** Unpaid dues raised by the day, in the order in which payments reach them. */
  readonly open: readonly ComingDue[]
  /** Dues that the log raises on later days. */
  readonly raisedLater: readonly (ComingDue & { readonly raisedOn: Day })[]
  /** The last due, which those assumed repeat month by month; `null` without one, and in reported mode. */
  readonly pattern: { readonly dueOn: Day; readonly amount: number } | null
  /** Reported mode: the last report. */
  readonly report: { readonly on: Day; readonly data: EventData['statement.reported']; readonly paidSince: number } | null
}

export interface Outlook extends DebtOutlook {
  readonly day: Day
  readonly horizon: Day
  /** The borrower's other open lines. */
  readonly others: readonly DebtOutlook[]
  /** Months to come without income or spending recorded yet. */
  readonly income: { readonly monthly: number; readonly months: readonly Month[] } | null
  readonly spending: readonly { readonly category: 'essential' | 'discretionary'; readonly monthly: number; readonly months: readonly Month[] }[]
  /** Mean monthly incomes of 3 and of 12 months, the latest and those before them: what changes are measured by. */
  readonly meansBefore: readonly number[]
  /** The highest monthly income of the last 12 complete months; `null` where none is recorded. */
  readonly bestIncome: number | null
  /** Complete months of the last six without income recorded. */
  readonly monthsWithoutIncome: readonly Month[]
  readonly bureau: EventData['bureau.reported'] | null
  readonly covenant: { readonly on: Day; readonly everyMonths: number; readonly figures: EventData['covenant.reported'] } | null
}

/** Months over which a mean is taken. */
const MEAN_MONTHS = 6
const QUARTER = 3

export function outlookOf(book: Book, line: BookLine, day: Day, horizon: Day, terms: LedgerTerms): Outlook {
  const others = book.linesOf(line.borrower).filter((other) => other !== line && isOpen(other, day))
  const known = line.events.filter((_, i) => line.days[i]! <= day)
  return {
    ...debtOf(line, day, terms),
    day,
    horizon,
    others: others.map((other) => debtOf(other, day, terms)),
    ...incomeOf(known, day, horizon),
    bureau: known.findLast((event) => event.type === 'bureau.reported')?.data ?? null,
    covenant: covenantOf(known),
  }
}

export function assumptionsOf(outlook: Outlook): Assumption[] {
  const { income, spending, pattern, report, covenant } = outlook
  const dayOfMonth = (day: Day): number => day - lastDayOf((monthOf(day) - 1) as Month)
  return [
    { kind: 'no-new-draws' },
    { kind: 'no-new-charges' },
    ...(pattern ? [{ kind: 'dues' as const, amount: pattern.amount, dayOfMonth: dayOfMonth(pattern.dueOn) }] : []),
    ...(report ? [{ kind: 'reports' as const, dayOfMonth: dayOfMonth(report.on) }] : []),
    ...(income ? [{ kind: 'income' as const, monthly: income.monthly }] : []),
    ...spending.map(({ category, monthly }) => ({ kind: 'spending' as const, category, monthly })),
    ...(covenant ? [{ kind: 'covenant-reports' as const, everyMonths: covenant.everyMonths }] : []),
  ]
}

function isOpen(line: BookLine, day: Day): boolean {
  return line.openedOn <= day && (line.closedOn === null || line.closedOn > day)
}

function debtOf(line: BookLine, day: Day, terms: LedgerTerms): DebtOutlook {
  const count = line.days.findLastIndex((on) => on <= day) + 1
  const known = count === line.events.length ? line : { ...line, events: line.events.slice(0, count), days: line.days.slice(0, count) }
  const ledger = buildLedger(known, terms)
  const reported = ledger.reportedFrom !== NEVER
  const dues = ledger.dues.filter((due) => !due.report && due.cancelledOn === NEVER)
  const open = dues
    .filter((due) => due.paid < due.amount)
    .map(({ id, dueOn, amount, paid }) => ({ id, dueOn, amount, unpaid: amount - paid }))
    // A stable sort keeps canonical order within a day, as allocation does.
    .sort((a, b) => a.dueOn - b.dueOn)
  let payments = 0
  for (const event of known.events) if (event.type === 'payment.received') payments += event.data.amount
  const allocated = dues.reduce((sum, due) => sum + due.paid, 0)
  const raisedLater = line.events.slice(count).flatMap((event, i) =>
    event.type === 'due.raised'
      ? [{ id: event.id, raisedOn: line.days[count + i]!, dueOn: dayOf(event.data.dueOn), amount: event.data.amount, unpaid: event.data.amount }]
      : [],
  )
  return {
    line,
    balance: ledger.balances.at(-1) ?? 0,
    prepaid: Math.max(0, payments - allocated),
    open: reported ? [] : open,
    raisedLater: reported ? [] : raisedLater,
    pattern: reported ? null : lastOf([...dues, ...raisedLater]),
    report: reported ? lastReport(known) : null,
  }
}

function lastOf(dues: readonly { readonly dueOn: Day; readonly amount: number }[]): DebtOutlook['pattern'] {
  let last: DebtOutlook['pattern'] = null
  for (const { dueOn, amount } of dues) if (!last || dueOn >= last.dueOn) last = { dueOn, amount }
  return last
}

function lastReport(line: BookLine): DebtOutlook['report'] {
  const at = line.events.findLastIndex((event) => event.type === 'statement.reported')
  const event = line.events[at]
  if (event?.type !== 'statement.reported') return null
  let paidSince = 0
  for (const later of line.events.slice(at + 1)) if (later.type === 'payment.received') paidSince += later.data.amount
  return { on: line.days[at]!, data: event.data, paidSince }
}

function incomeOf(known: readonly KnownEvent[], day: Day, horizon: Day): Pick<Outlook, 'income' | 'spending' | 'meansBefore' | 'bestIncome' | 'monthsWithoutIncome'> {
  const income = monthlyTotals(known, (event) => (event.type === 'income.observed' ? event.data : null))
  const essential = monthlyTotals(known, (event) => (event.type === 'spending.observed' && event.data.category === 'essential' ? event.data : null))
  const discretionary = monthlyTotals(known, (event) =>
    event.type === 'spending.observed' && event.data.category === 'discretionary' ? event.data : null,
  )
  const earned = goOn(income, day, horizon)
  const spent = ([['essential', essential], ['discretionary', discretionary]] as const).flatMap(([category, totals]) => {
    const going = goOn(totals, day, horizon)
    return going ? [{ category, ...going }] : []
  })
  const meansBefore = ([[3, 0], [3, 3], [12, 0], [12, 12]] as const).flatMap(([span, back]) => {
    const mean = meanOf(income, completeMonths(day, span, back))
    return mean === null ? [] : [mean]
  })
  const recent = completeMonths(day, 12).flatMap((month) => income.get(month) ?? [])
  const bestIncome = recent.length === 0 ? null : Math.max(...recent)
  return { income: earned, spending: spent, meansBefore, bestIncome, monthsWithoutIncome: completeMonths(day).filter((month) => !income.has(month)) }
}

function monthlyTotals(
  known: readonly KnownEvent[],
  pick: (event: KnownEvent) => { readonly month: string; readonly amount: number } | null,
): Map<Month, number> {
  const totals = new Map<Month, number>()
  for (const event of known) {
    const record = pick(event)
    if (!record) continue
    const month = parseMonth(record.month)!
    totals.set(month, (totals.get(month) ?? 0) + record.amount)
  }
  return totals
}

/** The mean of the last complete months, rounded half up, for the months to come that have no record yet. */
function goOn(totals: ReadonlyMap<Month, number>, day: Day, horizon: Day): { monthly: number; months: Month[] } | null {
  const mean = meanOf(totals, completeMonths(day))
  if (mean === null) return null
  const monthly = Math.floor(mean + 0.5)
  const months: Month[] = []
  for (let month = monthOf(day); lastDayOf(month) <= horizon; month = (month + 1) as Month) if (!totals.has(month)) months.push(month)
  return { monthly, months }
}

/** Over those of the months that have a record. */
function meanOf(totals: ReadonlyMap<Month, number>, months: readonly Month[]): number | null {
  const known = months.flatMap((month) => totals.get(month) ?? [])
  return known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0) / known.length
}

/** The `span` months before that of a day, `back` months further back, oldest first. */
function completeMonths(day: Day, span = MEAN_MONTHS, back = 0): Month[] {
  return Array.from({ length: span }, (_, i) => (monthOf(day) - back - span + i) as Month)
}

/** The figures last stated, and how often reports come: as the last two did, else by the quarter. */
function covenantOf(known: readonly KnownEvent[]): Outlook['covenant'] {
  let figures: EventData['covenant.reported'] = {}
  const days: Day[] = []
  for (const event of known) {
    if (event.type !== 'covenant.reported') continue
    figures = { ...figures, ...event.data }
    days.push(dayOf(event.on))
  }
  const [before, on] = [days.at(-2), days.at(-1)]
  if (on === undefined) return null
  return { on, everyMonths: before === undefined ? QUARTER : Math.max(1, monthOf(on) - monthOf(before)), figures }
}

/** The days month by month after a pattern's, later than `after` and up to `to`. */
export function monthly(pattern: Day, everyMonths: number, after: Day, to: Day): Day[] {
  const days: Day[] = []
  for (let n = everyMonths; ; n += everyMonths) {
    const day = addMonths(pattern, n)
    if (day > to) return days
    if (day > after) days.push(day)
  }
}

