/** A decision with events that have not happened, beside today's (W1). */
import { assert, type Day, type KnownEvent } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { withEvents } from '../book/hypothetical.ts'
import { createDecider, type Decider } from '../decision/decider.ts'
import type { Decision } from '../decision/decision.ts'
import { impossibleEvents } from './impossible-events.ts'

export interface WhatIf {
  /** The decision of the day as it is. */
  readonly now: Decision
  /** The decision of the same day if the events had happened as well. */
  readonly then: Decision
}

/**
 * Decides a line on a day on or after its opening, without and with valid events that are not in the book;
 * nothing of them is kept. What `impossibleEvents` finds must have been refused. Throws `MoneyOverflowError`.
 */
export function whatIf(decider: Decider, line: BookLine, events: readonly KnownEvent[], day: Day): WhatIf {
  const [issue] = impossibleEvents(decider.book, line, events)
  assert(!issue, `Only events that could happen can be asked about: ${issue?.path} of ${issue?.event} is ${issue?.got}`)
  assert(day >= line.openedOn, 'A line has no decision before its opening')
  const imagined = withEvents(decider.book, line.borrower, events)
  const [now] = decider.decide(line, [day])
  const [then] = createDecider(imagined, decider.rulebook).decide(imagined.line(line.id)!, [day])
  return { now: now!, then: then! }
}
