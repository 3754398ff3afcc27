/** A line with what did not happen: decided and forgotten (W1). */
import { createDecider, impossibleEvents, MoneyOverflowError, whatIf, withEvents, type BookLine } from '@tideline/engine'
import { isKnownEvent, validateEvent, type Issue, type KnownEvent } from '@tideline/journal'
import type { Draft, WhatIf } from '../contract.ts'
import type { BorrowerBook } from './borrower-book.ts'
import { dayOf } from './summary.ts'

/** `at` is the instant that the drafts bear. `null` on a day before the line's opening. */
export function suppose(book: BorrowerBook, line: BookLine, until: string, drafts: readonly Draft[], at: string): WhatIf | null {
  const day = dayOf(until)
  if (day < line.openedOn) return null
  const imagined = imagine(line, drafts, at)
  if (!imagined.ok) return imagined
  const decider = book.deciderOf(line)
  const issues = impossibleEvents(decider.book, line, imagined.events)
  if (issues.length > 0) return { ok: false, issues }
  try {
    const { now, then } = whatIf(decider, line, imagined.events, day)
    const supposed = withEvents(decider.book, line.borrower, imagined.events)
    const trace = { now: decider.trace(line, day), then: createDecider(supposed, decider.rulebook).trace(supposed.line(line.id)!, day) }
    return { ok: true, now, then, trace }
  } catch (error) {
    if (!(error instanceof MoneyOverflowError)) throw error
    return { ok: false, issues: [{ code: 'money-overflow', path: 'data', expected: 'a sum within ±(2^53−1)', got: error.message }] }
  }
}

type Imagined = { readonly ok: true; readonly events: readonly KnownEvent[] } | { readonly ok: false; readonly issues: readonly Issue[] }

function imagine(line: BookLine, drafts: readonly Draft[], at: string): Imagined {
  const events: KnownEvent[] = []
  const issues: Issue[] = []
  drafts.forEach(({ type, on, by, data, ...draft }, i) => {
    const borrower = draft.borrower ?? line.borrower
    // A prefix that no real id has, the line's own: two what-ifs at once must not meet.
    const event = { id: `what-if/${line.id}/${i}`, type, borrower, ...(draft.line !== undefined && { line: draft.line }), on, at, by, data }
    const checked = validateEvent(event)
    if (!checked.ok) issues.push(...checked.issues)
    else if (isKnownEvent(checked.event)) events.push(checked.event)
  })
  return issues.length > 0 ? { ok: false, issues } : { ok: true, events }
}
