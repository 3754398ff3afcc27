/** A decision as told beside the same day as known now, and the events recorded in between that made the difference. */
import { renderText, statusText, type Language } from '@tideline/content'
import type { AsTold, BookLine, LaterCause, Status } from '@tideline/engine'
import { canonicalJson } from '@tideline/journal'
import { showDay } from '../explain/show-value.ts'
import { word } from '../explain/words.ts'
import { whatIfPage } from '../what-if/what-if-page.ts'
import { asToldWord, tableWord } from './words.ts'

export function asToldPage({ knownAt, told, now, causes }: AsTold, line: BookLine, language: Language): string[] {
  const statusWord = (status: Status | null): string => (status ? statusText(status, line.kind, language).word : asToldWord('noLine', language))
  const [headline, ...body] = now
    ? whatIfPage({ now: told, then: now }, [], line, language, tableWord)
    : [
        renderText(word('headline', language), { line: told.line, borrower: told.borrower, day: showDay(told.asOf, language) }),
        '',
        renderText(asToldWord('gone', language), { status: statusWord(told.status) }),
      ]
  return [
    headline!,
    renderText(asToldWord('known', language), { instant: knownAt }),
    ...body,
    ...(causes.length === 0 ? [] : ['', asToldWord('causes', language), ...causes.map(sayCause)]),
  ]

  function sayCause({ event, kind, before, after }: LaterCause): string {
    const effect = renderText(asToldWord(kind, language), { before: statusWord(before), after: statusWord(after) })
    return `  ${event.at} ${event.by}: ${event.on} ${event.type} ${canonicalJson(event.data)} (${event.id}) — ${effect}`
  }
}
