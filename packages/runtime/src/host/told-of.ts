/** What was told of a line: a past decision replayed with what was known then (O2). */
import { asTold, type AsTold, type BookLine } from '@tideline/engine'
import { parseInstant } from '@tideline/journal'
import type { BorrowerBook } from './borrower-book.ts'
import { shownEvent } from './shown-event.ts'
import { dayOf } from './summary.ts'

/** By the policy that decides the line now; `null` for an instant that is none, too. Throws `MoneyOverflowError`. */
export function toldOf(book: BorrowerBook, line: BookLine, day: string, knownAt: string): AsTold | null {
  if (parseInstant(knownAt) === null) return null
  const told = asTold(book.log, book.deciderOf(line).rulebook, { line: line.id, day: dayOf(day), knownAt })
  return told && { ...told, causes: told.causes.map((cause) => ({ ...cause, event: shownEvent(cause.event) as typeof cause.event })) }
}
