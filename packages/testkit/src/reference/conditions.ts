/** Conditions (M3): comparisons with an unknown value are false, whatever the operator (V3). */
import type { ConditionJson } from './shapes.ts'

/** The value of a metric on the day in question. */
export type MetricReader = (metric: string) => number | null

export function holds(condition: ConditionJson, read: MetricReader): boolean {
  if ('all' in condition) return condition.all.every((member) => holds(member, read))
  if ('any' in condition) return condition.any.some((member) => holds(member, read))
  if ('not' in condition) return !holds(condition.not, read)
  if ('always' in condition) return true
  const actual = read(condition.metric)
  if (condition.op === 'missing') return actual === null
  if (actual === null) return false
  switch (condition.op) {
    case 'lt':
      return actual < condition.value
    case 'lte':
      return actual <= condition.value
    case 'gt':
      return actual > condition.value
    case 'gte':
      return actual >= condition.value
    case 'eq':
      return actual === condition.value
    case 'ne':
      return actual !== condition.value
  }
}

/** §7: the members that do not hold (an outer `all` opened), as written, each leaf with its `actual`. */
export function unmetMembers(condition: ConditionJson, read: MetricReader): unknown[] {
  const members = 'all' in condition ? condition.all : [condition]
  return members.filter((member) => !holds(member, read)).map((member) => withActuals(member, read))
}

function withActuals(condition: ConditionJson, read: MetricReader): unknown {
  if ('all' in condition) return { all: condition.all.map((member) => withActuals(member, read)) }
  if ('any' in condition) return { any: condition.any.map((member) => withActuals(member, read)) }
  if ('not' in condition) return { not: withActuals(condition.not, read) }
  if ('always' in condition) return condition
  return { ...condition, actual: read(condition.metric) }
}
