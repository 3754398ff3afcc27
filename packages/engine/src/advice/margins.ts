/** Thresholds that touch, overlap or leave a gap, told from the conditions alone (A21 to A23). */
import { COLUMN, type MetricId } from '../metrics/vocabulary.ts'
import type { Leaf } from '../policy/condition.ts'
import type { PolicyDocument } from '../policy/policy.ts'
import { SEVERITY } from '../policy/rulebook.ts'
import { boxOf, isOpen, narrow } from './box.ts'
import { decides, requiredLeaves, rulesOf, sufficientLeaves, type Advice, type RuleAt } from './finding.ts'
import { applies } from './never.ts'
import type { Reach } from './reach.ts'

/**
 * How far a metric moves without anything having happened, in its own unit: what a small payment, a week's
 * income or the rounding of a report makes of it. A metric not named moves by events that are news.
 */
export const NOISE: Partial<Record<MetricId, number>> = {
  payment_ratio_3m: 0.03,
  utilisation: 0.03,
  utilisation_avg_3m: 0.02,
  income_cv_6m: 0.03,
  income_change_3m: 0.03,
  income_change_12m: 0.03,
  spend_to_income_3m: 0.03,
  discretionary_share_3m: 0.03,
  debt_service_to_income_3m: 0.03,
  bureau_score: 5,
  dscr_historic: 0.02,
  dscr_forecast: 0.02,
  dscr_historic_min_2p: 0.02,
  llcr: 0.02,
  dsra_months: 0.1,
  progress_gap: 0.01,
  cost_overrun: 0.01,
  score: 10,
  adjusted_score: 10,
  score_change_3m: 10,
}

/** A status that rests this long after a move does not flap with a metric, however close its thresholds. */
const RESTFUL_DAYS = 14

export function adviseOnMargins(reach: Reach): Advice[] {
  const { policy } = reach
  const rules = rulesOf(policy).filter(decides)
  const alive = rules.filter(({ rule }) => reach.canHold({}, [rule.when], rule.until ? [rule.until] : []))
  return [...alive.flatMap((at) => [...overlaps(at), ...tooClose(at, policy)]), ...gaps(alive)]
}

/** A21: where both hold the rule is silent (P4), though its entry says otherwise. */
function overlaps({ rule, path }: RuleAt): Advice[] {
  if (!rule.until) return []
  const entries = requiredLeaves(rule.when, `${path}.when`)
  return sufficientLeaves(rule.until, `${path}.until`).flatMap(({ leaf: exit, path: at }): Advice[] => {
    const entry = entries.find(({ leaf }) => leaf.metric === exit.metric && leaf.op !== 'missing' && exit.op !== 'missing' && meet(leaf, exit))
    if (!entry) return []
    return [{ code: 'exit-inside-entry', severity: 'warning', path: at, facts: { rule: rule.id, metric: exit.metric, entry: valueOf(entry.leaf), exit: valueOf(exit) } }]
  })
}

/** A22 */
function tooClose({ rule, path, severity, factor }: RuleAt, policy: PolicyDocument): Advice[] {
  const exits = rule.until ? sufficientLeaves(rule.until, `${path}.until`) : null
  const rest = severity === SEVERITY.suspended ? Math.min(...policy.reopening.map(({ coolingOffDays }) => coolingOffDays)) : policy.watchClearDays
  const restful = factor === 1 && rest >= RESTFUL_DAYS
  return requiredLeaves(rule.when, `${path}.when`).flatMap(({ leaf, path: at }): Advice[] => {
    const noise = NOISE[leaf.metric]
    if (noise === undefined || !isBound(leaf)) return []
    // Without an `until` the rule ends where its entry begins.
    const exit = exits ? exits.find(({ leaf: other }) => other.metric === leaf.metric && isBound(other) && facing(leaf, other) && !meet(leaf, other)) : { leaf, path: at }
    if (!exit) return []
    // Bounds such as 0.8 and 0.83 are 0.03 apart; floating point would have them closer.
    const apart = Math.floor(Math.abs(valueOf(leaf) - valueOf(exit.leaf)) * 1e9 + 0.5) / 1e9
    if (apart >= noise) return []
    const facts = { rule: rule.id, metric: leaf.metric, entry: valueOf(leaf), exit: valueOf(exit.leaf) }
    return [{ code: 'entry-and-exit-too-close', severity: restful ? 'note' : 'warning', path: exit.path, facts }]
  })
}

interface Reading {
  readonly at: RuleAt
  readonly metric: MetricId
  readonly low: number
  readonly high: number
}

/** A23: a milder rule ends, on the way to a worse one, before that begins. */
function gaps(rules: readonly RuleAt[]): Advice[] {
  const readings = rules.flatMap(readingOf)
  return readings.flatMap((mild): Advice[] => {
    const worse = readings.filter(({ at, metric }) => metric === mild.metric && at.severity > mild.at.severity && mild.at.severity > SEVERITY.none && sameScope(at, mild.at))
    const above = worse.filter(({ low }) => low > mild.high).sort((a, b) => a.low - b.low)[0]
    const below = worse.filter(({ high }) => high < mild.low).sort((a, b) => b.high - a.high)[0]
    const next = above ?? below
    if (!next) return []
    const [from, to] = above ? [mild.high, next.low] : [next.high, mild.low]
    const bridged = readings.some(({ at, metric, low, high }) => metric === mild.metric && at !== mild.at && at.severity > SEVERITY.none && low <= from && high >= to)
    if (bridged || (isWhole(mild.metric) && to - from <= 1) || goesOn(mild, from, to)) return []
    return [{ code: 'gap-between-rules', severity: 'warning', path: `${mild.at.path}.when`, facts: { rule: mild.at.rule.id, other: next.at.rule.id, metric: mild.metric, entry: from, exit: to } }]
  })
}

/** The one metric that a rule reads, and between which values it begins. */
function readingOf(at: RuleAt): Reading[] {
  const leaves = requiredLeaves(at.rule.when, '').map(({ leaf }) => leaf)
  const metrics = new Set(leaves.map(({ metric }) => metric))
  if (metrics.size !== 1 || leaves.some(({ op }) => op === 'missing' || op === 'ne') || !('metric' in at.rule.when || 'all' in at.rule.when)) return []
  const metric = leaves[0]!.metric
  const box = boxOf()
  if (!leaves.every((leaf) => narrow(box, leaf, true))) return []
  return [{ at, metric, low: box.low[COLUMN[metric]]!, high: box.high[COLUMN[metric]]! }]
}

/** Whether a rule that has begun still fires across the gap: its `until` does not hold there. */
function goesOn({ at: { rule }, metric }: Reading, from: number, to: number): boolean {
  if (!rule.until) return false
  const box = boxOf()
  const inside = [{ metric, op: 'gt', value: from }, { metric, op: 'lt', value: to }] as const
  return inside.every((leaf) => narrow(box, leaf, true)) && sufficientLeaves(rule.until, '').every(({ leaf }) => {
    if (leaf.metric !== metric) return false
    const there = boxOf()
    return !(inside.every((bound) => narrow(there, bound, true)) && narrow(there, leaf, true) && isOpen(there, COLUMN[metric]))
  })
}

/** Both may apply to one line. */
function sameScope(a: RuleAt, b: RuleAt): boolean {
  const segment = a.rule.segments?.[0]
  const phase = a.rule.phases?.[0]
  const place = { ...(segment !== undefined && { segment }), ...(phase !== undefined && { phase }) }
  return applies(place)({ ...b, rule: { ...b.rule, kinds: undefined } })
}

function meet(a: Leaf, b: Leaf): boolean {
  const box = boxOf()
  return narrow(box, a, true) && narrow(box, b, true)
}

const isBound = (leaf: Leaf): boolean => leaf.op === 'lt' || leaf.op === 'lte' || leaf.op === 'gt' || leaf.op === 'gte'
const isUpper = ({ op }: Leaf): boolean => op === 'lt' || op === 'lte'
const facing = (a: Leaf, b: Leaf): boolean => isUpper(a) !== isUpper(b)
const isWhole = (metric: MetricId): boolean => !(metric in NOISE)

function valueOf(leaf: Leaf): number {
  return leaf.op === 'missing' ? 0 : leaf.value
}
