/** A comparison the slow, plain way: every line decided on every day, every figure counted over all of its days. */
import {
  createDecider,
  STATUSES,
  type Book,
  type BookComparison,
  type BookLine,
  type Decision,
  type Pair,
  type Rulebook,
  type SideName,
  type SuspendedLine,
} from '@tideline/engine'
import { formatDay, roundRatio, type Day } from '@tideline/journal'

interface SlowDay {
  readonly day: Day
  readonly decision: Decision
  /** `null` once closed, the day of closing apart. */
  readonly daysPastDue: number | null
}

interface SlowLine {
  readonly line: BookLine
  readonly days: Pair<readonly SlowDay[]>
  readonly approved: Pair<number>
}

const SIDES = ['a', 'b'] as const

export function slowComparison(book: Book, rulebooks: Pair<Rulebook>, from: Day | undefined, to: Day): BookComparison {
  const open = book.lines.filter(({ openedOn }) => openedOn <= to)
  const lines = open.map((line): SlowLine => {
    const [a, b] = [live(book, rulebooks.a, line, to), live(book, rulebooks.b, line, to)]
    return { line, days: { a: a.days, b: b.days }, approved: { a: a.approved, b: b.approved } }
  })
  const start = from ?? (open.length === 0 ? null : (Math.min(...open.map(({ openedOn }) => openedOn)) as Day))
  const inPeriod = (line: SlowLine, side: SideName): SlowDay[] => line.days[side].filter(({ day }) => from === undefined || day >= from)
  const suspendedDays = (line: SlowLine, side: SideName): SlowDay[] =>
    inPeriod(line, side).filter(({ decision }) => decision.status === 'suspended')
  const last = (line: SlowLine, side: SideName): Decision => line.days[side].at(-1)!.decision
  const only = (side: SideName, other: SideName) => {
    const found = lines
      .filter((line) => suspendedDays(line, side).length > 0 && suspendedDays(line, other).length === 0)
      .map((line) => outcome(line, side, suspendedDays(line, side), to))
    const count = (holds: (one: SuspendedLine) => boolean): number => found.filter(holds).length
    return {
      lines: found,
      alreadyPast30: count((one) => one.past30On === one.suspendedOn),
      laterPast30: count((one) => one.past30On !== null && one.past30On > one.suspendedOn),
      neverPast30: count((one) => one.worstDaysPastDue <= 30),
      past90: count((one) => one.worstDaysPastDue > 90),
      writtenOff: count((one) => one.closed?.reason === 'written-off'),
      nothingOwed: count((one) => one.balance <= 0),
    }
  }
  const both = lines.flatMap((line) => {
    const [a, b] = [suspendedDays(line, 'a')[0], suspendedDays(line, 'b')[0]]
    return a && b ? [Math.sign(a.day - b.day)] : []
  })
  const good = lines.filter(({ line }) =>
    lines
      .filter((other) => other.line.borrower === line.borrower)
      .every((other) => SIDES.every((side) => other.days[side].every(({ daysPastDue }) => (daysPastDue ?? 0) <= 30))),
  )
  const goodUnder = (side: SideName) => {
    const suspended = good.filter((line) => suspendedDays(line, side).length > 0)
    return { borrowers: borrowersOf(suspended).size, days: figures(suspended.map((line) => suspendedDays(line, side).length)) }
  }
  const named = ({ policyRef, scorecardRef }: Rulebook) => [{ kinds: ['revolving', 'instalment', 'project'] as const, policy: policyRef, scorecard: scorecardRef }]
  return {
    from: start === null ? null : formatDay(start),
    to: formatDay(to),
    engine: 'tideline-engine@1',
    rulebooks: { a: named(rulebooks.a), b: named(rulebooks.b) },
    lines: lines.length,
    borrowers: borrowersOf(lines).size,
    leftOut: book.lines.filter(({ openedOn }) => openedOn > to).map(({ id, kind }) => ({ line: id, kind, why: 'opens-later' as const })),
    crossing: STATUSES.flatMap((a) => STATUSES.map((b) => ({ a, b })))
      .map(({ a, b }) => ({ a, b, lines: lines.filter((line) => last(line, 'a').status === a && last(line, 'b').status === b).map(({ line }) => line.id) }))
      .filter((cell) => cell.lines.length > 0),
    suspended: {
      onlyA: only('a', 'b'),
      onlyB: only('b', 'a'),
      both: {
        lines: both.length,
        sameDay: both.filter((sign) => sign === 0).length,
        firstUnderA: both.filter((sign) => sign < 0).length,
        firstUnderB: both.filter((sign) => sign > 0).length,
      },
    },
    exposure: [...new Set(open.map(({ currency }) => currency))].sort().map((currency) => ({
      currency,
      a: exposure(lines, currency, 'a'),
      b: exposure(lines, currency, 'b'),
    })),
    warnings: warnings(lines, inPeriod, start === null ? 0 : to - start + 1),
    neverPast30: { borrowers: borrowersOf(good).size, a: goodUnder('a'), b: goodUnder('b') },
    reopening: { a: reopening(lines, rulebooks.a, 'a', from, to), b: reopening(lines, rulebooks.b, 'b', from, to) },
  }
}

function live(book: Book, rulebook: Rulebook, line: BookLine, to: Day): { readonly days: SlowDay[]; readonly approved: number } {
  const decider = createDecider(book, rulebook)
  const all = Array.from({ length: to - line.openedOn + 1 }, (_, i) => (line.openedOn + i) as Day)
  const trace = decider.trace(line, to)
  const decisions = decider.decide(line, all, { everyDay: true })
  const closedAt = decisions.findIndex(({ status }) => status === 'closed')
  const days = decisions.map((decision, i) => ({
    day: all[i]!,
    decision,
    daysPastDue: closedAt >= 0 && i > closedAt ? null : trace.daysPastDue[i]!,
  }))
  return { days, approved: decider.explain(line, to)!.approvedLimit }
}

function borrowersOf(lines: readonly SlowLine[]): Set<string> {
  return new Set(lines.map(({ line }) => line.borrower))
}

function outcome({ line, days }: SlowLine, side: SideName, suspended: readonly SlowDay[], to: Day): SuspendedLine {
  const since = suspended[0]!.decision.since
  const after = [...days.a, ...days.b].filter(({ decision }) => decision.asOf >= since)
  const worstOn = (asOf: string): number => Math.max(...after.filter(({ decision }) => decision.asOf === asOf).map(({ daysPastDue }) => daysPastDue ?? 0))
  const lastKnown = after.filter(({ daysPastDue }) => daysPastDue !== null).map(({ decision }) => decision.asOf).sort().at(-1)!
  const firstPast = (limit: number): string | null =>
    after.filter(({ daysPastDue }) => (daysPastDue ?? 0) > limit).map(({ decision }) => decision.asOf).sort()[0] ?? null
  const until = line.events.filter(({ on }) => on <= formatDay(to))
  const reported = until.some(({ type }) => type === 'statement.reported')
  let repaid = 0
  for (const event of until) {
    if (event.on <= since) continue
    if (event.type === 'payment.received' && !reported) repaid += event.data.amount
    if (event.type === 'statement.reported') repaid += event.data.paid
  }
  const closing = until.find((event) => event.type === 'line.closed')
  return {
    line: line.id,
    borrower: line.borrower,
    currency: line.currency,
    suspendedOn: since,
    daysSuspended: suspended.length,
    status: { a: days.a.at(-1)!.decision.status, b: days.b.at(-1)!.decision.status },
    daysPastDueThen: worstOn(since),
    daysPastDue: worstOn(lastKnown),
    worstDaysPastDue: Math.max(...after.map(({ daysPastDue }) => daysPastDue ?? 0)),
    past30On: firstPast(30),
    past90On: firstPast(90),
    balanceThen: days[side].find(({ decision }) => decision.asOf === since)!.decision.balance,
    balance: days[side].at(-1)!.decision.balance,
    repaid,
    closed: closing ? { on: closing.on, reason: closing.data.reason } : null,
  }
}

function exposure(lines: readonly SlowLine[], currency: string, side: SideName): BookComparison['exposure'][number]['a'] {
  return STATUSES.flatMap((status) => {
    const here = lines.filter(({ line, days }) => line.currency === currency && days[side].at(-1)!.decision.status === status)
    const sum = (of: (line: SlowLine) => number): number => here.reduce((total, line) => total + of(line), 0)
    const decided = ({ days }: SlowLine): Decision => days[side].at(-1)!.decision
    if (here.length === 0) return []
    return [
      {
        status,
        lines: here.length,
        approved: sum(({ approved }) => approved[side]),
        limit: sum((line) => decided(line).limit),
        available: sum((line) => decided(line).available),
        drawn: sum((line) => Math.max(0, decided(line).balance)),
      },
    ]
  })
}

function warnings(
  lines: readonly SlowLine[],
  inPeriod: (line: SlowLine, side: SideName) => readonly SlowDay[],
  length: number,
): BookComparison['warnings'] {
  const opened = lines.flatMap((line) =>
    SIDES.flatMap((side) =>
      inPeriod(line, side).flatMap(({ day, decision }) => {
        const before = line.days[side].find((other) => other.day === day - 1)?.decision.warnings ?? []
        const fresh = decision.status === 'closed' ? [] : decision.warnings.filter((task) => !before.some((old) => old.warning === task.warning && old.dueOn === task.dueOn))
        return fresh.map(() => ({ side, officer: officerOf(line.line, decision.asOf), week: mondayBefore(day) }))
      }),
    ),
  )
  const officers = [...new Set(opened.map(({ officer }) => officer))].sort((x, y) => ((x ?? '\uffff') < (y ?? '\uffff') ? -1 : 1))
  return officers.map((officer) => {
    const own = opened.filter((task) => task.officer === officer)
    const weeks = [...new Set(own.map(({ week }) => week))].sort().map((week) => {
      const count = (side: SideName): number => own.filter((task) => task.week === week && task.side === side).length
      return { week, a: count('a'), b: count('b') }
    })
    const load = (side: SideName) => {
      const total = own.filter((task) => task.side === side).length
      return { opened: total, perWeek: roundRatio((total * 7) / length), most: Math.max(...weeks.map((week) => week[side])) }
    }
    return { officer, a: load('a'), b: load('b'), weeks }
  })
}

function officerOf(line: BookLine, asOf: string): string | null {
  let officer: string | null = null
  for (const event of line.events) if (event.type === 'borrower.registered' && event.on <= asOf) officer = event.data.officer ?? null
  return officer
}

/** Walks back to a Monday; 5 January 1970 was one. */
function mondayBefore(day: Day): string {
  let monday: number = day
  while ((monday - 4) % 7 !== 0) monday--
  return formatDay(monday as Day)
}

/** Reads off the reasons alone whether the cause has ceased: no rule that fires suspends or closes. */
function reopening(lines: readonly SlowLine[], { rules }: Rulebook, side: SideName, from: Day | undefined, to: Day): BookComparison['reopening']['a'] {
  const ceased = ({ reasons }: Decision): boolean =>
    !reasons.some((reason) => 'rule' in reason && rules.some(({ rule, layer, severity }) => severity >= 2 && rule.id === reason.rule && layer === reason.layer))
  const waited: number[] = []
  const open: { line: string; borrower: string; curedOn: string; days: number }[] = []
  let shutAgain = 0
  let closed = 0
  for (const { line, days } of lines) {
    const isCured = ({ decision }: SlowDay): boolean => decision.status === 'suspended' && ceased(decision) && !decision.override
    days[side].forEach((today, i) => {
      const before = days[side][i - 1]
      if (isCured(today) || before?.decision.status !== 'suspended' || (from !== undefined && today.day < from)) return
      let cured = i
      while (cured > 0 && isCured(days[side][cured - 1]!)) cured--
      const { status, override, promise, asOf } = today.decision
      const opened = override !== undefined || (promise?.state === 'kept' && promise.endedOn === asOf)
      if (status !== 'suspended' && status !== 'closed') {
        if (cured < i || !opened) waited.push(i - cured)
      }
      else if (cured < i && status === 'closed') closed++
      else if (cured < i) shutAgain++
    })
    const run = days[side].length - days[side].findLastIndex((day) => !isCured(day)) - 1
    if (run > 0) open.push({ line: line.id, borrower: line.borrower, curedOn: formatDay((to - run + 1) as Day), days: run - 1 })
  }
  return { waited: figures(waited), shutAgain, closed, open }
}

function figures(numbers: readonly number[]): BookComparison['neverPast30']['a']['days'] {
  const total = numbers.reduce((sum, n) => sum + n, 0)
  const count = numbers.length
  if (count === 0) return { count, total, mean: null, median: null, most: null }
  const sorted = [...numbers].sort((x, y) => x - y)
  const middle = count % 2 === 1 ? sorted[(count - 1) / 2]! : (sorted[count / 2 - 1]! + sorted[count / 2]!) / 2
  return { count, total, mean: roundRatio(total / count), median: roundRatio(middle), most: Math.max(...numbers) }
}
