/** What is known of a borrower besides the lines, and when somebody last spoke with them. */
import type { BookLine } from '@tideline/engine'
import { plainText } from '@tideline/import'
import { formatDay, takingPart, type KnownEvent, type Log } from '@tideline/journal'
import { centreName } from '../day/meetings.ts'

export interface Person {
  readonly borrower: string
  /** The name last registered; the borrower's id where none was. */
  readonly name: string
  readonly branch: string
  readonly centre: string
  readonly phone: string
}

/** Of a borrower about whom nothing can be read. */
export function nobody(borrower: string): Person {
  return { borrower, name: plainText(borrower), branch: '', centre: '', phone: '' }
}

/** As last registered; the fields that were not are empty, the name is the id. */
export function personOf(borrower: string, log: Log): Person {
  const takesPart = takingPart(log)
  const registered = log.events.findLast((event) => event.type === 'borrower.registered' && takesPart(event))
  // Extra fields (journal E11) may hold whatever JSON can.
  const data = (registered?.data ?? {}) as Readonly<Record<string, unknown>>
  const text = (field: string): string => (typeof data[field] === 'string' ? plainText(data[field]) : '')
  const centre = typeof data.centre === 'string' ? plainText(centreName(data.centre)) : ''
  return { borrower, name: text('name') || plainText(borrower), branch: text('branch'), centre, phone: text('phone') }
}

/** When somebody spoke with the borrower about a line. */
export interface LineContact {
  readonly openedOn: string
  /** The last day of a call, a visit or a review; `null` without one. A message is no contact. */
  readonly last: string | null
}

/** Of each line, up to the day `asOf`. */
export function contactsOf(lines: readonly BookLine[], asOf: string): ReadonlyMap<string, LineContact> {
  const isContact = (event: KnownEvent): boolean => event.type === 'review.held' || (event.type === 'contact.made' && event.data.kind !== 'message')
  return new Map(
    lines.map(({ id, openedOn, events }) => [
      id,
      { openedOn: formatDay(openedOn), last: events.findLast((event) => event.on <= asOf && isContact(event))?.on ?? null },
    ]),
  )
}
