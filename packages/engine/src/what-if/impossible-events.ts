/** Which events can't be asked about, and why (W13, W14): an answer that left one out in silence would mislead. */
import { formatDay, type Issue, type KnownEvent } from '@tideline/journal'
import { dayOf, mayTakePart, type Book, type BookLine } from '../book/book.ts'

/** Every reason for which valid events can't be added to what a line's book holds; empty if they can. */
export function impossibleEvents(book: Book, line: BookLine, events: readonly KnownEvent[]): Issue[] {
  const lines = book.linesOf(line.borrower)
  const real = new Map(lines.flatMap((each) => each.events.map((event) => [event.id, event] as const)))
  const seen = new Set<string>()
  return events.flatMap((event) => {
    const repeated = seen.has(event.id)
    seen.add(event.id)
    const misfit =
      (repeated && clash('an id that no other of these events has', event)) ||
      (real.has(event.id) && clash('an id that no event of the book has', event)) ||
      misplaced(event, line, lines) ||
      (event.type === 'event.reversed' && misaimed(event, real.get(event.data.event)))
    return misfit ? [{ ...misfit, event: event.id }] : []
  })
}

type Misfit = Omit<Issue, 'event'>

function clash(expected: string, { id }: KnownEvent): Misfit {
  return { code: 'conflicting-event', path: 'id', expected, got: id }
}

function misplaced(event: KnownEvent, line: BookLine, lines: readonly BookLine[]): Misfit | null {
  if (event.type === 'line.opened') return bad('type', 'an event on a line that is open: an opening is no what-if', event.type)
  if (event.type === 'phase.set') return null
  if (event.borrower !== undefined && event.borrower !== line.borrower) return bad('borrower', `the line's borrower, ${line.borrower}`, event.borrower)
  const concerned = event.line === undefined ? line : lines.find(({ id }) => id === event.line)
  if (!concerned) return bad('line', `a line of ${line.borrower}: ${lines.map(({ id }) => id).join(', ')}`, event.line!)
  if (event.type === 'event.reversed' || mayTakePart(event, dayOf(event.on), concerned.openedOn)) return null
  return bad('on', `the day of the opening, ${formatDay(concerned.openedOn)}, or later`, event.on)
}

function misaimed(event: KnownEvent & { readonly type: 'event.reversed' }, target: KnownEvent | undefined): Misfit | null {
  if (!target) return bad('data.event', 'the id of an event that takes part in the life of a line of the borrower', event.data.event)
  if (target.type === 'line.opened') return bad('data.event', 'an event other than the opening of a line', event.data.event)
  if (event.line !== target.line) return bad('line', `what the reversed event has, ${target.line ?? 'none'}`, event.line ?? 'none')
  return event.borrower === target.borrower ? null : bad('borrower', `what the reversed event has, ${target.borrower}`, `${event.borrower}`)
}

function bad(path: string, expected: string, got: string): Misfit {
  return { code: 'bad-data', path, expected, got }
}
