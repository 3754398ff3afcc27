/** What can never happen: rules, segments, warnings, increases (A7 to A13). */
import type { Condition } from '../policy/condition.ts'
import type { IncreaseVariant, Status } from '../policy/policy.ts'
import { SEVERITY } from '../policy/rulebook.ts'
import { decides, rulesOf, type Advice, type RuleAt } from './finding.ts'
import { PHASES, placesOf, type Place, type Reach } from './reach.ts'

export function adviseOnNever(reach: Reach): Advice[] {
  const { policy } = reach
  const rules = rulesOf(policy)
  return [
    ...segmentsTaken(reach),
    ...rules.flatMap((at) => neverFires(at, reach)),
    ...rules.flatMap((at, i) => addsNothing(at, i, rules, reach)),
    ...policy.increases.flatMap((increase, i) => neverMade(increase, i, reach)),
    ...policy.warnings.flatMap(({ id, when }, i): Advice[] =>
      reach.canHold({}, [when]) ? [] : [{ code: 'condition-never-holds', severity: 'warning', path: impossiblePart(when, `warnings[${i}].when`, reach), facts: { rule: id } }],
    ),
  ]
}

/** The path of the smallest member of a condition that can't hold. */
export function impossiblePart(condition: Condition, path: string, reach: Reach, place: Place = {}): string {
  if (!('all' in condition)) return path
  const at = condition.all.findIndex((member) => !reach.canHold(place, [member]))
  return at < 0 ? path : impossiblePart(condition.all[at]!, `${path}.all[${at}]`, reach, place)
}

/** A7 to A9: by itself, by its `until`, or nowhere that the rule applies. */
function neverFires({ rule, path }: RuleAt, reach: Reach): Advice[] {
  const { id, when, until } = rule
  const never = (code: Advice['code'], where: string): Advice[] => [{ code, severity: 'warning', path: where, facts: { rule: id } }]
  if (!reach.canHold({}, [when])) return never('condition-never-holds', impossiblePart(when, `${path}.when`, reach))
  const outside = until ? [until] : []
  if (!reach.canHold({}, [when], outside)) return never('until-always-holds', `${path}.until`)
  const somewhere = placesOf(reach.policy, rule).some((place) => reach.canHold(place, [when], outside))
  return somewhere ? [] : never('rule-never-applies', path)
}

/** A10: another rule, at least as severe, fires on every day on which this one does. */
function addsNothing(at: RuleAt, index: number, rules: readonly RuleAt[], reach: Reach): Advice[] {
  if (!decides(at)) return []
  const by = rules.find((other, j) => j !== index && covers(other, at, reach) && !(j > index && covers(at, other, reach)))
  if (!by) return []
  const severity = by.rule.reason === at.rule.reason ? 'warning' : 'note'
  return [{ code: 'rule-adds-nothing', severity, path: at.path, facts: { rule: at.rule.id, other: by.rule.id } }]
}

function covers(wide: RuleAt, narrow: RuleAt, reach: Reach): boolean {
  const [w, n] = [wide.rule, narrow.rule]
  if (wide.severity < narrow.severity || wide.factor > narrow.factor || (narrow.neverAgainst && !wide.neverAgainst)) return false
  for (const scope of ['kinds', 'segments', 'phases', 'statuses'] as const) {
    const [outer, inner] = [w[scope] as readonly string[] | undefined, n[scope] as readonly string[] | undefined]
    if (outer && !inner?.every((id) => outer.includes(id))) return false
  }
  const outside = n.until ? [n.until] : []
  if (!reach.canHold({}, [n.when], outside)) return false
  if (reach.canHold({}, [n.when], [...outside, w.when])) return false
  if (w.until === undefined) return !reach.canHold({}, n.until ? [] : [n.when], [...outside, w.when])
  return !reach.canHold({}, n.until ? [w.until] : [w.until, n.when], outside)
}

/** A11 */
function segmentsTaken(reach: Reach): Advice[] {
  return reach.policy.segments.flatMap(({ id }, i): Advice[] =>
    reach.canHold({ segment: id }, []) ? [] : [{ code: 'segment-always-taken', severity: 'warning', path: `segments[${i}]`, facts: { segment: id } }],
  )
}

/** A13 */
function neverMade(increase: IncreaseVariant, index: number, reach: Reach): Advice[] {
  const { policy } = reach
  const { id, factor, when } = increase
  const advice = (path: string): Advice[] => [{ code: 'increase-never-made', severity: 'warning', path: `increases[${index}]${path}`, facts: { rule: id } }]
  if (factor <= 1) return advice('.factor')
  const places = policy.segments.flatMap((segment) =>
    PHASES.flatMap((phase) => {
      const matches = (v: IncreaseVariant): boolean => (v.segments?.includes(segment.id) ?? true) && (v.phases?.includes(phase) ?? true)
      return policy.increases.findIndex(matches) === index ? [{ segment: segment.id, phase, status: 'active' as Status }] : []
    }),
  )
  if (places.length === 0) return advice('')
  // An increase needs a quiet day: a rule of verdict watch or worse would have moved the line from active.
  const quiet = rulesOf(policy).filter(({ severity, rule }) => severity >= SEVERITY.watch && (rule.statuses?.includes('active') ?? true))
  const possible = places.some((place) => reach.canHold(place, [when, ...quiet.filter(applies(place)).map(silence)]))
  return possible ? [] : advice('.when')
}

export function applies({ segment, phase }: Place): (at: RuleAt) => boolean {
  return ({ rule }) =>
    rule.kinds === undefined &&
    (segment === undefined || (rule.segments?.includes(segment) ?? true)) &&
    (phase === undefined || (rule.phases?.includes(phase) ?? true))
}

/** What must hold for a rule not to fire: its `until`, or not its `when`. */
export function silence({ rule: { when, until } }: RuleAt): Condition {
  return until ? { any: [until, { not: when }] } : { not: when }
}
