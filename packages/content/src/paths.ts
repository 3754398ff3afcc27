/** The words of a way back: its steps, its end, a slip, what it assumes, and what becomes of a promise. */
import paths from '../texts/paths.json' with { type: 'json' }
import { textOf, type Language } from './language.ts'

/** `step.pay-due`, `assumption.income`, `promise.kept` …: part, then kind as the engine names it. */
export type PathTextId = keyof typeof paths

/** A template; its parameters are formatted days, months, amounts with currency and counts with unit. */
export function pathText(id: PathTextId, language: Language): string {
  return textOf(paths, id, language)
}
