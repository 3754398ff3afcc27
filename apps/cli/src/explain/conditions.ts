/** Unmet conditions as a list of sentences, those of a group indented under it; what holds already has a tick. */
import { conditionTemplate, metricText, renderText, type Language } from '@tideline/content'
import type { ExplainedCondition } from '@tideline/engine'
import { holds } from '@tideline/engine/comparison'
import { showMetric } from './show-value.ts'

export function sayCondition(condition: ExplainedCondition, currency: string, language: Language, indent = '  '): string[] {
  const group = (word: 'all' | 'any' | 'not', members: readonly ExplainedCondition[]): string[] => [
    `${indent}- ${conditionTemplate(word, language)}`,
    ...members.flatMap((member) => sayCondition(member, currency, language, `${indent}  `)),
  ]
  if ('all' in condition) return group('all', condition.all)
  if ('any' in condition) return group('any', condition.any)
  if ('not' in condition) return group('not', [condition.not])
  if ('always' in condition) return []
  const { metric, op, actual } = condition
  const parameters = {
    metric: metricText(metric, language).label,
    value: op === 'missing' ? '' : showMetric(metric, condition.value, currency, language),
    actual: showMetric(metric, actual, currency, language),
  }
  return [`${indent}${holds(condition) ? '✓' : '-'} ${renderText(conditionTemplate(op, language), parameters)}`]
}
