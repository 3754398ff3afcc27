/** What a portfolio and its early warnings want to know of one line, from one replay. */
import { firstDayOf, formatDay, monthOf, shiftMonth, type Day, type LineKind } from '@tideline/journal'
import type { Book, BookLine } from '../book/book.ts'
import type { KindRulebooks } from '../compare/comparison.ts'
import { waitRun, type Wait } from '../compare/wait-run.ts'
import { daysPastDueIn, type Ledger } from '../ledger/ledger.ts'
import type { Status } from '../policy/policy.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { replayLine, type LineDay } from '../replay/replay.ts'
import { replaySources, type ReplaySources } from '../replay/sources.ts'
import { availableOf } from '../status/limit.ts'
import { firingRun, type Firing } from './firing.ts'

/** A line at the end of a day. */
export interface SurveyPoint {
  readonly status: Status
  readonly daysPastDue: number
  /** In minor units; 0 where the borrower has a credit. */
  readonly owed: number
  /** In the 12 months up to the day (`restructurings_12m`). */
  readonly restructured: boolean
}

export interface LineSurvey {
  readonly line: string
  readonly borrower: string
  readonly kind: LineKind
  readonly currency: string
  /** The id of the policy that decides it. */
  readonly policy: string
  /** As the decision of the last day has them. */
  readonly segment: string
  readonly limit: number
  readonly available: number
  /** One for each day of the survey; `null` before the opening. */
  readonly points: readonly (SurveyPoint | null)[]
  readonly waits: readonly Wait[]
  readonly curedSince: Day | null
  readonly firings: readonly Firing[]
}

/** The lines of a borrower that are open by the last of the rising days, and decided. Throws `MoneyOverflowError`. */
export function surveyBorrower(book: Book, borrower: string, rulebooks: KindRulebooks, days: readonly Day[]): LineSurvey[] {
  const known = new Map<Rulebook, ReplaySources>()
  return book.linesOf(borrower).flatMap((line) => {
    const rulebook = rulebooks[line.kind]
    if (!rulebook || line.openedOn > days.at(-1)!) return []
    const sources = known.get(rulebook) ?? replaySources(book, rulebook, new Map())
    known.set(rulebook, sources)
    return [surveyLine(sources, line, days)]
  })
}

function surveyLine(sources: ReplaySources, line: BookLine, days: readonly Day[]): LineSurvey {
  const { rulebook } = sources
  const to = days.at(-1)!
  const statuses: { readonly from: Day; readonly status: Status }[] = []
  const waiting = waitRun()
  const firing = firingRun(rulebook, line, to)
  const end = { segment: '', limit: 0, available: 0 }
  const visit = (today: LineDay): void => {
    const { day, state, limit, balance, segment } = today
    if (statuses.at(-1)?.status !== state.status) statuses.push({ from: day, status: state.status })
    waiting.see(today)
    firing.see(today)
    Object.assign(end, { segment, limit, available: availableOf(state, limit, balance) })
  }
  replayLine(sources, line, to, visit, { stops: [to] })
  const ledger = sources.ledgerOf(line)
  return {
    line: line.id,
    borrower: line.borrower,
    kind: line.kind,
    currency: line.currency,
    policy: rulebook.policy.id,
    ...end,
    points: days.map((day) => {
      const status = statuses.findLast(({ from }) => from <= day)?.status
      return status === undefined ? null : pointOn(line, ledger, day, status)
    }),
    waits: waiting.waits,
    curedSince: waiting.curedSince,
    firings: firing.firings(),
  }
}

function pointOn(line: BookLine, { arrears, balanceDays, balances }: Ledger, day: Day, status: Status): SurveyPoint {
  const piece = arrears.findLast(({ from }) => from <= day)
  const balance = balances[balanceDays.findLastIndex((moved) => moved <= day)] ?? 0
  const since = formatDay(firstDayOf(shiftMonth(monthOf(day), -11)))
  const to = formatDay(day)
  return {
    status,
    daysPastDue: piece ? daysPastDueIn(piece, day) : 0,
    owed: Math.max(0, balance),
    restructured: line.events.some(({ type, on }) => type === 'line.restructured' && on >= since && on <= to),
  }
}
