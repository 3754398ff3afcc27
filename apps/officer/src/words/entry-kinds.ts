/** What kinds of entries are called where they are counted: a payment, payments. */
import { m } from '../paraglide/messages.js'

const KINDS: Readonly<Record<string, () => string>> = {
  'borrower.registered': m.kind_registered,
  'line.opened': m.kind_opened,
  'limit.set': m.kind_limit,
  'draw.made': m.kind_draw,
  'charge.added': m.kind_charge,
  'due.raised': m.kind_due,
  'due.cancelled': m.kind_due_cancelled,
  'payment.received': m.kind_payment,
  'statement.reported': m.kind_statement,
  'income.observed': m.kind_income,
  'spending.observed': m.kind_spending,
  'contact.made': m.kind_contact,
  'review.held': m.kind_review,
  'meeting.held': m.kind_meeting,
  'path.issued': m.kind_path,
  'event.reversed': m.kind_reversed,
}

interface Counted {
  readonly kind: string
  readonly count: number
}

/** Counts by kind, most first; kinds without a name of their own go together at the end. */
export function countedKinds(types: readonly { readonly type: string; readonly count: number }[]): Counted[] {
  const named = types.flatMap(({ type, count }) => (Object.hasOwn(KINDS, type) ? [{ kind: KINDS[type]!(), count }] : []))
  const others = types.reduce((sum, { type, count }) => (Object.hasOwn(KINDS, type) ? sum : sum + count), 0)
  return others > 0 ? [...named, { kind: m.kind_other(), count: others }] : named
}
