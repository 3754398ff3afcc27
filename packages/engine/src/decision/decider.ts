/** Asks of a book and a rulebook: what is decided on a day, what changed when, how did it go. */
import { formatDay, type Day } from '@tideline/journal'
import type { Book, BookLine } from '../book/book.ts'
import { daysPastDueIn, type Ledger } from '../ledger/ledger.ts'
import { COLUMN, METRICS, shownValue, type MetricId } from '../metrics/vocabulary.ts'
import { STATUSES } from '../policy/policy.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { replayLine, type LineDay, type ReplayOptions } from '../replay/replay.ts'
import { replaySources, type ReplaySources } from '../replay/sources.ts'
import { cureRun } from './cure-run.ts'
import { decisionOf, type Decision } from './decision.ts'
import { explanationOf, type Explanation } from './explanation.ts'
import { ShownChanges } from './reasons.ts'

/** An unpaid due of a line. */
export interface OpenDue {
  readonly id: string
  readonly dueOn: string
  readonly amount: number
  readonly unpaid: number
}

/** A line's life in columns, one entry a day from its opening. */
export interface LineTrace {
  readonly from: string
  readonly score: Float64Array
  readonly daysPastDue: Float64Array
  readonly limit: Float64Array
  readonly balance: Float64Array
  /** Index into `STATUSES`. */
  readonly status: Uint8Array
}

/** Every answer may throw `MoneyOverflowError` for a line whose amounts no ledger can add up. */
export interface Decider {
  readonly book: Book
  readonly rulebook: Rulebook
  /** One decision for each of the rising days on or after the line's opening. */
  readonly decide: (line: BookLine, days: readonly Day[], options?: ReplayOptions) => Decision[]
  /** The decision of one day with what it was made of; `null` before the line's opening. */
  readonly explain: (line: BookLine, day: Day) => Explanation | null
  /** The decisions of the days, up to `to`, on which status, limit or the set of reasons changed. */
  readonly history: (line: BookLine, to: Day, options?: ReplayOptions) => Decision[]
  readonly trace: (line: BookLine, to: Day) => LineTrace
  /** Every metric at the end of a day on or after the line's opening, `null` where unknown; of a closed line those it closed with. */
  readonly metrics: (line: BookLine, day: Day) => Readonly<Record<MetricId, number | null>>
  /** The dues raised and not fully paid or cancelled by a day, oldest first; none in reported mode. */
  readonly openDues: (line: BookLine, day: Day) => OpenDue[]
}

export function createDecider(book: Book, rulebook: Rulebook): Decider {
  const sources = replaySources(book, rulebook, new Map())
  const { ledgerOf } = sources
  return {
    book,
    rulebook,
    decide: (line, days, options) => decide(sources, line, days, options),
    explain: (line, day) => explain(sources, line, day),
    history: (line, to, options) => history(sources, line, to, options),
    trace: (line, to) => trace(sources, line, to),
    metrics: (line, day) => metrics(sources, line, day),
    openDues: (line, day) => openDues(ledgerOf(line), day),
  }
}

function decide(sources: ReplaySources, line: BookLine, days: readonly Day[], options: ReplayOptions = {}): Decision[] {
  const asked = days.filter((day) => day >= line.openedOn)
  const decisions: Decision[] = []
  let closing: Decision | null = null
  const last = asked.at(-1)
  if (last === undefined) return []
  replayLine(
    sources,
    line,
    last,
    (today) => {
      if (today.day === asked[decisions.length]) decisions.push(decisionOf(sources.rulebook, today))
      if (today.state.status === 'closed') closing = decisionOf(sources.rulebook, today)
    },
    { ...options, stops: asked },
  )
  // Of a closed line nothing but `asOf` and `balance` changes any more (P6).
  for (const day of asked.slice(decisions.length)) {
    decisions.push({ ...closing!, asOf: formatDay(day), balance: balanceOn(sources.ledgerOf(line), day) })
  }
  return decisions
}

function explain(sources: ReplaySources, line: BookLine, day: Day): Explanation | null {
  let explanation: Explanation | null = null
  const cured = cureRun()
  const visit = (today: LineDay): void => {
    cured.see(today)
    if (today.day === day || today.state.status === 'closed') explanation = explanationOf(sources.rulebook, today, cured.since)
  }
  replayLine(sources, line, day, visit, { stops: [day], everyMetric: true })
  const found = explanation as Explanation | null
  if (!found || found.decision.asOf === formatDay(day)) return found
  return { ...found, decision: { ...found.decision, asOf: formatDay(day), balance: balanceOn(sources.ledgerOf(line), day) } }
}

function history(sources: ReplaySources, line: BookLine, to: Day, options?: ReplayOptions): Decision[] {
  const decisions: Decision[] = []
  const shown = new ShownChanges(sources.rulebook)
  replayLine(
    sources,
    line,
    to,
    (today) => {
      if (shown.changed(today)) decisions.push(decisionOf(sources.rulebook, today))
    },
    options,
  )
  return decisions
}

function trace(sources: ReplaySources, line: BookLine, to: Day): LineTrace {
  const length = Math.max(0, to - line.openedOn + 1)
  const columns = {
    score: new Float64Array(length),
    daysPastDue: new Float64Array(length),
    limit: new Float64Array(length),
    balance: new Float64Array(length),
    status: new Uint8Array(length),
  }
  // The days skipped after a visited one stand as it ended, but for balance and arrears.
  let closedAt = length
  const fill = ({ day, state, values, limit }: LineDay): void => {
    const from = day - line.openedOn
    if (state.status === 'closed') closedAt = from
    columns.score.fill(values[COLUMN.score]!, from)
    columns.limit.fill(limit, from)
    columns.status.fill(STATUSES.indexOf(state.status), from)
  }
  replayLine(sources, line, to, fill)
  const { arrears, balanceDays, balances } = sources.ledgerOf(line)
  for (const piece of arrears) {
    const from = Math.max(0, piece.from - line.openedOn)
    // What is past due on a closed line goes on as it was.
    if (from > closedAt) break
    for (let i = from; i < length; i++) columns.daysPastDue[i] = daysPastDueIn(piece, (line.openedOn + i) as Day)
  }
  balanceDays.forEach((day, i) => columns.balance.fill(balances[i]!, Math.min(length, Math.max(0, day - line.openedOn))))
  return { from: formatDay(line.openedOn), ...columns }
}

function metrics(sources: ReplaySources, line: BookLine, day: Day): Readonly<Record<MetricId, number | null>> {
  const shown = {} as Record<MetricId, number | null>
  replayLine(
    sources,
    line,
    day,
    ({ day: visited, state, values }) => {
      if (visited !== day && state.status !== 'closed') return
      for (const { id } of METRICS) shown[id] = shownValue(values, id)
    },
    { stops: [day], everyMetric: true },
  )
  return shown
}

function openDues(ledger: Ledger, day: Day): OpenDue[] {
  if (day >= ledger.reportedFrom) return []
  const paid = new Map<string, number>()
  for (const allocation of ledger.allocations) {
    if (allocation.day <= day) paid.set(allocation.due.id, (paid.get(allocation.due.id) ?? 0) + allocation.amount)
  }
  return ledger.dues
    .filter((due) => due.raisedOn <= day && due.cancelledOn > day && !due.report)
    .map((due) => ({ id: due.id, dueOn: formatDay(due.dueOn), amount: due.amount, unpaid: due.amount - (paid.get(due.id) ?? 0) }))
    .filter((due) => due.unpaid > 0)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}

function balanceOn(ledger: Ledger, day: Day): number {
  const at = ledger.balanceDays.findLastIndex((moved) => moved <= day)
  return ledger.balances[at] ?? 0
}
