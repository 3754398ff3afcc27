/** The contacts about a line, and what became of the promises to pay that were given in them. */
import type { BookLine } from '@tideline/engine'
import { plainText } from '@tideline/import'
import type { EventOf } from '@tideline/journal'
import type { ContactSeen, PromiseToPay } from '../line-contract.ts'

/**
 * Newest first, up to a day. Judged as `broken_promises_3m` of the engine judges them: by the payments on the line from
 * the day of the contact to the day promised; in reported mode by nothing.
 */
export function contactsOf({ events }: BookLine, asOf: string): ContactSeen[] {
  const reported = events.some(({ type, on }) => type === 'statement.reported' && on <= asOf)
  const payments = events.filter((event) => event.type === 'payment.received').filter(({ on }) => on <= asOf)
  const contacts = events.filter((event) => event.type === 'contact.made').filter(({ on }) => on <= asOf)
  return contacts.reverse().map((contact) => {
    const { id, on, by, data } = contact
    const seen = { event: id, on, by: plainText(by), kind: data.kind, outcome: plainText(data.outcome) }
    return data.promise ? { ...seen, promise: kept(contact, data.promise, payments, { asOf, reported }) } : seen
  })
}

interface Judging {
  readonly asOf: string
  readonly reported: boolean
}

function kept({ on }: EventOf<'contact.made'>, { amount, by }: { readonly amount: number; readonly by: string }, payments: readonly EventOf<'payment.received'>[], { asOf, reported }: Judging): PromiseToPay {
  const within = payments.filter((payment) => payment.on >= on && payment.on <= by)
  const paid = within.reduce((sum, { data }) => sum + data.amount, 0)
  const state = reported ? 'unknown' : paid >= amount ? 'kept' : by < asOf ? 'broken' : 'open'
  return { amount, by, paid, state }
}
