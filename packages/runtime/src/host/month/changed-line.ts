/** What became of a line between two month-ends, and what brought it. */
import type { BookLine, Decision, Rulebook, RuleReason } from '@tideline/engine'
import type { MonthChange, MonthDecider } from '../../month-contract.ts'
import { decidingReason } from '../summary.ts'

export interface ChangedLine {
  readonly change: MonthChange
  readonly reason: string | null
  readonly decider: MonthDecider
}

const COURSE: MonthDecider = { kind: 'course' }
const PEOPLE: MonthDecider = { kind: 'people' }

/** `null`: it stands as it did. */
export function changedLine(line: BookLine, rulebook: Rulebook, before: Decision, now: Decision): ChangedLine | null {
  const change = changeOf(before, now)
  if (change === null) return null
  const isWorse = change === 'closed' || change === 'suspended' || change === 'watched' || change === 'reduced'
  // What became worse is held by what speaks now; what became better was held by what spoke before.
  const speaking = isWorse ? now : before
  if (now.override && before.override?.approval !== now.override.approval) return { change, reason: 'OVERRIDE', decider: PEOPLE }
  if (change === 'reduced' || change === 'increased') {
    if (wasSetByPerson(line, before.asOf, now.asOf)) return { change, reason: null, decider: PEOPLE }
    return { change, ...ofReason(tightestCut(speaking, rulebook)) }
  }
  const reason = decidingReason(speaking, rulebook)
  if (reason === 'LINE_CLOSED' || reason === 'OVERRIDE') return { change, reason, decider: PEOPLE }
  const rule = speaking.reasons.find((each): each is RuleReason => each.code === reason && 'rule' in each)
  return rule ? { change, ...ofReason(rule) } : { change, reason, decider: COURSE }
}

/** The weightiest of all that changed. A line that was paused, came back and was paused again is newly paused. */
function changeOf(before: Decision, now: Decision): MonthChange | null {
  if (before.status === 'closed') return null
  if (now.status === 'closed') return 'closed'
  if (now.status === 'suspended') return before.status === 'suspended' && now.since <= before.asOf ? null : 'suspended'
  if (before.status === 'suspended') return 'reopened'
  if (now.limit !== before.limit) return now.limit < before.limit ? 'reduced' : 'increased'
  if (now.status === before.status) return null
  return now.status === 'active' ? 'cleared' : 'watched'
}

function ofReason(rule: RuleReason | null): Pick<ChangedLine, 'reason' | 'decider'> {
  return rule ? { reason: rule.code, decider: { kind: 'layer', layer: rule.layer } } : { reason: null, decider: COURSE }
}

/** The firing rule that cuts the limit most, the first in policy order of several. */
function tightestCut({ reasons }: Decision, rulebook: Rulebook): RuleReason | null {
  let tightest: { readonly reason: RuleReason; readonly factor: number } | null = null
  for (const reason of reasons) {
    if (!('rule' in reason)) continue
    const factor = rulebook.rules.find(({ rule, layer }) => rule.id === reason.rule && layer === reason.layer)?.rule.effect.limitFactor
    if (factor !== undefined && (!tightest || factor < tightest.factor)) tightest = { reason, factor }
  }
  return tightest?.reason ?? null
}

function wasSetByPerson({ events }: BookLine, after: string, to: string): boolean {
  return events.some(({ type, on }) => type === 'limit.set' && on > after && on <= to)
}
