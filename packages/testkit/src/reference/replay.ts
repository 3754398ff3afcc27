/** Every day of a line from its opening, one after the other (§6). */
import { unmetMembers, type MetricReader } from './conditions.ts'
import type { DayRecord, DayView, Firing, IssuedPromise } from './day.ts'
import { ledgerOn, type Ledger } from './ledger.ts'
import { approvedBeforeRules, increaseOn, limitOfDay } from './limit.ts'
import { eventsOf, type LineLog } from './log.ts'
import { turn, variantFor, type Turn } from './machine.ts'
import { metricReader } from './metrics.ts'
import { begunToday, counting, ended, forgivable, mayBeFulfilled, nameOf, standingToday } from './promise.ts'
import { firingRules, phaseOn, scoreShift, segmentOf, verdictOf } from './rules.ts'
import { scoreOf } from './score.ts'
import type { PolicyJson, ScorecardJson, Verdict } from './shapes.ts'
import { tasksOn } from './warnings.ts'

/** The days from opening to `to`, or to the day on which the line is closed if that comes first. */
export function replay(
  log: LineLog,
  otherLines: readonly LineLog[],
  policy: PolicyJson,
  scorecard: ScorecardJson,
  to: number,
): DayRecord[] {
  const records: DayRecord[] = []
  for (let day = log.openedOn; day <= to; day++) {
    const record = oneDay({ log, otherLines, policy, scorecard, day, past: records })
    records.push(record)
    if (record.status === 'closed') break
  }
  return records
}

interface DayInput {
  readonly log: LineLog
  readonly otherLines: readonly LineLog[]
  readonly policy: PolicyJson
  readonly scorecard: ScorecardJson
  readonly day: number
  readonly past: readonly DayRecord[]
}

function oneDay({ log, otherLines, policy, scorecard, day, past }: DayInput): DayRecord {
  const before = past.at(-1) ?? null
  const view: DayView = {
    log,
    policy,
    day,
    ledger: ledgerOn(log, day, policy),
    past,
    otherLedgers: () => openLedgers(otherLines, day, policy),
    approvedBeforeRules: approvedBeforeRules(log, day, before?.approved ?? null),
    score: null,
    adjustedScore: null,
  }
  const read = metricReader(view)

  const { score, reasons: scoreReasons } = scoreOf(scorecard, read) // S4: before the rules
  view.score = score
  const segment = segmentOf(policy, read) // P1
  const phase = phaseOn(log, day) // P2
  view.adjustedScore = score + scoreShift(policy, phase, segment) // P3

  const firing = firingRules(
    policy,
    {
      day,
      kind: log.kind,
      segment,
      phase,
      statusBefore: before?.status ?? 'active',
      firingBefore: before?.firing ?? [],
    },
    read,
  ) // P4
  const forgivenBefore = before?.forgiven ?? []
  const verdict = verdictOf(counting(firing, forgivenBefore)) // P5, Q5
  const closedByEvent = eventsOf(log, 'line.closed', day).some((closing) => closing.day === day)
  const closing = closedByEvent || verdict === 'closed'

  const standing = standingToday(view, before?.promise ?? null, closing, read)
  const promised = mayBeFulfilled(standing, day) ? (standing?.event.data.status ?? null) : null
  const end = turn({ log, policy, day, segment, phase, firing, verdict, closing, promised, before }, read)
  const after = afterPromise({ view, policy, closing, before, firing, standing, end, read })

  const granted = end.approvals.effective
  const decided = granted.reduce((limit, { shown }) => shown.limit ?? limit, view.approvedBeforeRules)
  const limitBefore = before?.approved ?? null
  const changedOn = (approved: number): number | null =>
    limitBefore !== null && approved !== limitBefore ? day : (before?.approvedChangedOn ?? null)
  const increase = increaseOn(
    log,
    policy,
    {
      day,
      status: end.status,
      segment,
      phase,
      state: { approved: decided, approvedChangedOn: changedOn(decided), since: end.since },
    },
    read,
  ) // P14
  const approved = increase?.approved ?? decided

  return {
    day,
    status: end.status,
    since: end.since,
    probation: end.probation,
    override: end.override,
    approved,
    approvedChangedOn: changedOn(approved),
    approvedProposals: [...(before?.approvedProposals ?? []), ...granted.map(({ shown }) => shown.proposal)],
    lastAdverseDay: after.verdict === 'none' ? (before?.lastAdverseDay ?? null) : day,
    promise: after.promise,
    forgiven: after.forgiven,
    promisedLimit: after.promisedLimit,
    score,
    scoreReasons,
    adjustedScore: view.adjustedScore,
    segment,
    phase,
    utilisation: read('utilisation'),
    daysPastDue: view.ledger.daysPastDue,
    firing,
    verdict: after.verdict,
    limit: limitOfDay(policy, approved, counting(firing, after.forgiven), end.probation, after.promisedLimit),
    increase: increase?.id ?? null,
    closedByEventAlone: closedByEvent && verdict !== 'closed',
    ignored: end.approvals.ignored,
    tasks: end.status === 'closed' ? new Map() : tasksOn(log, policy, day, before?.tasks ?? new Map(), read),
    unmet: unmetOn(policy, segment, phase, after.verdict, end, read),
    nextReviewOn: nextReview(log, policy, day, segment),
  }
}

interface AfterPromise {
  readonly promise: IssuedPromise | null
  readonly forgiven: readonly string[]
  readonly promisedLimit: number | null
  /** The verdict of the rules that count at the end of the day. */
  readonly verdict: Verdict
}

/** What a promise leaves at the end of the day: Q1, Q4 to Q6. */
function afterPromise(day: {
  readonly view: DayView
  readonly policy: PolicyJson
  readonly closing: boolean
  readonly before: DayRecord | null
  readonly firing: readonly Firing[]
  readonly standing: IssuedPromise | null
  readonly end: Turn
  readonly read: MetricReader
}): AfterPromise {
  const { view, policy, closing, before, firing, standing, end, read } = day
  const { fulfilled } = end
  const settled = standing !== null && fulfilled !== null ? ended(standing, fulfilled, view.day) : standing
  const still = (before?.forgiven ?? []).filter((name) => firing.some((rule) => nameOf(rule) === name))
  const forgiven = end.status === 'suspended' ? [] : fulfilled === 'kept' ? forgivable(policy, firing) : still
  return {
    promise: begunToday(view, closing, read) ?? settled, // in the evening, when the day is decided
    forgiven,
    promisedLimit: promisedLimitOf(before, fulfilled === 'kept' ? standing : null, end),
    verdict: verdictOf(counting(firing, forgiven)),
  }
}

/** Q6: each promise of probation kept on the probation in force holds, so the highest limit of them does. */
function promisedLimitOf(before: DayRecord | null, kept: IssuedPromise | null, end: Turn): number | null {
  if (end.status !== 'probation') return null
  const earlier = before?.status === 'probation' ? before.promisedLimit : null
  const { status, limit } = kept?.event.data ?? { status: 'active', limit: 0 }
  return status === 'probation' ? Math.max(limit, earlier ?? 0) : earlier
}

/** The borrower's other lines opened by the day and without `line.closed` by it. */
function openLedgers(lines: readonly LineLog[], day: number, policy: PolicyJson): Ledger[] {
  return lines
    .filter((line) => line.openedOn <= day && eventsOf(line, 'line.closed', day).length === 0)
    .map((line) => ledgerOn(line, day, policy))
}

/** P16 */
function nextReview(log: LineLog, policy: PolicyJson, day: number, segment: string): number {
  const days = policy.reviewDays[segment]
  if (days === undefined) throw new Error(`a policy states the review days of every segment: ${segment}`)
  return (eventsOf(log, 'review.held', day).at(-1)?.day ?? log.openedOn) + days
}

/** §7: what still stands between the line and its next change for the better. */
function unmetOn(
  policy: PolicyJson,
  segment: string,
  phase: string,
  verdict: Verdict,
  end: Turn,
  read: MetricReader,
): unknown[] {
  if (verdict === 'suspended' || verdict === 'closed') return []
  if (end.status === 'suspended') {
    const variant = variantFor(policy, segment, phase)
    const coolingOff = { metric: 'days_suspended', op: 'gte', value: variant.coolingOffDays } as const
    return [...unmetMembers(coolingOff, read), ...unmetMembers(variant.when, read)]
  }
  if (end.status === 'probation' && end.probation !== null) {
    const step = end.probation.variant.ladder[end.probation.step]
    return step === undefined ? [] : unmetMembers(step.when, read)
  }
  return []
}
