/** How often everything that a policy can do really happens in a book: a generator is only as good as this says. */
import type { JournalEvent } from '@tideline/journal'
import type { DayRecord } from '../reference/day.ts'
import { replay } from '../reference/replay.ts'
import { lineLogs } from '../reference/log.ts'
import type { PolicyJson, ScorecardJson } from '../reference/shapes.ts'

/** Counts by name, such as `rule behaviour/B1` or `status active > watch`; what never happens stands at 0. */
export type Coverage = ReadonlyMap<string, number>

/** Replays every line of the kinds given to the day number `to` and counts beginnings, not days. */
export function measureCoverage(
  events: readonly JournalEvent[],
  policy: PolicyJson,
  scorecard: ScorecardJson,
  to: number,
  kinds: readonly string[],
): Coverage {
  const counts = new Map(everyName(policy).map((name) => [name, 0]))
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1)
  const lines = [...lineLogs(events).values()]
  for (const log of lines.filter(({ kind }) => kinds.includes(kind))) {
    count('lines')
    const others = lines.filter((line) => line.borrower === log.borrower && line.id !== log.id)
    let before: DayRecord | null = null
    for (const record of replay(log, others, policy, scorecard, to)) {
      countDay(record, before, count)
      before = record
    }
  }
  return counts
}

/** How a promise ends (Q8). */
const PROMISE_ENDS = ['kept', 'broken', 'drawn', 'expired', 'stopped', 'closed']

function everyName(policy: PolicyJson): string[] {
  return [
    ...policy.segments.map(({ id }) => `segment ${id}`),
    ...policy.layers.flatMap((layer) => layer.rules.map((rule) => `rule ${layer.id}/${rule.id}`)),
    ...policy.reopening.map(({ id }) => `reopened by ${id}`),
    ...policy.reopening.map(({ id }) => `ladder completed ${id}`),
    ...policy.increases.map(({ id }) => `increase ${id}`),
    ...policy.warnings.flatMap(({ id }) => [`warning ${id}`, `task closed ${id}`, `task again ${id}`]),
    ...['active', 'watch', 'suspended', 'probation'].map((status) => `override ${status}`),
    'override replaced',
    'override ended by a hard stop',
    'status active > watch',
    'status active > suspended',
    'status watch > active',
    'status watch > suspended',
    'status suspended > probation',
    'status probation > active',
    'status probation > suspended',
    'closed by event',
    'closed by rule',
    'ignored line-closed',
    'ignored unknown-proposal',
    'ignored after-until',
    'ignored same-person',
    'ignored already-approved',
    'ignored never-against',
    ...PROMISE_ENDS.map((state) => `promise ${state}`),
    'promise replaced',
    'probation promised',
    'active promised',
    'rule forgiven',
  ]
}

function countDay(record: DayRecord, before: DayRecord | null, count: (name: string) => void): void {
  if (record.segment !== before?.segment) count(`segment ${record.segment}`)
  for (const { layer, rule, since } of record.firing) if (since === record.day) count(`rule ${layer}/${rule}`)
  if (record.increase !== null) count(`increase ${record.increase}`)
  for (const { why } of record.ignored) count(`ignored ${why}`)
  for (const [warning, task] of record.tasks) {
    const was = before?.tasks.get(warning)
    if (was === undefined) count(`warning ${warning}`)
    if (task.state === 'closed' && task.closedOn === record.day) count(`task closed ${warning}`)
    if (task.state === 'open' && was?.state === 'closed') count(`task again ${warning}`)
  }
  countPromise(record, before, count)
  countStatus(record, before, count)
}

function countPromise(record: DayRecord, before: DayRecord | null, count: (name: string) => void): void {
  const { promise, day } = record
  const was = before?.promise
  if (promise?.endedOn === day) count(`promise ${promise.state}`)
  if (promise?.endedOn === day && promise.state === 'kept' && record.status !== before?.status) {
    count(`${promise.event.data.status} promised`)
  }
  if (was?.state === 'running' && promise !== null && promise.event.id !== was.event.id) count('promise replaced')
  if (record.forgiven.length > (before?.forgiven.length ?? 0)) count('rule forgiven')
}

function countStatus(record: DayRecord, before: DayRecord | null, count: (name: string) => void): void {
  const granted = record.override !== null && record.override.shown.approval !== before?.override?.shown.approval
  if (record.override !== null && granted) {
    count(`override ${record.override.shown.status}`)
    if (before !== null && before.override !== null && before.override.lastDay >= record.day) count('override replaced')
  }
  const cut = before?.override && before.override.lastDay >= record.day && record.override === null
  if (cut && record.status === 'suspended') count('override ended by a hard stop')
  if (before === null || record.status === before.status) return
  if (record.status === 'closed') {
    count(record.closedByEventAlone ? 'closed by event' : 'closed by rule')
    return
  }
  if (record.override !== null || (record.promise?.state === 'kept' && record.promise.endedOn === record.day)) return
  count(`status ${before.status} > ${record.status}`)
  if (before.status === 'suspended' && record.probation) count(`reopened by ${record.probation.variant.id}`)
  if (before.status === 'probation' && record.status === 'active' && before.probation) {
    count(`ladder completed ${before.probation.variant.id}`)
  }
}
