/** All that notices about one line may say, and what was told before. */
import type { BookLine } from '@tideline/engine'
import { plainText } from '@tideline/import'
import { isJudgementEvent, type JournalEvent } from '@tideline/journal'
import type { NoticeFacts, NoticeTold } from '../../notice-contract.ts'
import type { BorrowerBook } from '../borrower-book.ts'
import { openJudgements } from '../judgement/open-judgements.ts'
import { dayOf, summariseLine } from '../summary.ts'
import { noticeOffers } from './notice-offers.ts'

/** `null` before the line's opening. Throws `MoneyOverflowError`. */
export function noticeFacts(book: BorrowerBook, line: BookLine, asOf: string): NoticeFacts | null {
  const decider = book.deciderOf(line)
  const explanation = decider.explain(line, dayOf(asOf))
  if (!explanation) return null
  return {
    summary: summariseLine(line, explanation, decider.rulebook, openJudgements(book, line, asOf)),
    decision: explanation.decision,
    metrics: explanation.metrics,
    language: line.events.findLast((event) => event.type === 'borrower.registered')?.data.language ?? null,
    offers: noticeOffers(book, line, asOf),
    told: noticesTold(book.log.events, line.id),
  }
}

/** Newest first, those taken back left out. */
export function noticesTold(events: readonly JournalEvent[], line: string): NoticeTold[] {
  const reversed = new Set(events.flatMap(({ type, data }) => (type === 'event.reversed' ? [(data as { readonly event: string }).event] : [])))
  return events
    .filter((event) => isJudgementEvent(event, 'notice.issued'))
    .filter((event) => event.line === line && !reversed.has(event.id))
    .reverse()
    .map(({ id, on, by, data }) => ({ event: id, on, by: plainText(by), kind: data.kind, language: data.language, text: data.text.map(plainText) }))
}
