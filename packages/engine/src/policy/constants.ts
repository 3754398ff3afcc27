/** The values that a policy or scorecard compares each metric with: between two of them nothing can change. */
import { COLUMN, type MetricId, type MetricValues } from '../metrics/vocabulary.ts'
import { eachLeaf, type Condition } from './condition.ts'
import type { PolicyDocument, ScorecardDocument } from './policy.ts'

/** Per metric that is read, the constants it is compared with, rising; none where it is only asked for. */
export type ComparedConstants = ReadonlyMap<MetricId, readonly number[]>

export function constantsOfPolicy(policy: PolicyDocument): ComparedConstants {
  const found = new Map<MetricId, Set<number>>()
  for (const condition of conditionsOf(policy)) {
    eachLeaf(condition, (leaf) => note(found, leaf.metric, leaf.op === 'missing' ? undefined : leaf.value))
  }
  for (const { coolingOffDays } of policy.reopening) note(found, 'days_suspended', coolingOffDays)
  return rising(found)
}

export function constantsOfScorecard(scorecard: ScorecardDocument): ComparedConstants {
  const found = new Map<MetricId, Set<number>>()
  for (const { metric, bins } of scorecard.characteristics) for (const { below } of bins) note(found, metric, below)
  return rising(found)
}

/** Every condition that a policy states, wherever it stands. */
function conditionsOf(policy: PolicyDocument): Condition[] {
  return [
    ...policy.segments.map((segment) => segment.when),
    ...policy.layers.flatMap((layer) => layer.rules.flatMap((rule) => (rule.until ? [rule.when, rule.until] : [rule.when]))),
    ...policy.reopening.flatMap((variant) => [variant.when, ...variant.ladder.map((step) => step.when)]),
    ...policy.increases.map((increase) => increase.when),
    ...policy.warnings.map((warning) => warning.when),
  ]
}

function note(found: Map<MetricId, Set<number>>, metric: MetricId, constant: number | undefined): void {
  const constants = found.get(metric) ?? new Set()
  found.set(metric, constant === undefined ? constants : constants.add(constant))
}

function rising(found: ReadonlyMap<MetricId, ReadonlySet<number>>): ComparedConstants {
  return new Map([...found].map(([metric, constants]) => [metric, [...constants].sort((a, b) => a - b)]))
}

/**
 * Tells whether any metric has left its place among the constants: at one of them, between two, or unknown.
 * While none has, every condition and every bin comes out as before.
 */
export class PlaceTracker {
  readonly #columns: readonly number[]
  readonly #constants: readonly (readonly number[])[]
  /** The constants around each value; both the same at a constant, NaN where unknown. */
  readonly #low: Float64Array
  readonly #high: Float64Array
  /** The first look is news, also where nothing is compared: a scorecard may be its base alone. */
  #fresh = true

  constructor(constants: ComparedConstants) {
    this.#columns = [...constants.keys()].map((metric) => COLUMN[metric])
    this.#constants = [...constants.values()]
    // Nothing lies between the infinities turned round, so that the first look finds every metric moved.
    this.#low = new Float64Array(this.#columns.length).fill(Infinity)
    this.#high = new Float64Array(this.#columns.length).fill(-Infinity)
  }

  moved(values: MetricValues): boolean {
    let moved = this.#fresh
    this.#fresh = false
    for (let i = 0; i < this.#columns.length; i++) {
      const value = values[this.#columns[i]!]!
      const low = this.#low[i]!
      const high = this.#high[i]!
      if ((value > low && value < high) || (value === low && value === high)) continue
      if (Number.isNaN(value) && Number.isNaN(low)) continue
      this.#place(i, value)
      moved = true
    }
    return moved
  }

  #place(i: number, value: number): void {
    let low = -Infinity
    let high = Infinity
    if (Number.isNaN(value)) low = high = Number.NaN
    else {
      for (const constant of this.#constants[i]!) {
        if (constant <= value) low = constant
        if (constant >= value) {
          high = constant
          break
        }
      }
    }
    this.#low[i] = low
    this.#high[i] = high
  }
}
