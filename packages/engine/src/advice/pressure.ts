/**
 * Which way a cut pushes the metrics (A1 to A5). Utilisation counts against the approved limit, so that a cut
 * never raises it; but a line that can't be drawn on has fewer dues, less use, and less to be heard of.
 */
import type { MetricId } from '../metrics/vocabulary.ts'
import { eachLeaf, type Condition, type Leaf } from '../policy/condition.ts'
import type { Characteristic, PolicyDocument, ScorecardDocument } from '../policy/policy.ts'
import { SEVERITY } from '../policy/rulebook.ts'
import type { RuleAt } from './finding.ts'

export type Push = 'up' | 'down'

/** By the status itself, and by what can no longer be drawn while it lasts. */
const SUSPENSION: Partial<Record<MetricId, Push>> = {
  suspensions_24m: 'up',
  days_since_last_record: 'up',
  balance: 'down',
  utilisation: 'down',
  utilisation_avg_3m: 'down',
  dues_counted_3m: 'down',
  dues_counted_6m: 'down',
  dues_counted_12m: 'down',
  debt_service_to_income_3m: 'down',
}

/** What a rule does to a metric: a suspension as above; a lower limit keeps utilisation from rising above its factor. */
export function pushOf({ severity, factor }: RuleAt, leaf: Leaf): Push | null {
  if (severity === SEVERITY.suspended) return SUSPENSION[leaf.metric] ?? null
  const capped = leaf.metric === 'utilisation' || leaf.metric === 'utilisation_avg_3m'
  return capped && leaf.op !== 'missing' && factor < 1 && factor <= leaf.value ? 'down' : null
}

export function suspensionPush(metric: MetricId): Push | null {
  return SUSPENSION[metric] ?? null
}

/** Whether a push makes a leaf hold, or goes on making it hold. */
export function pushesInto(leaf: Leaf, push: Push | null): boolean {
  if (push === null || leaf.op === 'missing') return false
  if (leaf.op === 'eq') return push === 'up' ? leaf.value > 0 : leaf.value <= 0
  return push === 'up' ? leaf.op === 'gt' || leaf.op === 'gte' : leaf.op === 'lt' || leaf.op === 'lte'
}

/** Whether a push takes away from what a leaf asks for. */
export function pushesOut(leaf: Leaf, push: Push | null): boolean {
  if (push === null || leaf.op === 'missing') return false
  if (leaf.op === 'eq') return push === 'up' ? leaf.value <= 0 : leaf.value > 0
  return push === 'up' ? leaf.op === 'lt' || leaf.op === 'lte' : leaf.op === 'gt' || leaf.op === 'gte'
}

/** The first leaf of a condition that a push makes hold, `not` turned round; its path within the condition. */
export function leafPushedInto(condition: Condition, push: (leaf: Leaf) => Push | null): { readonly leaf: Leaf; readonly path: string } | null {
  let found: { readonly leaf: Leaf; readonly path: string } | null = null
  eachLeaf(condition, (leaf, path) => {
    const turned = (path.match(/\.not\b/g) ?? []).length % 2 === 1
    if (!found && (turned ? pushesOut : pushesInto)(leaf, push(leaf))) found = { leaf, path }
  })
  return found
}

/** The leaf that keeps a condition from holding, where every way to hold leads over a leaf that is pushed away. */
export function hindrance(condition: Condition, push: (leaf: Leaf) => Push | null): Leaf | null {
  if ('all' in condition) {
    for (const member of condition.all) {
      const leaf = hindrance(member, push)
      if (leaf) return leaf
    }
    return null
  }
  if ('any' in condition) {
    const leaves = condition.any.map((member) => hindrance(member, push))
    return leaves.every((leaf) => leaf !== null) ? leaves[0]! : null
  }
  if ('not' in condition) {
    const { not } = condition
    return 'metric' in not && pushesInto(not, push(not)) ? not : null
  }
  return 'metric' in condition && pushesOut(condition, push(condition)) ? condition : null
}

/** The characteristic that gives fewer points the longer a suspension lasts; `null` if none does. */
export function characteristicPushedDown({ characteristics }: ScorecardDocument): Characteristic | null {
  return (
    characteristics.find(({ metric, bins }) => {
      const push = suspensionPush(metric)
      if (push === null) return false
      const falls = bins.some(({ points }, i) => i > 0 && points < bins[i - 1]!.points)
      const rises = bins.some(({ points }, i) => i > 0 && points > bins[i - 1]!.points)
      return push === 'up' ? falls && !rises : rises && !falls
    }) ?? null
  )
}

/** The segments that a suspension counts towards, with the leaf that counts it. */
export function segmentsPushedInto(policy: PolicyDocument): { readonly index: number; readonly leaf: Leaf; readonly path: string }[] {
  return policy.segments.flatMap(({ when }, index) => {
    const found = leafPushedInto(when, ({ metric }) => (metric === 'suspensions_24m' ? 'up' : null))
    return found ? [{ index, leaf: found.leaf, path: `segments[${index}].when${found.path}` }] : []
  })
}
