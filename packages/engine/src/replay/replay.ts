/**
 * The replay of a line: day by day from its opening, stage after stage, visiting only the days on which
 * something can change (P17). What each visited day came to is handed to a visitor.
 */
import { addDays, assert, lastDayOf, monthOf, roundRatio, type Day, type KnownEvent, type Month, type Phase } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { MetricCursor, type Sibling } from '../metrics/cursor.ts'
import { COLUMN, newMetricValues, type MetricValues } from '../metrics/vocabulary.ts'
import { PlaceTracker } from '../policy/constants.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { growLimit, limitOf } from '../status/limit.ts'
import { moveStatus } from '../status/machine.ts'
import { beginPromises } from '../status/promise.ts'
import { evaluateRules, type Verdict } from '../status/rules.ts'
import { openingState, type IgnoredApproval, type LineState } from '../status/state.ts'
import { writeScoreMetrics, writeStatusMetrics } from '../status/status-metrics.ts'
import { nextRepeat, updateWarnings } from '../status/warnings.ts'
import { nextDay } from './next-day.ts'
import type { ReplaySources } from './sources.ts'

/** A day as it ended. The object is reused from day to day: take from it, do not keep it. */
export interface LineDay {
  day: Day
  month: Month
  /** The last day of the month. */
  monthEnd: Day
  readonly line: BookLine
  readonly state: LineState
  readonly values: MetricValues
  readonly cursor: MetricCursor
  score: number
  segment: string
  phase: Phase
  verdict: Verdict
  limit: number
  balance: number
  ignored: readonly IgnoredApproval[]
  /** Whether status, step, override or approved limit moved: the day after may then differ by itself. */
  moved: boolean
  phaseMoved: boolean
  /** Compares on every visited day, needed or not. */
  readonly everyStage: boolean
  readonly scorePlaces: PlaceTracker
  readonly policyPlaces: PlaceTracker
}

export interface ReplayOptions {
  /** Days to visit whatever happens on them, rising. */
  readonly stops?: readonly Day[]
  /** Visits every day and goes through every stage: the slow reference for the skipping. */
  readonly everyDay?: boolean
}

/** What a visitor answers when it has seen enough. */
export const STOP = Symbol('stop')

/** Replays a line to the end of `to`, or to the day it closed: from then on only its balance moves (P6). */
export function replayLine(
  sources: ReplaySources,
  line: BookLine,
  to: Day,
  visit: (day: LineDay) => unknown,
  options: ReplayOptions = {},
): void {
  if (to < line.openedOn) return
  const { book, rulebook, ledgerOf } = sources
  const siblings: Sibling[] = book.linesOf(line.borrower).flatMap((other) => (other === line ? [] : [{ line: other, ledger: ledgerOf(other) }]))
  const cursor = new MetricCursor(line, ledgerOf(line), siblings, to, rulebook.thresholds.readsArrearsAmount)
  const today: LineDay = {
    day: line.openedOn,
    month: monthOf(line.openedOn),
    monthEnd: lastDayOf(monthOf(line.openedOn)),
    line,
    state: openingState(rulebook, line.openedOn, line.openingLimit),
    values: newMetricValues(),
    cursor,
    score: 0,
    segment: '',
    phase: 'steady',
    verdict: { severity: 0, neverAgainst: 0 },
    limit: line.openingLimit,
    balance: 0,
    ignored: [],
    moved: true,
    phaseMoved: false,
    everyStage: options.everyDay ?? false,
    scorePlaces: new PlaceTracker(rulebook.constants.scorecard),
    policyPlaces: new PlaceTracker(rulebook.constants.policy),
  }
  let nextEvent = line.days.findIndex((day) => day >= line.openedOn)
  let nextPhase = 0
  let day = line.openedOn
  for (;;) {
    today.day = day
    if (day > today.monthEnd) {
      today.month = monthOf(day)
      today.monthEnd = lastDayOf(today.month)
    }
    const from = nextEvent
    while (nextEvent < line.events.length && line.days[nextEvent]! <= day) nextEvent++
    const phase = today.phase
    for (; nextPhase < book.phases.length && book.phases[nextPhase]!.day <= day; nextPhase++) {
      today.phase = book.phases[nextPhase]!.phase
    }
    today.phaseMoved = today.phase !== phase
    evaluateDay(rulebook, today, from === nextEvent ? NO_EVENTS : line.events.slice(from, nextEvent))
    if (visit(today) === STOP || today.state.status === 'closed' || day >= to) return
    const next = options.everyDay ? addDays(day, 1) : nextDay(rulebook, today, book.phases[nextPhase]?.day, options.stops ?? [])
    assert(next > day, 'a replay goes forward')
    if (next > to) return
    day = next
  }
}

const NO_EVENTS: readonly KnownEvent[] = []
const NOTHING_IGNORED: readonly IgnoredApproval[] = []

/**
 * One day, in the order of SPEC §6. Where no metric has left its place among the constants it is compared
 * with, and nothing moved the day before or was recorded that the status reads, the stages that compare come
 * out as they did, and are left out.
 */
function evaluateDay(rulebook: Rulebook, today: LineDay, events: readonly KnownEvent[]): void {
  const { day, month, line, state, values, cursor } = today
  const { status, step, stepSince, approved, override, promise } = state
  // On the days skipped since the last visit the verdict stood as it was.
  if (state.verdict > 0) state.lastVerdictOn = (day - 1) as Day
  cursor.advance(day)
  cursor.write(values, day, month)
  const recorded = recordEvents(state, events, day)
  values[COLUMN.utilisation] = utilisationOf(line, state.approved, cursor.dues.balance)
  writeStatusMetrics(values, state, cursor, day, month)
  const scored = today.score
  if (today.scorePlaces.moved(values) || today.everyStage) today.score = rulebook.scorecard.score(values)
  writeScoreMetrics(values, state, today.score, month)
  // The adjusted score follows from the score, which may move without leaving its own place.
  const placed = today.policyPlaces.moved(values)
  const compare = placed || today.score !== scored || today.moved || today.phaseMoved || recorded || today.everyStage
  if (compare) judge(rulebook, today)
  const { dues } = cursor
  const timed = state.status === 'watch' || state.override !== null || promise?.outcome === 'running'
  today.ignored = NOTHING_IGNORED
  if (compare || timed) {
    const moved = moveStatus(rulebook, state, {
      day,
      segment: today.segment,
      phase: today.phase,
      values,
      verdict: today.verdict,
      closedByEvent: line.closedOn === day,
      approvals: events.filter((event) => event.type === 'override.approved'),
      line,
      dues,
    })
    today.ignored = moved.ignored
    today.verdict = moved.verdict
    state.verdict = moved.verdict.severity
  }
  if (state.verdict > 0) state.lastVerdictOn = day
  const approvedYesterday = day === line.openedOn ? state.approved : approved
  const { approvedChangedOn } = state
  if (state.approved !== approvedYesterday) state.approvedChangedOn = day
  growLimit(rulebook, state, line, today)
  // What counts is the limit at the end of the day: an increase may undo a change, as well as make one.
  state.approvedChangedOn = state.approved === approvedYesterday ? approvedChangedOn : day
  beginPromises(rulebook, state, events, { day, line, values, dues })
  today.moved =
    day === line.openedOn ||
    state.promise !== promise ||
    state.status !== status ||
    state.step !== step ||
    state.stepSince !== stepSince ||
    state.approved !== approved ||
    state.override !== override
  if (compare || today.moved) today.limit = limitOf(rulebook, state)
  today.balance = cursor.dues.balance
  if (compare || nextRepeat(rulebook, state) <= day) updateWarnings(rulebook, state, values, day, events)
  if (day === today.monthEnd) state.monthEnds.set(month, { score: today.score, utilisation: values[COLUMN.utilisation]! })
}

/** Segment, adjusted score and rules (P1 to P5). */
function judge(rulebook: Rulebook, today: LineDay): void {
  const { day, line, state, values, phase } = today
  today.segment = segmentOf(rulebook, values)
  values[COLUMN.adjusted_score] = today.score + (rulebook.policy.phases[phase].scoreShift[today.segment] ?? 0)
  today.verdict = evaluateRules(rulebook, state, values, { day, kind: line.kind, segment: today.segment, phase })
  state.verdict = today.verdict.severity
}

/**
 * Takes limits set by a person, proposals and reviews from the day's events. `true` if any event is one that
 * status, limit or tasks read by itself, beside the metrics.
 */
function recordEvents(state: LineState, events: readonly KnownEvent[], day: Day): boolean {
  let read = false
  for (const event of events) {
    switch (event.type) {
      case 'limit.set':
        state.approved = event.data.limit
        break
      case 'override.proposed':
        state.proposals.set(event.id, event)
        break
      case 'review.held':
        state.lastReviewOn = day
        break
      case 'contact.made':
      case 'override.approved':
      case 'path.issued':
      case 'line.closed':
        break
      default:
        continue
    }
    read = true
  }
  return read
}

function segmentOf(rulebook: Rulebook, values: MetricValues): string {
  const segment = rulebook.segments.find(({ when }) => when(values))
  if (!segment) throw new Error('The last segment of a checked policy is unconditional')
  return segment.id
}

/** Against the approved limit, never the cut one, so that a cut can't lower its own score. */
function utilisationOf(line: BookLine, approved: number, balance: number): number {
  if (line.kind !== 'revolving' || approved === 0) return Number.NaN
  return roundRatio(Math.max(balance, 0) / approved)
}
