/** Canonical order (E1): the log is a set, and this is the one way to list it. */
import { EVENT_RANK, type JournalEvent } from './event.ts'
import { compareInstants } from './instant.ts'

const ranks: ReadonlyMap<string, number> = new Map(Object.entries(EVENT_RANK))
/** Unknown types come after every known one of their day (E9); the order must be total, they take no part. */
const UNKNOWN_RANK = 1 + Math.max(...ranks.values())

/** Rank of a type within its day. */
export function rankOf(type: string): number {
  return ranks.get(type) ?? UNKNOWN_RANK
}

/** Order of two valid events by (`on`, rank, `at` as an instant, `id` by its bytes); 0 only for the same id. */
export function compareEvents(a: JournalEvent, b: JournalEvent): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1
  if (a.type !== b.type) {
    const byRank = rankOf(a.type) - rankOf(b.type)
    if (byRank !== 0) return byRank
  }
  const byInstant = compareInstants(a.at, b.at)
  if (byInstant !== 0) return byInstant
  // Ids are ASCII, so the order of code units is the order of bytes.
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

/** A log this long is worth dealing into days first: most comparisons of a sort are then of instants alone. */
const WORTH_DEALING = 1000

/** Valid events, listed canonically; they need not be in any order. */
export function inCanonicalOrder(events: readonly JournalEvent[]): JournalEvent[] {
  if (events.length < WORTH_DEALING) return events.toSorted(compareEvents)
  const ofDays = new Map<string, JournalEvent[]>()
  for (const event of events) {
    const ofDay = ofDays.get(event.on)
    if (ofDay === undefined) ofDays.set(event.on, [event])
    else ofDay.push(event)
  }
  const ordered: JournalEvent[] = []
  // Days are written so that the order of their texts is theirs.
  for (const on of [...ofDays.keys()].sort()) for (const event of ofDays.get(on)!.sort(compareEvents)) ordered.push(event)
  return ordered
}
