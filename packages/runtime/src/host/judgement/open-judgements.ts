/** What waits for a person's judgement on a line, as tasks of the queue. */
import type { BookLine } from '@tideline/engine'
import { isJudgementEvent } from '@tideline/journal'
import type { Attention } from '../../contract.ts'
import type { BorrowerBook } from '../borrower-book.ts'
import { dayOf } from '../summary.ts'
import { proposalsOf } from './proposals.ts'
import { reviewRequestsOf } from './review-requests.ts'

export function openJudgements(book: BorrowerBook, line: BookLine, asOf: string): Attention[] {
  return [...openProposals(book, line, asOf), ...openRequests(book, line, asOf)]
}

function openProposals(book: BorrowerBook, line: BookLine, asOf: string): Attention[] {
  // A book has thousands of lines and a handful of proposals: whoever has none is not replayed for them.
  if (!line.events.some((event) => event.type === 'override.proposed' && event.data.until >= asOf)) return []
  return proposalsOf(book, line, dayOf(asOf))
    .filter(({ state }) => state === 'pending')
    .map(({ id, by, status, until }) => ({ kind: 'override-proposed', proposal: id, by, status, until }))
}

function openRequests(book: BorrowerBook, line: BookLine, asOf: string): Attention[] {
  if (!book.log.events.some((event) => isJudgementEvent(event, 'review.requested'))) return []
  return reviewRequestsOf(book, line, asOf)
    .filter(({ answer }) => !answer)
    .map(({ id, on, about, answerBy }) => ({ kind: 'review-requested', request: id, about, on, answerBy, overdue: answerBy < asOf }))
}
