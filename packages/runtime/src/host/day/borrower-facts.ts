/** What the officer's day needs of a borrower, beside the rows of the queue: small, as it is kept for the whole book. */
import type { BookLine, Decision } from '@tideline/engine'
import { plainText } from '@tideline/import'
import { addDays, formatDay, takingPart, type EventOf } from '@tideline/journal'
import type { Why } from '../../day-contract.ts'
import type { BorrowerBook } from '../borrower-book.ts'
import { contactsOf } from '../contacts.ts'
import { dayOf } from '../summary.ts'
import { centreName } from './meetings.ts'

/** This week and the next can be planned from any of their days. */
const DAYS_AHEAD = 13
/** A promise that was not kept is news for this long. */
const BROKEN_DAYS = 7

/** What was promised to be paid by a day, by or to the borrower. */
export type PromisedPayment = Extract<Why, { readonly kind: 'promise' | 'path-step' }>

export interface LineFacts {
  /** Unpaid dues up to `DAYS_AHEAD` days ahead, oldest first. */
  readonly dues: readonly { readonly dueOn: string; readonly unpaid: number }[]
  readonly promises: readonly PromisedPayment[]
  /** `null` for a closed line. */
  readonly nextReviewOn: string | null
}

export interface BorrowerFacts {
  /** As last registered; the id where nobody was. */
  readonly name: string
  readonly centre: string | null
  /** By line id. */
  readonly lines: ReadonlyMap<string, LineFacts>
}

export function factsOf(borrower: string, { log }: BorrowerBook, lines: ReadonlyMap<string, LineFacts>): BorrowerFacts {
  const takesPart = takingPart(log)
  const registered = log.events.findLast((event): event is EventOf<'borrower.registered'> => event.type === 'borrower.registered' && takesPart(event))
  const { name = borrower, centre } = (registered?.data ?? {}) as { readonly name?: string; readonly centre?: unknown }
  // An extra field (journal E11): whatever JSON can hold may stand there.
  const named = typeof centre === 'string' ? centreName(centre) : ''
  return { name: plainText(name), centre: named === '' ? null : named, lines }
}

export function lineFactsOf(book: BorrowerBook, line: BookLine, decision: Decision): LineFacts {
  const day = dayOf(decision.asOf)
  const last = formatDay(addDays(day, DAYS_AHEAD))
  if (decision.status === 'closed') return { dues: [], promises: [], nextReviewOn: null }
  const dues = book.deciderOf(line).openDues(line, day).filter(({ dueOn }) => dueOn <= last)
  const promises = [spokenPromise(line, decision.asOf), pathStep(line, decision)].filter((promise) => promise !== null && promise.by <= last)
  return {
    dues: dues.map(({ dueOn, unpaid }) => ({ dueOn, unpaid })),
    promises: promises as readonly PromisedPayment[],
    nextReviewOn: decision.nextReviewOn,
  }
}

/** The promise that the borrower made last, unless it is kept or long broken. */
function spokenPromise(line: BookLine, asOf: string): PromisedPayment | null {
  // A book has thousands of contacts and few promises that still matter.
  const news = formatDay(addDays(dayOf(asOf), -BROKEN_DAYS))
  if (!line.events.some((event) => event.type === 'contact.made' && event.data.promise !== undefined && event.data.promise.by >= news)) return null
  const contact = contactsOf(line, asOf).find(({ promise }) => promise)
  if (!contact?.promise) return null
  const { amount, by, paid, state } = contact.promise
  return (state === 'open' || state === 'broken') && by >= news ? { kind: 'promise', amount, paid, on: contact.on, by, overdue: state === 'broken' } : null
}

/** The next payment by which a promised path is kept (engine Q2): what is still to come of the sum of its steps up to then. */
function pathStep(line: BookLine, { promise, asOf }: Decision): PromisedPayment | null {
  if (promise?.state !== 'running') return null
  const issued = line.events.find(({ id }) => id === promise.event) as EventOf<'path.issued'> | undefined
  const paid = issued ? paidBetween(line, issued.on, asOf) : 0
  let sum = 0
  for (const step of (issued?.data.steps ?? []).toSorted((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0))) {
    if (step.kind !== 'payment') continue
    sum += step.amount
    if (step.by >= asOf && sum > paid) return { kind: 'path-step', amount: sum - paid, by: step.by, reopensOn: promise.reopensOn }
  }
  return null
}

function paidBetween({ events }: BookLine, from: string, to: string): number {
  return events.reduce((sum, event) => sum + (event.type === 'payment.received' && event.on >= from && event.on <= to ? event.data.amount : 0), 0)
}
