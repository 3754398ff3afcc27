/** Cuts that worsen what they were made for, told from the definitions of the metrics (A1 to A5). */
import type { MetricId } from '../metrics/vocabulary.ts'
import { SEVERITY } from '../policy/rulebook.ts'
import type { PolicyDocument, ScorecardDocument } from '../policy/policy.ts'
import { requiredLeaves, rulesOf, type Advice, type RuleAt } from './finding.ts'
import { characteristicPushedDown, hindrance, leafPushedInto, pushOf, segmentsPushedInto } from './pressure.ts'
import { PHASES } from './reach.ts'

export function adviseOnSelfHarm(policy: PolicyDocument, scorecard: ScorecardDocument): Advice[] {
  const cuts = rulesOf(policy).filter(({ severity, factor }) => severity === SEVERITY.suspended || (severity < SEVERITY.suspended && factor < 1))
  return [
    ...cuts.flatMap((cut) => [...feedsItsCause(cut), ...hindersItsExit(cut), ...lowersTheScore(cut, scorecard), ...worsensTheSegment(cut, policy)]),
    ...countsInSegment(policy),
  ]
}

/** A1: with an exit that does not hang on the same metric the line can still come out. */
function feedsItsCause(cut: RuleAt): Advice[] {
  const { rule, path } = cut
  const found = leafPushedInto(rule.when, (leaf) => pushOf(cut, leaf))
  if (!found) return []
  const released = rule.until !== undefined && hindrance(rule.until, (leaf) => pushOf(cut, leaf)) === null
  return [
    {
      code: 'cut-feeds-its-cause',
      severity: released ? 'note' : 'warning',
      path: `${path}.when${found.path}`,
      facts: { rule: rule.id, metric: found.leaf.metric },
    },
  ]
}

/** A2 */
function hindersItsExit(cut: RuleAt): Advice[] {
  const { rule, path } = cut
  const leaf = rule.until && hindrance(rule.until, (leaf) => pushOf(cut, leaf))
  if (!leaf) return []
  return [{ code: 'cut-hinders-its-exit', severity: 'warning', path: `${path}.until`, facts: { rule: rule.id, metric: leaf.metric } }]
}

const SCORES: ReadonlySet<MetricId> = new Set(['score', 'adjusted_score', 'score_change_3m'])

/** A3 */
function lowersTheScore({ rule, path, severity }: RuleAt, scorecard: ScorecardDocument): Advice[] {
  if (severity !== SEVERITY.suspended) return []
  const found = leafPushedInto(rule.when, ({ metric }) => (SCORES.has(metric) ? 'down' : null))
  const characteristic = characteristicPushedDown(scorecard)
  if (!found || !characteristic) return []
  return [
    {
      code: 'cut-lowers-the-score',
      severity: 'warning',
      path: `${path}.when${found.path}`,
      facts: { rule: rule.id, metric: characteristic.metric, characteristic: characteristic.id },
    },
  ]
}

/** A4: the segment takes points from the adjusted score that the rule reads, or is where the rule holds at all. */
function worsensTheSegment({ rule, path, severity }: RuleAt, policy: PolicyDocument): Advice[] {
  if (severity !== SEVERITY.suspended) return []
  return segmentsPushedInto(policy).flatMap(({ index, leaf }): Advice[] => {
    const { id } = policy.segments[index]!
    const facts = { rule: rule.id, segment: id, metric: leaf.metric }
    if (rule.segments?.includes(id) && rule.segments.length < policy.segments.length) {
      return [{ code: 'cut-worsens-the-segment', severity: 'note', path: `${path}.segments`, facts: { ...facts, points: 0 } }]
    }
    const read = requiredLeaves(rule.when, `${path}.when`).find(
      (found) => found.leaf.metric === 'adjusted_score' && (found.leaf.op === 'lt' || found.leaf.op === 'lte'),
    )
    const points = Math.max(...PHASES.map((phase) => fallOf(policy, phase, index)))
    if (!read || points <= 0 || (rule.segments && !rule.segments.includes(id))) return []
    return [{ code: 'cut-worsens-the-segment', severity: 'note', path: read.path, facts: { ...facts, points } }]
  })
}

/** The most points that an adjusted score loses by coming from a later segment into this one. */
function fallOf(policy: PolicyDocument, phase: (typeof PHASES)[number], index: number): number {
  const { scoreShift } = policy.phases[phase]
  const shift = (at: number): number => scoreShift[policy.segments[at]!.id] ?? 0
  return Math.max(0, ...policy.segments.flatMap((_, other) => (other > index ? [shift(other) - shift(index)] : [])))
}

/** A5: what is harder in a segment that a suspension leads into. */
function countsInSegment(policy: PolicyDocument): Advice[] {
  return segmentsPushedInto(policy).flatMap(({ index, leaf, path }): Advice[] => {
    const { id } = policy.segments[index]!
    const cooling = (segment: string): number =>
      Math.max(...PHASES.map((phase) => policy.reopening.find((v) => (v.segments?.includes(segment) ?? true) && (v.phases?.includes(phase) ?? true))?.coolingOffDays ?? 0))
    const before = Math.max(0, ...policy.segments.flatMap((other, i) => (i > index ? [cooling(other.id)] : [])))
    if (cooling(id) <= before) return []
    return [{ code: 'suspension-counts-in-segment', severity: 'note', path, facts: { segment: id, metric: leaf.metric, days: cooling(id), otherwise: before } }]
  })
}
