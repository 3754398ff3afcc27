/** The words for what a decision explains: metrics, conditions, characteristics, segments, layers, phases … */
import characteristics from '../texts/characteristics.json' with { type: 'json' }
import conditions from '../texts/conditions.json' with { type: 'json' }
import layers from '../texts/layers.json' with { type: 'json' }
import metrics from '../texts/metrics.json' with { type: 'json' }
import phases from '../texts/phases.json' with { type: 'json' }
import refusals from '../texts/refusals.json' with { type: 'json' }
import segments from '../texts/segments.json' with { type: 'json' }
import units from '../texts/units.json' with { type: 'json' }
import { textOf, type Language } from './language.ts'

/** How a metric is shown; `change` is a ratio with its sign, `multiple` one as it stands (1.15×). */
export type ShownUnit = keyof typeof units

/** `explanation` is one sentence for a person who has not met the word before. */
export interface LabelText {
  readonly label: string
  readonly explanation: string
}

/** `what` with the parameters of an issue: `path`, `expected`, `got`, `event`. */
export interface RefusalText {
  readonly title: string
  readonly what: string
  readonly act: string
}

/** The operators and joiners of a condition (M3), and `unknown`: what stands for a value not on record. */
export type ConditionWord = keyof typeof conditions

/** The short label of a metric and how its value is shown. */
export function metricText(id: string, language: Language): { readonly label: string; readonly unit: ShownUnit } {
  return { label: textOf<string>(metrics, id, language), unit: metrics[id as keyof typeof metrics].unit as ShownUnit }
}

/** A formatted value with its unit: `3 天`, `1 day`. `count` chooses between one and other. */
export function unitTemplate(unit: ShownUnit, count: number, language: Language): string {
  const { one, other } = textOf(units, unit, language)
  return count === 1 ? one : other
}

/** A template with `{metric}`, `{value}` and `{actual}`; without parameters for `all`, `any`, `not`, `unknown`. */
export function conditionTemplate(word: ConditionWord, language: Language): string {
  return textOf(conditions, word, language)
}

/** The words for a characteristic of a scorecard. */
export function characteristicText(id: string, language: Language): LabelText {
  return textOf(characteristics, id, language)
}

export function segmentText(id: string, language: Language): LabelText {
  return textOf(segments, id, language)
}

export function phaseText(id: string, language: Language): LabelText {
  return textOf(phases, id, language)
}

export function layerText(id: string, language: Language): LabelText {
  return textOf(layers, id, language)
}

/** The words for a refusal code of the journal. */
export function refusalText(code: string, language: Language): RefusalText {
  return textOf(refusals, code, language)
}
