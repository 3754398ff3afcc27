/**
 * The peer of the metrics stage: twelve rolling metrics at each month's end, folded as one would without much
 * thought for speed. An object for each due and each month, windows summed anew. Days are integers already, so
 * that nothing but the fold is measured. It knows no cancelled dues and no statements.
 */
import type { BookLine } from '@tideline/engine'
import { lastDayOf, monthOf, parseDay, parseMonth, roundRatio, type Day, type KnownEvent, type Month } from '@tideline/journal'

export const FOLDED = [
  'max_days_past_due_3m',
  'max_days_past_due_6m',
  'max_days_past_due_12m',
  'on_time_rate_3m',
  'on_time_rate_6m',
  'on_time_rate_12m',
  'payment_ratio_3m',
  'income_mean_6m',
  'income_cv_6m',
  'income_change_3m',
  'spend_to_income_3m',
  'debt_service_to_income_3m',
] as const

/** NaN where unknown. */
export type MonthMetrics = Readonly<Record<(typeof FOLDED)[number], number>>

export interface FoldTerms {
  readonly graceDays: number
  readonly toleranceThousandths: number
}

interface PlainDue {
  dueOn: number
  maturity: number
  amount: number
  paid: number
  settledOn: number
  matured: boolean
}

interface MonthFacts {
  worst: number
  counted: number
  onTime: number
  amount: number
  paid: number
  dueAmount: number
  income: number | null
  spending: number | null
}

/** The metrics of a line at the end of each month from its opening to `to`, the last day of a month. */
export function plainFold(line: BookLine, terms: FoldTerms, to: Day): MonthMetrics[] {
  const months = new Map<number, MonthFacts>()
  const factsOf = (month: number): MonthFacts => {
    let facts = months.get(month)
    if (!facts) {
      facts = { worst: 0, counted: 0, onTime: 0, amount: 0, paid: 0, dueAmount: 0, income: null, spending: null }
      months.set(month, facts)
    }
    return facts
  }
  const dues: PlainDue[] = []
  let prepaid = 0

  const allocate = (amount: number, day: Day): number => {
    let left = amount
    for (const due of dues) {
      if (left === 0) break
      const part = Math.min(left, due.amount - due.paid)
      if (part === 0) continue
      due.paid += part
      left -= part
      if (due.matured) factsOf(monthOf(due.maturity as Day)).paid += part
      settle(due, day, terms)
    }
    return left
  }
  const endDay = (day: Day): void => {
    const facts = factsOf(monthOf(day))
    const oldest = dues.find((due) => due.settledOn === Infinity)
    if (oldest) facts.worst = Math.max(facts.worst, day - oldest.dueOn)
    for (const due of dues) {
      if (due.matured || due.maturity > day) continue
      due.matured = true
      const then = factsOf(monthOf(due.maturity as Day))
      then.counted += 1
      then.onTime += due.settledOn <= due.maturity ? 1 : 0
      then.amount += due.amount
      then.paid += due.paid
    }
  }
  const apply = (event: KnownEvent, day: Day): void => {
    switch (event.type) {
      case 'due.raised': {
        const { amount } = event.data
        const dueOn = parseDay(event.data.dueOn)!
        const due = { dueOn, maturity: dueOn + terms.graceDays, amount, paid: 0, settledOn: Infinity, matured: false }
        const at = dues.findLastIndex((other) => other.dueOn <= dueOn)
        dues.splice(at + 1, 0, due)
        factsOf(monthOf(dueOn)).dueAmount += amount
        settle(due, day, terms)
        prepaid = allocate(prepaid, day)
        break
      }
      case 'payment.received':
        prepaid += allocate(event.data.amount, day)
        break
      case 'income.observed': {
        const facts = factsOf(parseMonth(event.data.month)!)
        facts.income = (facts.income ?? 0) + event.data.amount
        break
      }
      case 'spending.observed': {
        const facts = factsOf(parseMonth(event.data.month)!)
        facts.spending = (facts.spending ?? 0) + event.data.amount
        break
      }
      default:
    }
  }

  const rows: MonthMetrics[] = []
  let next = 0
  for (let month: number = monthOf(line.openedOn); month <= monthOf(to); month++) {
    const monthEnd = lastDayOf(month as Month)
    while (next < line.events.length && line.days[next]! <= monthEnd) {
      const day = line.days[next]!
      if (day > line.openedOn) endDay((day - 1) as Day)
      for (; line.days[next] === day; next++) apply(line.events[next]!, day)
    }
    endDay(monthEnd)
    rows.push(metricsOf(months, month))
  }
  return rows
}

function settle(due: PlainDue, day: Day, { toleranceThousandths }: FoldTerms): void {
  if (due.settledOn < Infinity) return
  if (due.amount - due.paid <= Math.floor((due.amount * toleranceThousandths) / 1000)) due.settledOn = day
}

function metricsOf(months: ReadonlyMap<number, MonthFacts>, month: number): MonthMetrics {
  const last = (count: number, end = month): MonthFacts[] =>
    Array.from({ length: count }, (_, i) => months.get(end - i)).filter((facts) => facts !== undefined)
  const worst = (count: number): number => Math.max(0, ...last(count).map((facts) => facts.worst))
  const rate = (count: number, least: number): number => {
    const counted = sum(last(count).map((facts) => facts.counted))
    return counted < least ? Number.NaN : ratio(sum(last(count).map((facts) => facts.onTime)), counted)
  }
  const earned = last(3, month - 1).filter((facts) => facts.income !== null)
  const spent = earned.filter((facts) => facts.spending !== null)
  const incomes = incomesOf(last(6, month - 1))
  const mean = sum(incomes) / incomes.length
  const known = incomes.length >= 3 && mean !== 0
  const [late, early] = [incomesOf(last(3, month - 1)), incomesOf(last(3, month - 4))]
  const [lateMean, earlyMean] = [sum(late) / late.length, sum(early) / early.length]
  const squares = incomes.map((income) => (income - mean) * (income - mean))
  return {
    max_days_past_due_3m: worst(3),
    max_days_past_due_6m: worst(6),
    max_days_past_due_12m: worst(12),
    on_time_rate_3m: rate(3, 1),
    on_time_rate_6m: rate(6, 3),
    on_time_rate_12m: rate(12, 3),
    payment_ratio_3m: ratio(sum(last(3).map((facts) => facts.paid)), sum(last(3).map((facts) => facts.amount))),
    income_mean_6m: known ? mean : Number.NaN,
    income_cv_6m: known ? roundRatio(Math.sqrt(sum(squares) / incomes.length) / mean) : Number.NaN,
    income_change_3m: late.length < 2 || early.length < 2 || !(earlyMean > 0) ? Number.NaN : roundRatio(lateMean / earlyMean - 1),
    spend_to_income_3m: spent.length < 2 ? Number.NaN : ratio(sum(spent.map((facts) => facts.spending ?? 0)), sum(incomesOf(spent))),
    debt_service_to_income_3m: earned.length < 2 ? Number.NaN : ratio(sum(earned.map((facts) => facts.dueAmount)), sum(incomesOf(earned))),
  }
}

/** Oldest first, so that sums round as the engine's do. */
function incomesOf(facts: readonly MonthFacts[]): number[] {
  return facts.flatMap(({ income }) => income ?? []).reverse()
}

function ratio(a: number, b: number): number {
  return b === 0 ? Number.NaN : roundRatio(a / b)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
