/** Conditions (M3): data in a policy, closures in a replay, explanations in a decision. */
import { COLUMN, shownValue, type MetricId, type MetricValues } from '../metrics/vocabulary.ts'

export type Comparison = 'lt' | 'lte' | 'gt' | 'gte' | 'eq' | 'ne'

export type Leaf =
  | { readonly metric: MetricId; readonly op: Comparison; readonly value: number }
  | { readonly metric: MetricId; readonly op: 'missing' }

export type Condition =
  | Leaf
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly always: true }

/** A condition that a decision shows, each leaf with what the metric was. */
export type ExplainedCondition =
  | (Leaf & { readonly actual: number | null })
  | { readonly all: readonly ExplainedCondition[] }
  | { readonly any: readonly ExplainedCondition[] }
  | { readonly not: ExplainedCondition }
  | { readonly always: true }

export type CompiledCondition = (values: MetricValues) => boolean

/** Turns a condition into a closure; no code is generated. A comparison with an unknown value is false (V3). */
export function compileCondition(condition: Condition): CompiledCondition {
  if ('all' in condition) return everyOf(condition.all.map(compileCondition))
  if ('any' in condition) return someOf(condition.any.map(compileCondition))
  if ('not' in condition) {
    const inner = compileCondition(condition.not)
    return (values) => !inner(values)
  }
  if ('always' in condition) return () => true
  return compileLeaf(condition)
}

/** A closure of its own for the few members that conditions mostly have: a replay asks them by the million. */
function everyOf(members: readonly CompiledCondition[]): CompiledCondition {
  const [a, b, c] = members as readonly [CompiledCondition, CompiledCondition, CompiledCondition]
  if (members.length === 1) return a
  if (members.length === 2) return (values) => a(values) && b(values)
  if (members.length === 3) return (values) => a(values) && b(values) && c(values)
  return (values) => {
    for (const member of members) if (!member(values)) return false
    return true
  }
}

function someOf(members: readonly CompiledCondition[]): CompiledCondition {
  const [a, b, c] = members as readonly [CompiledCondition, CompiledCondition, CompiledCondition]
  if (members.length === 1) return a
  if (members.length === 2) return (values) => a(values) || b(values)
  if (members.length === 3) return (values) => a(values) || b(values) || c(values)
  return (values) => {
    for (const member of members) if (member(values)) return true
    return false
  }
}

function compileLeaf(leaf: Leaf): CompiledCondition {
  const column = COLUMN[leaf.metric]
  if (leaf.op === 'missing') return (values) => Number.isNaN(values[column]!)
  const bound = leaf.value
  switch (leaf.op) {
    case 'lt':
      return (values) => values[column]! < bound
    case 'lte':
      return (values) => values[column]! <= bound
    case 'gt':
      return (values) => values[column]! > bound
    case 'gte':
      return (values) => values[column]! >= bound
    case 'eq':
      return (values) => values[column] === bound
    case 'ne':
      return (values) => values[column] !== bound && !Number.isNaN(values[column]!)
  }
}

/** The condition as written, each leaf with its `actual`. */
export function explainCondition(condition: Condition, values: MetricValues): ExplainedCondition {
  if ('all' in condition) return { all: condition.all.map((member) => explainCondition(member, values)) }
  if ('any' in condition) return { any: condition.any.map((member) => explainCondition(member, values)) }
  if ('not' in condition) return { not: explainCondition(condition.not, values) }
  if ('always' in condition) return condition
  return { ...condition, actual: shownValue(values, condition.metric) }
}

/** The members of a condition that must all hold: its outer `all` opened, else itself. */
export function membersOf(condition: Condition): readonly Condition[] {
  return 'all' in condition ? condition.all : [condition]
}

/** Visits every leaf of a condition with its path within it. */
export function eachLeaf(condition: Condition, visit: (leaf: Leaf, path: string) => void, path = ''): void {
  if ('all' in condition) condition.all.forEach((member, i) => eachLeaf(member, visit, `${path}.all[${i}]`))
  else if ('any' in condition) condition.any.forEach((member, i) => eachLeaf(member, visit, `${path}.any[${i}]`))
  else if ('not' in condition) eachLeaf(condition.not, visit, `${path}.not`)
  else if (!('always' in condition)) visit(condition, path)
}
