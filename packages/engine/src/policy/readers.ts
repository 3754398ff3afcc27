/** Who reads which metric, and at which values their answer can change. */
import type { ColumnWatch } from '../metrics/watched-values.ts'
import { COLUMN, METRICS, type MetricId } from '../metrics/vocabulary.ts'
import { eachLeaf, type Comparison, type Condition } from './condition.ts'
import type { PolicyDocument, ScorecardDocument } from './policy.ts'

/** The readers by number: the rules in policy order from 0 on, then the others. */
export interface Readers extends ColumnWatch {
  readonly score: number
  readonly segment: number
  /** The conditions of reopening and of ladders. */
  readonly status: number
  readonly growth: number
  /** The warnings follow each other. */
  readonly firstWarning: number
  /** Of each column, whether anyone reads it. */
  readonly reads: readonly boolean[]
}

export function readersOf(policy: PolicyDocument, scorecard: ScorecardDocument): Readers {
  const rules = policy.layers.flatMap((layer) => layer.rules)
  const score = rules.length
  const [segment, status, growth, firstWarning] = [score + 1, score + 2, score + 3, score + 4]
  const cuts = METRICS.map(() => new Set<number>())
  const readers = METRICS.map(() => new Set<number>())
  const reads = (reader: number, condition: Condition): void =>
    eachLeaf(condition, (leaf) => {
      readers[COLUMN[leaf.metric]]!.add(reader)
      if (leaf.op !== 'missing') for (const cut of cutsOf(leaf.op, leaf.value)) cuts[COLUMN[leaf.metric]]!.add(cut)
    })
  rules.forEach(({ when, until }, i) => {
    reads(i, when)
    if (until) reads(i, until)
  })
  for (const { metric, bins } of scorecard.characteristics) {
    readers[COLUMN[metric]]!.add(score)
    for (const { below } of bins) if (below !== undefined) cuts[COLUMN[metric]]!.add(below)
  }
  for (const { when } of policy.segments) reads(segment, when)
  for (const { coolingOffDays, when, ladder } of policy.reopening) {
    reads(status, { metric: 'days_suspended', op: 'gte', value: coolingOffDays })
    reads(status, when)
    for (const step of ladder) reads(status, step.when)
  }
  for (const { when } of policy.increases) reads(growth, when)
  policy.warnings.forEach(({ when }, i) => reads(firstWarning + i, when))
  return {
    score,
    segment,
    status,
    growth,
    firstWarning,
    readerCount: firstWarning + policy.warnings.length,
    cuts: cuts.map((found) => [...found].sort((a, b) => a - b)),
    readers: readers.map((found) => [...found]),
    reads: readers.map((found) => found.size > 0),
  }
}

/** Where a comparison turns: below a value or at it, or at it and above. */
function cutsOf(op: Comparison, value: number): number[] {
  if (op === 'lt' || op === 'gte') return [value]
  if (op === 'lte' || op === 'gt') return [nextAbove(value)]
  return [value, nextAbove(value)]
}

/** The least number that is greater than a value. */
function nextAbove(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value)
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? 1n : -1n))
  return view.getFloat64(0)
}

/** The cuts of some metrics together. */
export function cutsFor({ cuts }: ColumnWatch, ...metrics: readonly MetricId[]): number[] {
  return metrics.flatMap((metric) => cuts[COLUMN[metric]]!)
}
