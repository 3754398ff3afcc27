/** The decision of a day (§7), and the door of the reference evaluator. */
import type { JournalEvent } from '@tideline/journal'
import { canonicalJson } from './canonical-json.ts'
import { dayOf, dayText } from './days.ts'
import type { DayRecord } from './day.ts'
import { ledgerOn } from './ledger.ts'
import { lineLogs, type LineLog } from './log.ts'
import { shownPromise } from './promise.ts'
import { replay } from './replay.ts'
import { sha256Hex } from './sha256.ts'
import type { OpenTask, PolicyJson, Reason, ReferenceDecision, ScorecardJson } from './shapes.ts'

/** The `engine` field of its decisions: the one field in which they differ from the engine's. */
export const REFERENCE_ENGINE = 'reference'

/**
 * One decision for each of the days on or after the opening, in the order given; none if the line is not opened.
 * Throws `LogRefused` on a log that E2 refuses; the events themselves are taken to be valid (E5).
 */
export function referenceDecisions(
  events: readonly JournalEvent[],
  policy: PolicyJson,
  scorecard: ScorecardJson,
  lineId: string,
  asOfDays: readonly string[],
  knownAt?: string,
): ReferenceDecision[] {
  const days = asOfDays.map(dayOf)
  const { log, records } = referenceReplay(events, policy, scorecard, lineId, Math.max(...days), knownAt)
  if (log === null) return []
  const hashes = {
    policy: { id: `${policy.id}@${policy.version}`, sha256: sha256Hex(canonicalJson(policy)) },
    scorecard: { id: `${scorecard.id}@${scorecard.version}`, sha256: sha256Hex(canonicalJson(scorecard)) },
  }
  return days.filter((day) => day >= log.openedOn).flatMap((day) => {
    const record = records[Math.min(day - log.openedOn, records.length - 1)]
    return record === undefined ? [] : { ...decisionOf(log, policy, record, day), ...hashes, engine: REFERENCE_ENGINE }
  })
}

/** The days of a line up to the day number `to`, or to its closing. */
export function referenceReplay(
  events: readonly JournalEvent[],
  policy: PolicyJson,
  scorecard: ScorecardJson,
  lineId: string,
  to: number,
  knownAt?: string,
): { readonly log: LineLog | null; readonly records: readonly DayRecord[] } {
  const lines = lineLogs(events, knownAt)
  const log = lines.get(lineId) ?? null
  if (log === null) return { log, records: [] }
  const others = [...lines.values()].filter((line) => line.borrower === log.borrower && line.id !== log.id)
  return { log, records: replay(log, others, policy, scorecard, to) }
}

/** P6: of a closed line the record is that of its last day; only `asOf` and the balance go on. */
function decisionOf(
  log: LineLog,
  policy: PolicyJson,
  record: DayRecord,
  day: number,
): Omit<ReferenceDecision, 'policy' | 'scorecard' | 'engine'> {
  const { balance } = ledgerOn(log, day, policy)
  const usable = record.status === 'active' || record.status === 'watch' || record.status === 'probation'
  return {
    borrower: log.borrower,
    line: log.id,
    asOf: dayText(day),
    status: record.status,
    since: dayText(record.since),
    limit: record.limit,
    available: usable ? Math.max(0, record.limit - Math.max(0, balance)) : 0,
    balance,
    score: record.score,
    segment: record.segment,
    phase: record.phase,
    reasons: reasonsOf(record),
    scoreReasons: record.scoreReasons,
    warnings: openTasks(policy, record),
    ...(record.probation === null ? {} : { step: record.probation.step }),
    ...(record.override === null ? {} : { override: record.override.shown }),
    ...(record.promise === null ? {} : { promise: shownPromise(record.promise) }),
    ...(record.ignored.length === 0 ? {} : { ignored: record.ignored }),
    nextReviewOn: dayText(record.nextReviewOn),
    unmet: record.unmet,
  }
}

/** P17 */
function reasonsOf(record: DayRecord): Reason[] {
  if (record.closedByEventAlone) return [{ code: 'LINE_CLOSED' }]
  const reasons: Reason[] = record.firing.map(({ reason, layer, rule, since }) => {
    return { code: reason, layer, rule, since: dayText(since) }
  })
  const belowSuspended = record.verdict === 'none' || record.verdict === 'watch'
  if (record.status === 'suspended' && belowSuspended) reasons.push({ code: 'AWAITING_REOPENING' })
  if (record.status === 'watch' && record.verdict === 'none') reasons.push({ code: 'WATCH_CLEARING' })
  if (record.status === 'probation') reasons.push({ code: 'PROBATION' })
  if (record.override !== null) reasons.push({ code: 'OVERRIDE' })
  return reasons
}

/** P15, in policy order. */
function openTasks(policy: PolicyJson, record: DayRecord): OpenTask[] {
  return policy.warnings.flatMap(({ id, kind }) => {
    const task = record.tasks.get(id)
    if (task?.state !== 'open') return []
    return { warning: id, kind, dueOn: dayText(task.dueOn), overdue: record.day > task.dueOn }
  })
}
