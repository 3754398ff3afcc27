/**
 * What is no valid entry on this journal though each event is valid in itself: money handed out that the line does not
 * allow, and a reversal that would do nothing or undo what two people decided. Files are not held to it: they tell of
 * what has happened elsewhere.
 */
import { MoneyOverflowError } from '@tideline/engine'
import { isKnownEvent, type EventOf, type JournalEvent } from '@tideline/journal'
import type { BatchResult, DrawRefusal } from '../record-contract.ts'
import { openBorrower } from './borrower-book.ts'
import { dayOf } from './summary.ts'

export interface Forbidden {
  readonly event: JournalEvent
  readonly refusal: BatchResult & { readonly ok: false }
}

/** The first of a borrower's new events that may not be; `null` where all may. `stored` are the borrower's before them. */
export function forbidden(stored: readonly JournalEvent[], bookWide: readonly JournalEvent[], fresh: readonly JournalEvent[]): Forbidden | null {
  const before: JournalEvent[] = [...stored]
  for (const event of fresh) {
    const refusal = isKnownEvent(event) ? refusalOf(event, before, bookWide) : null
    if (refusal) return { event, refusal }
    before.push(event)
  }
  return null
}

function refusalOf(event: JournalEvent, before: readonly JournalEvent[], bookWide: readonly JournalEvent[]): Forbidden['refusal'] | null {
  if (event.type === 'event.reversed') return vainReversal(event as EventOf<'event.reversed'>, [...before, ...bookWide])
  if (event.type !== 'draw.made') return null
  const draw = refusedDraw(event as EventOf<'draw.made'>, before, bookWide)
  return draw && { ok: false, issues: [], draw }
}

/** A draw is judged by its own day: one that happened while the line was open may be recorded later. */
function refusedDraw({ line: id, on, data }: EventOf<'draw.made'>, before: readonly JournalEvent[], bookWide: readonly JournalEvent[]): DrawRefusal | null {
  const opened = openBorrower(before, bookWide)
  const line = opened.ok && id !== undefined ? opened.book.line(id) : undefined
  const day = dayOf(on)
  if (!opened.ok || !line || day < line.openedOn) return null
  try {
    const [decision] = opened.book.deciderOf(line).decide(line, [day])
    if (!decision || data.amount <= decision.available) return null
    const { status, since, available } = decision
    return { on, status, since, available }
  } catch (error) {
    // Amounts that can't be added up are told of when the lines are decided with the new entry.
    if (error instanceof MoneyOverflowError) return null
    throw error
  }
}

/** Decided by two people, and undone by two: by another override. */
const BY_TWO: ReadonlySet<string> = new Set(['override.approved', 'override.refused'])

function vainReversal({ id, data }: EventOf<'event.reversed'>, known: readonly JournalEvent[]): Forbidden['refusal'] | null {
  const target = known.find((event) => event.id === data.event)
  // It may come later, from another device (journal E12).
  if (!target) return null
  if (BY_TWO.has(target.type)) {
    return { ok: false, issues: [], failure: { code: 'not-allowed', detail: 'what two people decided is changed by another override' } }
  }
  const reversed = known.some((event) => event.type === 'event.reversed' && (event as EventOf<'event.reversed'>).data.event === target.id)
  if (target.type !== 'event.reversed' && !reversed) return null
  return { ok: false, issues: [{ code: 'bad-data', path: 'data.event', expected: 'an entry that has not been reversed', got: target.type === 'event.reversed' ? 'a reversal' : 'one that has', event: id }] }
}
