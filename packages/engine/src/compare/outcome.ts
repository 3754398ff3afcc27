/** What became of a line that one rulebook suspended and the other did not: facts of the days since (W6). */
import { addMinor, formatDay, type Day } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { firstAbove, worstBetween } from './arrears.ts'
import type { Pair, SideName, SuspendedLine } from './comparison.ts'
import { daysSuspended, suspensionsIn, type LinePeriod } from './line-comparison.ts'
import type { LineRun } from './line-run.ts'

export interface OutcomeQuestion {
  readonly days: LinePeriod
  /** The side that suspended it. */
  readonly side: SideName
  readonly balanceOn: (day: Day) => number
}

export function outcomeOf(line: BookLine, runs: Pair<LineRun>, { days, side, balanceOn }: OutcomeQuestion): SuspendedLine {
  const suspensions = suspensionsIn(runs[side], days)
  const since = suspensions[0]!.from
  const arrears = [runs.a.arrears, runs.b.arrears]
  const worst = (from: Day, to: Day): number => Math.max(...arrears.map((one) => worstBetween(one, from, to)))
  const firstPast = (limit: number): string | null => {
    const found = arrears.map((one) => firstAbove(one, limit, since, days.to)).filter((day) => day !== null)
    return found.length === 0 ? null : formatDay(Math.min(...found) as Day)
  }
  // Of a closed line no arrears are known; its last are those of the day it closed.
  const last = Math.max(...arrears.map((one) => one.last)) as Day
  return {
    line: line.id,
    borrower: line.borrower,
    currency: line.currency,
    suspendedOn: formatDay(since),
    daysSuspended: daysSuspended(suspensions, days),
    status: { a: runs.a.status, b: runs.b.status },
    daysPastDueThen: worst(since, since),
    daysPastDue: worst(last, last),
    worstDaysPastDue: worst(since, days.to),
    past30On: firstPast(30),
    past90On: firstPast(90),
    balanceThen: balanceOn(since),
    balance: balanceOn(days.to),
    repaid: repaidBetween(line, since, days.to),
    closed: closingOf(line, days.to),
  }
}

/** Paid on the days after `since`: of a line in reported mode what its reports say, else its payments. */
function repaidBetween(line: BookLine, since: Day, to: Day): number | null {
  const happened = line.events.filter((_, i) => line.days[i]! <= to)
  const reported = happened.some(({ type }) => type === 'statement.reported')
  const paid = happened.slice(line.days.findLastIndex((day) => day <= since) + 1).map((event) => {
    if (reported) return event.type === 'statement.reported' ? event.data.paid : 0
    return event.type === 'payment.received' ? event.data.amount : 0
  })
  return paid.reduce<number | null>((sum, amount) => (sum === null ? null : addMinor(sum, amount)), 0)
}

function closingOf({ events, closedOn }: BookLine, to: Day): SuspendedLine['closed'] {
  const closing = events.find((event) => event.type === 'line.closed')
  if (!closing || closedOn === null || closedOn > to) return null
  return { on: formatDay(closedOn), reason: closing.data.reason }
}
