/** Whether comparisons and explained conditions hold (M3): one truth for replays, terminals and pages. */
import type { Comparison, ExplainedCondition } from './condition.ts'

/** One comparison; with an unknown value, NaN, it is false (V3). */
export function compare(value: number, op: Comparison, bound: number): boolean {
  switch (op) {
    case 'lt':
      return value < bound
    case 'lte':
      return value <= bound
    case 'gt':
      return value > bound
    case 'gte':
      return value >= bound
    case 'eq':
      return value === bound
    case 'ne':
      return value !== bound && !Number.isNaN(value)
  }
}

/** Whether a condition held when it was explained. */
export function holds(condition: ExplainedCondition): boolean {
  if ('all' in condition) return condition.all.every(holds)
  if ('any' in condition) return condition.any.some(holds)
  if ('not' in condition) return !holds(condition.not)
  if ('always' in condition) return true
  if (condition.op === 'missing') return condition.actual === null
  return compare(condition.actual ?? Number.NaN, condition.op, condition.value)
}
