/** Two replays of a line boiled down to what the fold over a book needs (W4 to W11). */
import type { Day, LineKind } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import type { Status } from '../policy/policy.ts'
import { worstBetween } from './arrears.ts'
import type { Pair, SideName, SuspendedLine } from './comparison.ts'
import type { LineRun, StatusStretch } from './line-run.ts'
import { outcomeOf } from './outcome.ts'

/** The days of the period on which a line was open, both included. */
export interface LinePeriod {
  readonly from: Day
  readonly to: Day
}

/** A line as the fold takes it. */
export interface LineComparison extends Pair<LineUnderOne> {
  readonly line: string
  readonly borrower: string
  readonly kind: LineKind
  readonly currency: string
  readonly openedOn: Day
  /** At the end of the last day. */
  readonly balance: number
  /** Since opening, the higher of the two. */
  readonly worstDaysPastDue: number
  /** Where one side alone suspended it in the period: which, and what became of it. */
  readonly suspendedUnderOne: { readonly side: SideName; readonly outcome: SuspendedLine } | null
}

export interface LineUnderOne {
  readonly status: Status
  readonly approved: number
  readonly limit: number
  readonly available: number
  /** The first day of the period on which it was suspended; `null` for none. */
  readonly suspendedOn: Day | null
  readonly daysSuspended: number
  /** Days from cured to reopened, of the reopenings of the period. */
  readonly waited: readonly number[]
  readonly shutAgain: number
  readonly closedCured: number
  readonly curedSince: Day | null
  readonly tasks: readonly OpenedTask[]
}

/** A task opened on a day of the period, with the officer of that day. */
export interface OpenedTask {
  readonly on: Day
  readonly officer: string | null
}

/** `balanceOn` gives the balance at the end of a day: the same under every rulebook (L1). */
export function compareRuns(line: BookLine, runs: Pair<LineRun>, days: LinePeriod, balanceOn: (day: Day) => number): LineComparison {
  const { id, borrower, kind, currency, openedOn } = line
  const [a, b] = [underOne(line, runs.a, days), underOne(line, runs.b, days)]
  const side = onlySuspender(a, b)
  return {
    line: id,
    borrower,
    kind,
    currency,
    openedOn,
    balance: balanceOn(days.to),
    worstDaysPastDue: Math.max(...[runs.a, runs.b].map(({ arrears }) => worstBetween(arrears, openedOn, days.to))),
    a,
    b,
    suspendedUnderOne: side && { side, outcome: outcomeOf(line, runs, { days, side, balanceOn }) },
  }
}

function onlySuspender(a: LineUnderOne, b: LineUnderOne): SideName | null {
  if ((a.suspendedOn === null) === (b.suspendedOn === null)) return null
  return a.suspendedOn === null ? 'b' : 'a'
}

function underOne(line: BookLine, run: LineRun, days: LinePeriod): LineUnderOne {
  const { status, approved, limit, available, curedSince } = run
  const suspensions = suspensionsIn(run, days)
  const waits = run.waits.filter(({ on }) => on >= days.from)
  return {
    status,
    approved,
    limit,
    available,
    suspendedOn: suspensions[0] ? (Math.max(suspensions[0].from, days.from) as Day) : null,
    daysSuspended: daysSuspended(suspensions, days),
    waited: waits.flatMap(({ cured, on, how }) => (how === 'reopened' ? [on - cured] : [])),
    shutAgain: waits.filter(({ how }) => how === 'shut-again').length,
    closedCured: waits.filter(({ how }) => how === 'closed').length,
    curedSince,
    tasks: run.tasks.flatMap((on) => (on >= days.from ? [{ on, officer: officerOn(line, on) }] : [])),
  }
}

/** The suspensions with a day in the period, whole. */
export function suspensionsIn({ stretches }: LineRun, { from }: LinePeriod): StatusStretch[] {
  return stretches.filter(({ status, to }) => status === 'suspended' && to >= from)
}

export function daysSuspended(suspensions: readonly StatusStretch[], days: LinePeriod): number {
  return suspensions.reduce((sum, { from, to }) => sum + to - Math.max(from, days.from) + 1, 0)
}

/** The officer whom the borrower's latest registration by a day names. */
function officerOn({ events, days }: BookLine, day: Day): string | null {
  const at = events.findLastIndex((event, i) => event.type === 'borrower.registered' && days[i]! <= day)
  const registered = events[at]
  return registered?.type === 'borrower.registered' ? (registered.data.officer ?? null) : null
}
