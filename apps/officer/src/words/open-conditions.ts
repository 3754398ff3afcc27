/** What is left of unmet conditions: what is met already is not asked for again, and nests are opened where they add nothing. */
import type { ExplainedCondition } from '@tideline/engine'
import { holds } from '@tideline/engine/comparison'

/** The conditions that are still to be met; all of them, side by side. */
export function openConditions(conditions: readonly ExplainedCondition[]): ExplainedCondition[] {
  return conditions.filter((condition) => !holds(condition)).flatMap((condition) => membersOf(simplified(condition), 'all'))
}

/** An unmet condition without its met parts; one that is left alone stands for its group. */
function simplified(condition: ExplainedCondition): ExplainedCondition {
  const word = 'all' in condition ? 'all' : 'any' in condition ? 'any' : null
  if (word === null) return condition
  const members = ('all' in condition ? condition.all : 'any' in condition ? condition.any : [])
    .filter((member) => !holds(member))
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
