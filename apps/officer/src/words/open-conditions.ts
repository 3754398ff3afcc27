/** What is left of unmet conditions: what is met already is not asked for again, and nests are opened where they add nothing. */
import type { ExplainedCondition } from '@tideline/engine'

/** The conditions that are still to be met; all of them, side by side. */
export function openConditions(conditions: readonly ExplainedCondition[]): ExplainedCondition[] {
  return conditions.filter((condition) => !isMet(condition)).flatMap((condition) => membersOf(simplified(condition), 'all'))
}

function isMet(condition: ExplainedCondition): boolean {
  if ('all' in condition) return condition.all.every(isMet)
  if ('any' in condition) return condition.any.some(isMet)
  if ('not' in condition) return !isMet(condition.not)
  if ('always' in condition) return true
  const { actual } = condition
  if (condition.op === 'missing') return actual === null
  // A comparison with what is not known is false (V3).
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

/** An unmet condition without its met parts; one that is left alone stands for its group. */
function simplified(condition: ExplainedCondition): ExplainedCondition {
  const word = 'all' in condition ? 'all' : 'any' in condition ? 'any' : null
  if (word === null) return condition
  const members = ('all' in condition ? condition.all : 'any' in condition ? condition.any : [])
    .filter((member) => !isMet(member))
    .flatMap((member) => membersOf(simplified(member), word))
  if (members.length === 1) return members[0]!
  return word === 'all' ? { all: members } : { any: members }
}

/** `any` within `any`, and `all` within `all`, say nothing more than their members do. */
function membersOf(condition: ExplainedCondition, within: 'all' | 'any'): readonly ExplainedCondition[] {
  if (within === 'all' && 'all' in condition) return condition.all
  if (within === 'any' && 'any' in condition) return condition.any
  return [condition]
}
