/** The words for a status: in a file of its own, for a list of lines needs no other words. */
import statuses from '../texts/statuses.json' with { type: 'json' }
import type { LineKind } from '@tideline/journal'
import { textOf, type Language } from './language.ts'

/** The officer's word, and one sentence with `{available}` or `{since}`. */
export interface StatusText {
  readonly word: string
  readonly sentence: string
}

/** The words for a status; a project line has words of its own (lock-up, drawstop). */
export function statusText(status: string, kind: LineKind, language: Language): StatusText {
  const own = `${status}.${kind}`
  return textOf(statuses, Object.hasOwn(statuses, own) ? own : status, language)
}
