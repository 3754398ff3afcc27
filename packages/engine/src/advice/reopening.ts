/** Rules that never let go, ways back that can't be gone (A12, A14 to A18), as far as analysis can say. */
import type { Condition } from '../policy/condition.ts'
import type { ReopeningVariant, Status } from '../policy/policy.ts'
import { SEVERITY, type Severity } from '../policy/rulebook.ts'
import { decides, rulesOf, type Advice, type RuleAt } from './finding.ts'
import { applies, impossiblePart, silence } from './never.ts'
import { hindrance, suspensionPush } from './pressure.ts'
import { PHASES, type Place, type Reach } from './reach.ts'

export function adviseOnReopening(reach: Reach): Advice[] {
  return [...rulesOf(reach.policy).flatMap((at) => neverEnds(at, reach)), ...reach.policy.reopening.flatMap((variant, i) => wayBack(variant, i, reach))]
}

/** A14: of a rule that holds everywhere; one for a phase or a segment ends with it. */
function neverEnds(at: RuleAt, reach: Reach): Advice[] {
  const { rule, path, severity } = at
  if (!decides(at) || severity === SEVERITY.closed || rule.segments || rule.phases) return []
  if (!reach.canHold({}, [rule.when], rule.until ? [rule.until] : [])) return []
  const statuses: readonly Status[] = severity === SEVERITY.suspended ? ['suspended'] : ['active', 'watch', 'suspended', 'probation']
  const ends = statuses.some((status) => (rule.until ? reach.canHold({ status }, [rule.until]) : reach.canHold({ status }, [], [rule.when])))
  if (ends) return []
  return [{ code: 'rule-never-ends', severity: 'warning', path: rule.until ? `${path}.until` : `${path}.when`, facts: { rule: rule.id } }]
}

function wayBack(variant: ReopeningVariant, index: number, reach: Reach): Advice[] {
  const path = `reopening[${index}]`
  const facts = { variant: variant.id }
  const places = placesOfVariant(index, reach)
  if (places.length === 0) return [{ code: 'variant-never-chosen', severity: 'warning', path, facts }]
  const hindering = hindrance(variant.when, ({ metric }) => suspensionPush(metric))
  return [
    ...holdsNowhere(variant, path, places, reach),
    ...(hindering ? [{ code: 'reopening-hindered', severity: 'warning', path: `${path}.when`, facts: { ...facts, metric: hindering.metric } } as const] : []),
    ...variant.ladder.flatMap((step, j): Advice[] => {
      const blocked = blockedBy([step.when], onProbation, SEVERITY.watch, reach)
      if (blocked === null) return []
      return [{ code: 'step-never-reached', severity: 'warning', path: `${path}.ladder[${j}].when`, facts: { ...facts, step: j + 1, rule: blocked } }]
    }),
  ]
}

/** A15, A16: in every place that chooses it, or in all of one segment. */
function holdsNowhere(variant: ReopeningVariant, path: string, places: readonly Place[], reach: Reach): Advice[] {
  const cooled: Condition = { metric: 'days_suspended', op: 'gte', value: variant.coolingOffDays }
  const when = [variant.when, cooled]
  if (!reach.canHold({ status: 'suspended' }, when)) {
    const at = impossiblePart(variant.when, `${path}.when`, reach, { status: 'suspended' })
    return [{ code: 'reopening-contradicts-itself', severity: 'warning', path: at, facts: { variant: variant.id, segment: places[0]!.segment! } }]
  }
  const segments = [...new Set(places.map(({ segment }) => segment!))]
  return segments.flatMap((segment): Advice[] => {
    const there = places.filter((place) => place.segment === segment)
    const facts = { variant: variant.id, segment }
    if (!there.some((place) => reach.canHold(place, when))) {
      return [{ code: 'reopening-contradicts-itself', severity: 'warning', path: `${path}.when`, facts }]
    }
    const rule = blockedBy(when, there, SEVERITY.suspended, reach)
    return rule === null ? [] : [{ code: 'reopening-against-rule', severity: 'warning', path: `${path}.when`, facts: { ...facts, rule } }]
  })
}

const onProbation: readonly Place[] = [{ status: 'probation' }]

/** The rule that fires wherever the conditions hold, the first that does; `null` if all may be silent somewhere. */
function blockedBy(when: readonly Condition[], places: readonly Place[], least: Severity, reach: Reach): string | null {
  const rules = rulesOf(reach.policy).filter(
    ({ rule, severity }) => severity >= least && (rule.statuses?.includes(places[0]!.status!) ?? true),
  )
  const possible = (silenced: (place: Place) => readonly RuleAt[]): boolean =>
    places.some((place) => reach.canHold(place, [...when, ...silenced(place).map(silence)]))
  const inPlace = (place: Place) => rules.filter(applies(place)).filter(({ rule }) => place.segment !== undefined || !(rule.segments || rule.phases))
  if (possible(inPlace)) return null
  const single = rules.find((at) => !possible((place) => inPlace(place).filter((other) => other === at)))
  return single?.rule.id ?? rules.map(({ rule }) => rule.id).join(', ')
}

/** Where P9 chooses the variant, of the places that a suspended line can be in. */
function placesOfVariant(index: number, reach: Reach): Place[] {
  const { segments, reopening } = reach.policy
  return segments.flatMap(({ id }) =>
    PHASES.flatMap((phase) => {
      const place: Place = { segment: id, phase, status: 'suspended' }
      const chosen = reopening.findIndex((v) => (v.segments?.includes(id) ?? true) && (v.phases?.includes(phase) ?? true))
      return chosen === index && reach.canHold(place, []) ? [place] : []
    }),
  )
}
