/** The words for what the check advises of a policy, apart from those that a tablet shows. */
import advice from '../texts/advice.json' with { type: 'json' }
import probes from '../texts/probes.json' with { type: 'json' }
import { textOf, type Language } from './language.ts'

/** `what` and `act` with the facts of the advice as parameters. */
export interface AdviceText {
  readonly title: string
  readonly what: string
  readonly act: string
}

/** The words for a code of advice on a policy. */
export function adviceText(code: string, language: Language): AdviceText {
  return textOf(advice, code, language)
}

/** What the borrower of a trial line does, as the end of a sentence; `{wavering}` and `{wavers}` for one that wavers. */
export function probeText(id: string, language: Language): string {
  return textOf<string>(probes, id, language)
}
