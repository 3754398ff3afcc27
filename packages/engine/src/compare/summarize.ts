/** Folds compared lines into the comparison of a book. */
import { formatDay, type Day, type LineKind } from '@tideline/journal'
import { ENGINE_VERSION } from '../decision/decision.ts'
import { STATUSES } from '../policy/policy.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import type { ComparedLine, ComparedPeriod } from './compare-borrower.ts'
import type {
  BookComparison,
  CrossingCell,
  KindRulebooks,
  LeftOut,
  NeverPast30,
  Pair,
  Reopening,
  SideName,
  SideRulebook,
  SuspendedUnderBoth,
  SuspendedUnderOne,
  SuspensionOfGoodPayers,
} from './comparison.ts'
import { exposureOf } from './exposure.ts'
import type { LineComparison } from './line-comparison.ts'
import { loadOf } from './load.ts'
import { spreadOf } from './spread.ts'

/** The lines may come in any order: the answer is the same. */
export function summarize(compared: Iterable<ComparedLine>, sides: Pair<KindRulebooks>, { from, to }: ComparedPeriod): BookComparison {
  const lines: LineComparison[] = []
  const leftOut: LeftOut[] = []
  for (const one of compared) {
    if ('why' in one) leftOut.push(one)
    else lines.push(one)
  }
  lines.sort(byLine)
  const first = from ?? earliestOpening(lines)
  return {
    from: first === null ? null : formatDay(first),
    to: formatDay(to),
    engine: ENGINE_VERSION,
    rulebooks: { a: rulebooksOf(sides.a), b: rulebooksOf(sides.b) },
    lines: lines.length,
    borrowers: new Set(lines.map(({ borrower }) => borrower)).size,
    leftOut: leftOut.sort(byLine),
    crossing: crossingOf(lines),
    suspended: { onlyA: underOneOnly(lines, 'a'), onlyB: underOneOnly(lines, 'b'), both: underBoth(lines) },
    exposure: exposureOf(lines),
    warnings: loadOf(lines, first === null ? 0 : to - first + 1),
    neverPast30: neverPast30(lines),
    reopening: { a: reopeningOf(lines, 'a', to), b: reopeningOf(lines, 'b', to) },
  }
}

function byLine(x: { readonly line: string }, y: { readonly line: string }): number {
  return x.line < y.line ? -1 : x.line > y.line ? 1 : 0
}

function earliestOpening(lines: readonly LineComparison[]): Day | null {
  return lines.reduce<Day | null>((first, { openedOn }) => (first === null || openedOn < first ? openedOn : first), null)
}

function rulebooksOf(side: KindRulebooks): SideRulebook[] {
  const kinds = new Map<Rulebook, LineKind[]>()
  for (const kind of ['revolving', 'instalment', 'project'] as const) {
    const rulebook = side[kind]
    if (rulebook) kinds.set(rulebook, [...(kinds.get(rulebook) ?? []), kind])
  }
  return [...kinds].map(([{ policyRef, scorecardRef }, decided]) => ({ kinds: decided, policy: policyRef, scorecard: scorecardRef }))
}

function crossingOf(lines: readonly LineComparison[]): CrossingCell[] {
  return STATUSES.flatMap((a) =>
    STATUSES.flatMap((b) => {
      const here = lines.filter((line) => line.a.status === a && line.b.status === b).map(({ line }) => line)
      return here.length === 0 ? [] : [{ a, b, lines: here }]
    }),
  )
}

function underOneOnly(lines: readonly LineComparison[], side: SideName): SuspendedUnderOne {
  const outcomes = lines.flatMap(({ suspendedUnderOne: one }) => (one?.side === side ? [one.outcome] : []))
  const count = (holds: (outcome: (typeof outcomes)[number]) => boolean): number => outcomes.filter(holds).length
  return {
    lines: outcomes,
    alreadyPast30: count(({ daysPastDueThen }) => daysPastDueThen > 30),
    laterPast30: count(({ daysPastDueThen, past30On }) => daysPastDueThen <= 30 && past30On !== null),
    neverPast30: count(({ past30On }) => past30On === null),
    past90: count(({ past90On }) => past90On !== null),
    writtenOff: count(({ closed }) => closed?.reason === 'written-off'),
    nothingOwed: count(({ balance }) => balance <= 0),
  }
}

function underBoth(lines: readonly LineComparison[]): SuspendedUnderBoth {
  const leads = lines.flatMap(({ a, b }) => (a.suspendedOn === null || b.suspendedOn === null ? [] : [a.suspendedOn - b.suspendedOn]))
  return {
    lines: leads.length,
    sameDay: leads.filter((lead) => lead === 0).length,
    firstUnderA: leads.filter((lead) => lead < 0).length,
    firstUnderB: leads.filter((lead) => lead > 0).length,
  }
}

/** A borrower with a line that was ever past 30 days is none of these, whichever line was suspended. */
function neverPast30(lines: readonly LineComparison[]): NeverPast30 {
  const past = new Set(lines.filter(({ worstDaysPastDue }) => worstDaysPastDue > 30).map(({ borrower }) => borrower))
  const good = lines.filter(({ borrower }) => !past.has(borrower))
  const under = (side: SideName): SuspensionOfGoodPayers => {
    const suspended = good.filter((line) => line[side].daysSuspended > 0)
    return {
      borrowers: new Set(suspended.map(({ borrower }) => borrower)).size,
      days: spreadOf(suspended.map((line) => line[side].daysSuspended)),
    }
  }
  return { borrowers: new Set(good.map(({ borrower }) => borrower)).size, a: under('a'), b: under('b') }
}

function reopeningOf(lines: readonly LineComparison[], side: SideName, to: Day): Reopening {
  const sum = (of: (line: LineComparison) => number): number => lines.reduce((total, line) => total + of(line), 0)
  return {
    waited: spreadOf(lines.flatMap((line) => line[side].waited)),
    shutAgain: sum((line) => line[side].shutAgain),
    closed: sum((line) => line[side].closedCured),
    open: lines.flatMap((line) => {
      const since = line[side].curedSince
      return since === null ? [] : [{ line: line.line, borrower: line.borrower, curedOn: formatDay(since), days: to - since }]
    }),
  }
}
