/** Which entries an officer may say never happened. */
import type { EventType } from '@tideline/journal'
import type { JournalEntry } from '@tideline/runtime'

/**
 * What was observed, paid, promised or noted. Who a borrower is and that a line was opened is put right by telling it
 * anew; a phase is the lender's; what two people decided is changed by two.
 */
const REVERSIBLE: ReadonlySet<string> = new Set<EventType>([
  'limit.set',
  'draw.made',
  'charge.added',
  'due.raised',
  'due.cancelled',
  'payment.received',
  'statement.reported',
  'income.observed',
  'spending.observed',
  'bureau.reported',
  'covenant.reported',
  'flag.raised',
  'flag.cleared',
  'contact.made',
  'review.held',
  'line.restructured',
  'override.proposed',
  'path.issued',
  'line.closed',
])

export function isReversible({ event, reversedBy }: JournalEntry): boolean {
  return reversedBy === undefined && REVERSIBLE.has(event.type)
}
