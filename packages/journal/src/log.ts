/** A log: events joined into the one set that replay reads. */
import { assert } from './assert.ts'
import { canonicalJson } from './canonical-json.ts'
import { isKnownEvent, type JournalEvent, type KnownEvent } from './event.ts'
import { compareInstants, parseInstant } from './instant.ts'
import type { Issue } from './issue.ts'
import { crossCheck, reversedIds } from './cross-check.ts'
import { compareEvents, inCanonicalOrder } from './order.ts'

/** Unique events in canonical order, checked against each other. Only `joinLog` makes one. */
export interface Log {
  readonly events: readonly JournalEvent[]
}

export type JoinResult =
  | { readonly ok: true; readonly log: Log }
  | { readonly ok: false; readonly issues: Issue[] }

/**
 * Joins valid events, in any order and any number of times each (E1, E2), and checks what no event shows
 * alone: that a line's events name its borrower (E5) and that a reversal names its target's (E8).
 */
export function joinLog(events: readonly JournalEvent[]): JoinResult {
  const byId = new Map<string, JournalEvent>()
  const conflicts: Issue[] = []
  for (const event of events) {
    const first = byId.get(event.id)
    if (first === undefined) byId.set(event.id, event)
    else if (!sameContent(first, event)) conflicts.push(conflict(event.id))
  }
  if (conflicts.length > 0) return { ok: false, issues: conflicts }
  const unique = byId.size === events.length ? events.slice() : [...byId.values()]
  const ordered = isOrdered(unique) ? unique : inCanonicalOrder(unique)
  const issues = crossCheck(ordered, byId)
  return issues.length > 0 ? { ok: false, issues } : { ok: true, log: { events: ordered } }
}

/** Whether two events of one id are the same record (E2). */
export function sameContent(a: JournalEvent, b: JournalEvent): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b)
}

/**
 * The events that take part, in canonical order: known at `knownAt` (E6), not reversed by one of those (E3),
 * of a known type (E4). Reversals themselves are still among them. `knownAt` is an instant as in `at`.
 */
export function knownLog(log: Log, knownAt?: string): KnownEvent[] {
  assert(knownAt === undefined || parseInstant(knownAt) !== null, 'knownAt is an instant YYYY-MM-DDTHH:MM:SSZ')
  const known =
    knownAt === undefined ? log.events : log.events.filter(event => compareInstants(event.at, knownAt) <= 0)
  const reversed = reversedIds(known)
  const taking: KnownEvent[] = []
  for (const event of known) if (isKnownEvent(event) && !(reversed.size > 0 && reversed.has(event.id))) taking.push(event)
  return taking
}

function isOrdered(events: readonly JournalEvent[]): boolean {
  for (let i = 1; i < events.length; i++) if (compareEvents(events[i - 1]!, events[i]!) >= 0) return false
  return true
}

function conflict(id: string): Issue {
  const [expected, got] = ['one content for an id', 'another content']
  return { code: 'conflicting-event', path: 'id', expected, got, event: id }
}
