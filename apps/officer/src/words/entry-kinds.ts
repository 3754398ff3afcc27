/** Entries counted by kind, in words: 1 payment, 3 draws. */
import { m } from '../paraglide/messages.js'

const KINDS: Readonly<Record<string, (counted: { readonly count: number }) => string>> = {
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
  'flag.raised': m.kind_flag,
  'flag.cleared': m.kind_flag,
  'override.proposed': m.kind_override,
  'override.approved': m.kind_override,
  'override.refused': m.kind_override,
  'event.reversed': m.kind_reversed,
}

/** Counts in words, most first; kinds without a name of their own go together at the end. */
export function countedKinds(types: readonly { readonly type: string; readonly count: number }[]): string[] {
  const counts = new Map<(counted: { readonly count: number }) => string, number>()
  for (const { type, count } of types) {
    const kind = Object.hasOwn(KINDS, type) ? KINDS[type]! : m.kind_other
    counts.set(kind, (counts.get(kind) ?? 0) + count)
  }
  const others = counts.get(m.kind_other)
  counts.delete(m.kind_other)
  return [...counts, ...(others ? [[m.kind_other, others] as const] : [])].map(([kind, count]) => kind({ count }))
}
