/** What a person waits for: one new event to a new decision, a suspended line's way back. */
import { createDecider, findPaths, openBook, type Book, type BookLine } from '@tideline/engine'
import { addDays, formatDay, unpackEvents, type JournalEvent } from '@tideline/journal'
import { readPieces } from '../book/book-file.ts'
import { decidersOf, logOf, shippedRulebooks } from '../book/deciders.ts'
import { lastDay } from '../book/plan.ts'
import { grouped } from '../figures.ts'
import { heldBytes, timeEach, type TaskResult } from '../measure.ts'
import type { BookSource } from '../replay/tasks.ts'

export const NEW_EVENT = 'one new event to a new decision'
export const PATH = 'the paths of a suspended line'

const ASKED = 2_000
/** Suspended lines asked for their paths. */
const LOST = 600

/**
 * What a device does after an entry is saved: the borrower's events unpacked, the new one joined to them, their
 * lines opened and replayed. The writing itself is measured with the storage layouts.
 */
export async function measureNewEvent({ path, plan }: BookSource): Promise<TaskResult> {
  const pieces = readPieces(path)
  const rulebooks = shippedRulebooks()
  const phases = unpackEvents(pieces[0]!)
  const today = addDays(lastDay(plan), 1)
  const asked = pieces.slice(1, ASKED + 1)
  const payments = asked.map((piece) => paymentOn(formatDay(today), unpackEvents(piece)))
  const held = heldBytes()
  const samples = timeEach(
    asked.map((piece, i) => ({ piece, payment: payments[i]! })),
    ({ piece, payment }) => {
      const book = openBook(logOf([...phases, ...unpackEvents(piece), payment]))
      const deciderOf = decidersOf(book, rulebooks)
      return book.linesOf(payment.borrower!).map((line) => deciderOf(line).decide(line, [today]))
    },
  )
  return { measured: [{ what: NEW_EVENT, samples, single: true }], heldBytes: held }
}

/** From a borrower's opened book to the paths of a line that is suspended today: ledgers, candidates, proofs. */
export async function measurePaths({ path, plan }: BookSource): Promise<TaskResult> {
  const pieces = readPieces(path)
  const rulebooks = shippedRulebooks()
  const today = lastDay(plan)
  const phases = unpackEvents(pieces[0]!)
  const lost: { readonly book: Book; readonly line: BookLine }[] = []
  for (const piece of pieces.slice(1)) {
    const book = openBook(logOf([...phases, ...unpackEvents(piece)]))
    const deciderOf = decidersOf(book, rulebooks)
    for (const line of book.lines) if (deciderOf(line).decide(line, [today])[0]?.status === 'suspended') lost.push({ book, line })
    if (lost.length >= LOST) break
  }
  let [shown, told] = [0, 0]
  const held = heldBytes()
  const samples = timeEach(
    lost,
    ({ book, line }) => {
      const found = findPaths(createDecider(book, rulebooks[line.kind]), line, today)
      if (found?.none) told++
      else shown++
      return found
    },
    0,
  )
  const notes = [`${PATH}: ${grouped(lost.length)} lines; ${grouped(shown)} have one, ${grouped(told)} are told why there is none.`]
  return { measured: [{ what: PATH, samples, single: true }], heldBytes: held, notes }
}

function paymentOn(on: string, events: readonly JournalEvent[]): JournalEvent {
  const { borrower, line } = events.find(({ type }) => type === 'line.opened')!
  const [id, at, data] = [`new-${line}`, `${on}T09:00:00Z`, { amount: 30_000 }]
  return { id, type: 'payment.received', borrower: borrower!, line: line!, on, at, by: 'officer-1', data }
}
