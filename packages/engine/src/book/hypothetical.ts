/** A borrower's lines with events that have not happened: what a path and a what-if are replayed on (W1). */
import { compareEvents, type KnownEvent } from '@tideline/journal'
import { closingDay, dayOf, mayTakePart, phasesOf, type Book, type BookLine } from './book.ts'

/**
 * The lines of one borrower with hypothetical events merged into theirs in canonical order; the book given
 * stays as it is. An event without a line concerns every line of the borrower, a `phase.set` the whole book;
 * a reversal takes its target out. Lines can't be opened by hypothesis.
 */
export function withEvents(book: Book, borrower: string, events: readonly KnownEvent[]): Book {
  const added = events.toSorted(compareEvents)
  const reversed = new Set(added.flatMap((event) => (event.type === 'event.reversed' ? [event.data.event] : [])))
  const lines = book.linesOf(borrower).map((line) => extend(line, added, reversed))
  const phases = added.some(({ type }) => type === 'phase.set') ? mergePhases(book, added) : book.phases
  return {
    lines,
    phases,
    linesOf: (id) => (id === borrower ? lines : []),
    line: (id) => lines.find((line) => line.id === id),
  }
}

function extend(line: BookLine, added: readonly KnownEvent[], reversed: ReadonlySet<string>): BookLine {
  const own = added.filter((event) => concerns(event, line))
  const kept = reversed.size === 0 ? line.events : line.events.filter(({ id }) => !reversed.has(id))
  if (own.length === 0 && kept.length === line.events.length) return line
  const last = kept.at(-1)
  const addedDays = own.map(({ on }) => dayOf(on))
  // Nearly always the added ones all come last.
  const inOrder = kept === line.events && (!last || !own[0] || compareEvents(last, own[0]) < 0)
  const events = inOrder ? [...kept, ...own] : [...kept, ...own].sort(compareEvents)
  const days = inOrder ? [...line.days, ...addedDays] : events.map(({ on }) => dayOf(on))
  return { ...line, events, days, closedOn: closingDay(events, days) }
}

function concerns(event: KnownEvent, line: BookLine): boolean {
  if (event.type === 'phase.set' || event.type === 'event.reversed' || event.type === 'line.opened') return false
  if ((event.line ?? line.id) !== line.id || (event.borrower ?? line.borrower) !== line.borrower) return false
  return mayTakePart(event, dayOf(event.on), line.openedOn)
}

function mergePhases(book: Book, added: readonly KnownEvent[]): Book['phases'] {
  // Of two phases of one day the later in canonical order counts; the hypothetical one is what is asked about.
  return [...book.phases, ...phasesOf(added)].sort((a, b) => a.day - b.day)
}
