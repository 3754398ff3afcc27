/** The words for the warnings of the policies. */
import warnings from '../texts/warnings.json' with { type: 'json' }
import { textOf, type Language } from './language.ts'

/** `fired` says what was seen (parameters: metric ids), `act` what the officer does about it. */
export interface WarningText {
  readonly title: string
  readonly fired: string
  readonly act: string
}

/** The words for a warning of a policy: `warningText('consumer', 'W1', 'en')`. */
export function warningText(policy: string, warning: string, language: Language): WarningText {
  return textOf(warnings, `${policy}/${warning}`, language)
}
