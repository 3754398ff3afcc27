/** Borrowers come to a centre: registered anew, as they were registered last, with the name of the centre. */
import { joinLog, takingPart, type JournalEvent } from '@tideline/journal'
import type { Draft } from '../../contract.ts'

export function placingDraft(borrower: string, events: readonly JournalEvent[], centre: string, by: string, on: string): Draft {
  return { type: 'borrower.registered', borrower, on, by, data: { ...lastRegistration(borrower, events), centre } }
}

/** What is stored, to the letter: what a page is shown is made plain. */
function lastRegistration(borrower: string, events: readonly JournalEvent[]): Readonly<Record<string, unknown>> {
  const joined = joinLog(events)
  const stands = joined.ok ? takingPart(joined.log) : null
  const registered = joined.ok ? joined.log.events.findLast((event) => event.type === 'borrower.registered' && stands!(event)) : undefined
  return (registered?.data ?? { name: borrower, branch: '' }) as Readonly<Record<string, unknown>>
}
