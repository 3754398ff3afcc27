/** All that one screen says of a line. */
import type { BookLine } from '@tideline/engine'
import { compareEvents, isAboutLog, isKnownEvent, type JournalEvent } from '@tideline/journal'
import { transfer } from 'comlink'
import type { JournalEntry, LinePage, LineTrace } from '../line-contract.ts'
import type { BorrowerBook } from './borrower-book.ts'
import { contactsOf } from './contacts.ts'
import { openJudgements } from './judgement/open-judgements.ts'
import { lastEntries } from './last-entries.ts'
import { shownEvent } from './shown-event.ts'
import { dayOf, reachOf, summariseLine } from './summary.ts'

/** The page of a line on a day; `null` before its opening. Throws `MoneyOverflowError`. */
export function makeLinePage(book: BorrowerBook, line: BookLine, asOf: string): LinePage | null {
  const decider = book.deciderOf(line)
  const day = dayOf(asOf)
  const explanation = decider.explain(line, day)
  if (!explanation) return null
  const { decision, metrics, approvedLimit, scoreParts, ladderSteps } = explanation
  const { rulebook } = decider
  const trace = decider.trace(line, day)
  const page: LinePage = {
    summary: summariseLine(line, explanation, rulebook, openJudgements(book, line, asOf)),
    decision,
    trace,
    journal: journalOf(book.log.events, line),
    dues: decider.openDues(line, day),
    approvedLimit,
    metrics,
    scoreBase: rulebook.scorecard.document.base,
    scoreParts,
    ladderSteps,
    reach: reachOf(line),
    contacts: contactsOf(line, asOf),
    lastOf: lastEntries(line),
    layers: rulebook.policy.layers.map(({ id }) => ({
      id,
      firing: decision.reasons.flatMap((reason) => ('layer' in reason && reason.layer === id ? [reason.code] : [])),
    })),
  }
  return transfer(page, buffersOf(trace))
}

function buffersOf({ score, daysPastDue, limit, balance, status }: LineTrace): ArrayBufferLike[] {
  return [score, daysPastDue, limit, balance, status].map(({ buffer }) => buffer)
}

/** The events of a line, of its borrower and of the whole book, newest first. */
function journalOf(events: readonly JournalEvent[], line: BookLine): JournalEntry[] {
  const reversals = new Map<string, string>()
  for (const event of events) {
    if (isKnownEvent(event) && event.type === 'event.reversed') reversals.set(event.data.event, event.id)
  }
  return events
    // What says something about the journal itself is no news of a line.
    .filter((event) => (event.line === undefined || event.line === line.id) && !isAboutLog(event))
    .sort((a, b) => compareEvents(b, a))
    .map((event) => {
      // A reversal can't be reversed (E3).
      const reversedBy = event.type === 'event.reversed' ? undefined : reversals.get(event.id)
      const shown = shownEvent(event)
      return reversedBy === undefined ? { event: shown } : { event: shown, reversedBy }
    })
}
