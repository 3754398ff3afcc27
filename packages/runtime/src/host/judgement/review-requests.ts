/** The reviews that a borrower asked for on a line, each with its answer. */
import type { BookLine } from '@tideline/engine'
import { plainText } from '@tideline/import'
import { isJudgementEvent, isKnownEvent } from '@tideline/journal'
import type { ReviewRequest } from '../../judgement-contract.ts'
import type { BorrowerBook } from '../borrower-book.ts'

/** Newest first. The first review that answers one counts. */
export function reviewRequestsOf({ log }: BorrowerBook, line: BookLine, asOf: string): ReviewRequest[] {
  const asked = log.events.filter((event) => isJudgementEvent(event, 'review.requested')).filter(({ line: named, on }) => named === line.id && on <= asOf)
  if (asked.length === 0) return []
  const reversed = new Set(log.reversals.map(({ data }) => data.event))
  const answers = new Map<string, ReviewRequest['answer']>()
  for (const event of log.events) {
    if (!isKnownEvent(event) || event.type !== 'review.held' || event.on > asOf || reversed.has(event.id)) continue
    const { answers: given, note } = event.data
    if (given && !answers.has(given.request)) {
      answers.set(given.request, { by: plainText(event.by), on: event.on, outcome: given.outcome, note: plainText(note) })
    }
  }
  return asked
    .filter(({ id }) => !reversed.has(id))
    .reverse()
    .map(({ id, on, by, data }) => {
      const answer = answers.get(id)
      return { id, on, by: plainText(by), about: data.about, note: plainText(data.note), answerBy: data.answerBy, ...(answer && { answer }) }
    })
}
