/** What reasons and warnings are called: all that a list of lines needs of them. A door of its own, so that it loads no more. */
import { textOf, type Language } from './language.ts'
import { REASON_TITLES, WARNING_TITLES } from './title-tables.ts'

/** Throws for a code outside `REASON_CODES`. */
export function reasonTitle(code: string, language: Language): string {
  return textOf(REASON_TITLES, code, language)
}

export function warningTitle(policy: string, warning: string, language: Language): string {
  return textOf(WARNING_TITLES, `${policy}/${warning}`, language)
}
