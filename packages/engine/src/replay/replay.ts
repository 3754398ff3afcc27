/**
 * The replay of a line: day by day from its opening, stage after stage, visiting only the days on which
 * something can change (P17). What each visited day came to is handed to a visitor.
 */
import { addDays, assert, firstDayOf, lastDayOf, monthOf, shiftMonth, type Day, type KnownEvent, type Month, type Phase } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { MetricCursor } from '../metrics/cursor.ts'
import { EVERY_METRIC } from '../metrics/metric-needs.ts'
import { utilisationOf } from '../metrics/utilisation.ts'
import { COLUMN, type MetricId, type MetricValues } from '../metrics/vocabulary.ts'
import { WatchedValues } from '../metrics/watched-values.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { growLimit, limitOf, mayGrow } from '../status/limit.ts'
import { moveStatus } from '../status/machine.ts'
import { beginPromises } from '../status/promise.ts'
import { evaluateRules, type Verdict } from '../status/rules.ts'
import { openingState, type IgnoredApproval, type LineState } from '../status/state.ts'
import { keepMonthEnds, writeScoreMetrics, writeStatusMetrics } from '../status/status-metrics.ts'
import { updateWarnings } from '../status/warnings.ts'
import { approvalsAmong, recordActs } from './acts.ts'
import { nextDay } from './next-day.ts'
import type { ReplaySources } from './sources.ts'

/** A day as it ended. The object is reused from day to day: take from it, do not keep it. */
export interface LineDay {
  day: Day
  month: Month
  /** The first and the last day of the month. */
  monthStart: Day
  monthEnd: Day
  readonly line: BookLine
  readonly state: LineState
  readonly columns: WatchedValues
  /** Those of `columns`; the metrics that neither policy nor scorecard reads only if they were asked for. */
  readonly values: MetricValues
  readonly cursor: MetricCursor
  score: number
  segment: string
  phase: Phase
  /** What the phase adds to the score of the segment. */
  scoreShift: number
  verdict: Verdict
  limit: number
  balance: number
  ignored: readonly IgnoredApproval[]
  /** Whether it is the first of its month that was looked at. */
  turned: boolean
  /** Whether status, step, override or approved limit moved: the day after may then differ by itself. */
  moved: boolean
  phaseMoved: boolean
  /** Whether the conditions of an increase hold. */
  mayGrow: boolean
  /** Asks everyone on every visited day, needed or not. */
  readonly everyStage: boolean
}

export interface ReplayOptions {
  /** Days to visit whatever happens on them, rising. */
  readonly stops?: readonly Day[]
  /** Visits every day and goes through every stage: the slow reference for the skipping. */
  readonly everyDay?: boolean
  /** Works out the metrics that nobody compares, too. */
  readonly everyMetric?: boolean
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
  const columns = new WatchedValues(rulebook.readers)
  const needs = options.everyMetric ? EVERY_METRIC : rulebook.needs
  const month = monthOf(line.openedOn)
  const today: LineDay = {
    day: line.openedOn,
    month,
    monthStart: firstDayOf(month),
    monthEnd: lastDayOf(month),
    line,
    state: openingState(rulebook, line.openedOn, line.openingLimit),
    columns,
    values: columns.values,
    cursor: new MetricCursor({ line, lines: book.linesOf(line.borrower), ledgerOf }, to, columns, needs),
    score: 0,
    segment: '',
    phase: 'steady',
    scoreShift: 0,
    verdict: { severity: 0, neverAgainst: 0 },
    limit: line.openingLimit,
    balance: 0,
    ignored: NOTHING_IGNORED,
    turned: true,
    moved: true,
    phaseMoved: false,
    mayGrow: false,
    everyStage: options.everyDay ?? false,
  }
  const stops = options.stops ?? []
  let nextStop = 0
  let nextEvent = line.days.findIndex((day) => day >= line.openedOn)
  let nextPhase = 0
  let day = line.openedOn
  for (;;) {
    today.day = day
    today.turned = day === line.openedOn || day > today.monthEnd
    while (day > today.monthEnd) {
      today.month = shiftMonth(today.month, 1)
      today.monthStart = addDays(today.monthEnd, 1)
      today.monthEnd = lastDayOf(today.month)
    }
    const from = nextEvent
    while (nextEvent < line.events.length && line.days[nextEvent]! <= day) nextEvent++
    const phase = today.phase
    for (; nextPhase < book.phases.length && book.phases[nextPhase]!.day <= day; nextPhase++) {
      today.phase = book.phases[nextPhase]!.phase
    }
    today.phaseMoved = today.phase !== phase
    evaluateDay(rulebook, today, from, nextEvent)
    if (visit(today) === STOP || today.state.status === 'closed' || day >= to) return
    while (nextStop < stops.length && stops[nextStop]! <= day) nextStop++
    const next = options.everyDay ? addDays(day, 1) : nextDay(rulebook, today, book.phases[nextPhase]?.day, stops[nextStop])
    assert(next > day, 'a replay goes forward')
    if (next > to) return
    day = next
  }
}

const NOTHING_IGNORED: readonly IgnoredApproval[] = []

/**
 * One day, in the order of SPEC §6, with the events of the line from one place to before another. Where no metric
 * has left its place among the values it is compared with, and nothing moved the day before or was recorded that
 * the status reads, the stages that compare come out as they did, and are left out.
 */
function evaluateDay(rulebook: Rulebook, today: LineDay, from: number, to: number): void {
  const { day, month, line, state, columns, values, cursor } = today
  const { status, step, stepSince, approved, override, promise } = state
  const movedBefore = today.moved
  // On the days skipped since the last visit the verdict stood as it was.
  if (state.verdict > 0) state.lastVerdictOn = (day - 1) as Day
  keepMonthEnds(state, columns, line.kind, today.month, cursor.dues)
  if (today.everyStage) columns.wake(0, rulebook.readers.readerCount)
  const acts = recordActs(state, line, from, to, day)
  if (acts.length > 0 && acts.some((event) => namesUnread(rulebook, event))) cursor.needEverything()
  cursor.advance(day)
  cursor.write(today)
  // The approved limit moves by what people do or with the state.
  if (cursor.dues.balance !== today.balance || acts.length > 0 || today.moved) {
    columns.set(COLUMN.utilisation, utilisationOf(line.kind, state.approved, cursor.dues.balance))
  }
  writeStatusMetrics(columns, state, cursor, today)
  const scored = today.score
  if (columns.woken[rulebook.readers.score] !== 0) today.score = rulebook.scorecard.score(values)
  if (today.score !== scored || today.turned || today.moved) writeScoreMetrics(columns, state, today.score, month)
  columns.set(COLUMN.adjusted_score, today.score + today.scoreShift)
  const compare = columns.stirred || today.moved || today.phaseMoved || acts.length > 0
  if (compare) judge(rulebook, today)
  const { dues } = cursor
  const timed = state.status === 'watch' || state.override !== null || promise?.outcome === 'running'
  today.ignored = NOTHING_IGNORED
  // On an active line without a verdict, on which nobody did anything, there is nothing to move.
  const resting = status === 'active' && today.verdict.severity === 0 && acts.length === 0
  if ((compare && !resting) || timed) {
    const moved = moveStatus(rulebook, state, {
      day,
      segment: today.segment,
      phase: today.phase,
      values,
      verdict: today.verdict,
      closedByEvent: line.closedOn === day,
      approvals: approvalsAmong(acts),
      line,
      dues,
    })
    today.ignored = moved.ignored
    today.verdict = moved.verdict
    state.verdict = moved.verdict.severity
  }
  if (state.verdict > 0) state.lastVerdictOn = day
  const growthStirred = movedBefore || today.phaseMoved || columns.woken[rulebook.readers.growth] !== 0
  const approvedYesterday = day === line.openedOn ? state.approved : approved
  const { approvedChangedOn } = state
  if (state.approved !== approvedYesterday) state.approvedChangedOn = day
  growLimit(rulebook, state, line, today)
  // What counts is the limit at the end of the day: an increase may undo a change, as well as make one.
  state.approvedChangedOn = state.approved === approvedYesterday ? approvedChangedOn : day
  if (acts.length > 0) beginPromises(rulebook, state, acts, { day, line, values, dues })
  today.moved =
    day === line.openedOn ||
    state.promise !== promise ||
    state.status !== status ||
    state.step !== step ||
    state.stepSince !== stepSince ||
    state.approved !== approved ||
    state.override !== override
  if (compare || today.moved) {
    today.limit = limitOf(rulebook, state)
    if (growthStirred || today.moved) today.mayGrow = mayGrow(rulebook, state, today)
  }
  today.balance = dues.balance
  if (compare || state.nextRepeat <= day) updateWarnings(rulebook, state, columns, day, acts)
  columns.settle()
}

/** Whether an event promises something by a metric that the rulebook does not read. */
function namesUnread({ readers }: Rulebook, event: KnownEvent): boolean {
  if (event.type !== 'path.issued') return false
  return event.data.steps.some((step) => step.kind === 'metric' && !(Object.hasOwn(COLUMN, step.metric) && readers.reads[COLUMN[step.metric as MetricId]]))
}

/** Segment, adjusted score and rules (P1 to P5). */
function judge(rulebook: Rulebook, today: LineDay): void {
  const { day, line, state, columns, phase } = today
  const { readers, rules, policy } = rulebook
  const segment = columns.woken[readers.segment] === 0 ? today.segment : segmentOf(rulebook, columns.values)
  if (segment !== today.segment || today.phaseMoved) {
    today.segment = segment
    today.scoreShift = policy.phases[phase].scoreShift[segment] ?? 0
    columns.set(COLUMN.adjusted_score, today.score + today.scoreShift)
    columns.wake(0, rules.length)
    columns.wakeOne(readers.growth)
  } else if (today.moved) columns.wakeEach(rulebook.rulesOfStatus)
  today.verdict = evaluateRules(rulebook, state, columns, { day, kind: line.kind, segment, phase }, today.moved ? null : today.verdict)
  state.verdict = today.verdict.severity
}

function segmentOf(rulebook: Rulebook, values: MetricValues): string {
  const segment = rulebook.segments.find(({ when }) => when(values))
  if (!segment) throw new Error('The last segment of a checked policy is unconditional')
  return segment.id
}
