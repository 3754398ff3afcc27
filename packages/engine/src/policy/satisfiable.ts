/**
 * Whether a condition can ever hold, judged from the ranges of the metrics it names. It errs to "yes": only
 * what no event can bring about is called impossible.
 */
import { metricDefinition, type MetricDefinition } from '../metrics/vocabulary.ts'
import type { Condition, Leaf } from './condition.ts'

/** The values a metric may take where a condition is asked. */
export interface MetricRange {
  readonly min: number
  readonly max: number
  readonly integer: boolean
  readonly canBeUnknown: boolean
  readonly canBeKnown: boolean
}

export type RangeOf = (definition: MetricDefinition) => MetricRange

/** What a line's status makes of the metrics that read it, and what a scorecard makes of the score. */
export function rangesWhen(status: 'any' | 'suspended' | 'probation', score: { readonly min: number; readonly max: number }): RangeOf {
  return (definition) => {
    const { id, unit, unknown } = definition
    const integer = unit !== 'ratio' && unit !== 'minor' && unit !== 'points'
    const known = unknown === 'unless-suspended' ? status !== 'probation' : unknown === 'unless-on-probation' ? status !== 'suspended' : true
    const unknowable =
      unknown === 'unobserved' ||
      (unknown === 'unless-suspended' && status !== 'suspended') ||
      (unknown === 'unless-on-probation' && status !== 'probation') ||
      id === 'good_accounts_since_suspension'
    const bounds = id === 'score' ? score : { min: definition.min, max: definition.max }
    return { ...bounds, integer, canBeUnknown: unknowable, canBeKnown: known }
  }
}

interface Interval {
  readonly low: number
  readonly high: number
  /** Whether an end is itself left out. */
  readonly lowOpen: boolean
  readonly highOpen: boolean
  readonly unknown: boolean
  readonly known: boolean
}

/** `false` only if no values within the ranges satisfy the condition. */
export function isSatisfiable(condition: Condition, rangeOf: RangeOf): boolean {
  if ('always' in condition) return true
  if ('any' in condition) return condition.any.some((member) => isSatisfiable(member, rangeOf))
  if ('not' in condition) return !isAlways(condition.not, rangeOf)
  if ('all' in condition) {
    const flat = flatten(condition)
    return flat.every((member) => isSatisfiable(member, rangeOf)) && leavesMeet(flat.filter(isLeaf), rangeOf)
  }
  return meets(intervalOf(condition, rangeOf))
}

/** `true` only if every value within the ranges satisfies the condition. */
function isAlways(condition: Condition, rangeOf: RangeOf): boolean {
  if ('always' in condition) return true
  if ('any' in condition) return condition.any.some((member) => isAlways(member, rangeOf))
  if ('all' in condition) return condition.all.every((member) => isAlways(member, rangeOf))
  if ('not' in condition) return !isSatisfiable(condition.not, rangeOf)
  const range = rangeOf(metricDefinition(condition.metric)!)
  if (condition.op === 'missing') return !range.canBeKnown
  return !range.canBeUnknown && meets(intervalOf(condition, rangeOf)) && coversRange(condition, range)
}

function coversRange(leaf: Extract<Leaf, { value: number }>, { min, max }: MetricRange): boolean {
  switch (leaf.op) {
    case 'lt':
      return max < leaf.value
    case 'lte':
      return max <= leaf.value
    case 'gt':
      return min > leaf.value
    case 'gte':
      return min >= leaf.value
    case 'eq':
      return min === leaf.value && max === leaf.value
    case 'ne':
      return leaf.value < min || leaf.value > max
  }
}

const isLeaf = (condition: Condition): condition is Leaf => 'metric' in condition

/** The members of nested `all`s, side by side. */
function flatten(condition: Condition): Condition[] {
  return 'all' in condition ? condition.all.flatMap(flatten) : [condition]
}

/** Whether the leaves on one metric leave it a value to take. */
function leavesMeet(leaves: readonly Leaf[], rangeOf: RangeOf): boolean {
  const met = new Map<string, Interval>()
  for (const leaf of leaves) {
    const interval = intervalOf(leaf, rangeOf)
    const before = met.get(leaf.metric)
    const joined = before ? join(before, interval) : interval
    if (!meets(joined)) return false
    met.set(leaf.metric, joined)
  }
  return true
}

function join(a: Interval, b: Interval): Interval {
  const low = Math.max(a.low, b.low)
  const high = Math.min(a.high, b.high)
  return {
    low,
    high,
    lowOpen: (a.low === low && a.lowOpen) || (b.low === low && b.lowOpen),
    highOpen: (a.high === high && a.highOpen) || (b.high === high && b.highOpen),
    unknown: a.unknown && b.unknown,
    known: a.known && b.known,
  }
}

function meets({ low, high, lowOpen, highOpen, unknown, known }: Interval): boolean {
  return unknown || (known && (low < high || (low === high && !lowOpen && !highOpen)))
}

/** The values a leaf allows; where they are integers, the ends are the first and last integer. */
function intervalOf(leaf: Leaf, rangeOf: RangeOf): Interval {
  const { min, max, integer, canBeUnknown, canBeKnown } = rangeOf(metricDefinition(leaf.metric)!)
  const all: Interval = { low: min, high: max, lowOpen: false, highOpen: false, unknown: false, known: canBeKnown }
  if (leaf.op === 'missing') return { ...all, unknown: canBeUnknown, known: false }
  const { op, value } = leaf
  switch (op) {
    case 'lt':
      return join(all, { ...all, high: integer ? Math.ceil(value) - 1 : value, highOpen: !integer })
    case 'lte':
      return join(all, { ...all, high: integer ? Math.floor(value) : value })
    case 'gt':
      return join(all, { ...all, low: integer ? Math.floor(value) + 1 : value, lowOpen: !integer })
    case 'gte':
      return join(all, { ...all, low: integer ? Math.ceil(value) : value })
    case 'eq':
      return join(all, { ...all, low: integer ? Math.ceil(value) : value, high: integer ? Math.floor(value) : value })
    case 'ne':
      return all
  }
}
