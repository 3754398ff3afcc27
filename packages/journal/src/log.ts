/** A log: events joined into the one set that replay reads. */
import { assert } from './assert.ts'
import { canonicalJson } from './canonical-json.ts'
import { isKnownEvent, type EventOf, type JournalEvent, type KnownEvent } from './event.ts'
import { compareInstants, parseInstant } from './instant.ts'
import type { Issue } from './issue.ts'
import { crossCheck, reversedIds } from './cross-check.ts'
import { compareEvents, inCanonicalOrder } from './order.ts'

/** Unique events in canonical order, checked against each other. Only `joinLog` makes one, and `partOf` of another. */
export interface Log {
  readonly events: readonly JournalEvent[]
  /** Those of the events without which no other can be placed: what never happened, and which lines there are. */
  readonly reversals: readonly EventOf<'event.reversed'>[]
  readonly openings: readonly EventOf<'line.opened'>[]
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
  const log = logOf(ordered)
  const issues = crossCheck(log, byId)
  return issues.length > 0 ? { ok: false, issues } : { ok: true, log }
}

/** A part of a log is a log: its events stay in order, and of one id each. */
export function partOf(log: Log, keeps: (event: JournalEvent) => boolean): Log {
  return logOf(log.events.filter(keeps))
}

function logOf(events: readonly JournalEvent[]): Log {
  const reversals: EventOf<'event.reversed'>[] = []
  const openings: EventOf<'line.opened'>[] = []
  for (const event of events) {
    if (!isKnownEvent(event)) continue
    if (event.type === 'event.reversed') reversals.push(event)
    else if (event.type === 'line.opened') openings.push(event)
  }
  return { events, reversals, openings }
}

/** Whether two events of one id are the same record (E2). */
export function sameContent(a: JournalEvent, b: JournalEvent): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b)
}

/** The events that take part, in canonical order; reversals themselves are still among them. */
export function knownLog(log: Log, knownAt?: string): KnownEvent[] {
  return log.events.filter(takingPart(log, knownAt))
}

/**
 * Which events of a log take part: known at `knownAt` (E6), not reversed by one of those (E3), of a known type
 * (E4). `knownAt` is an instant as in `at`.
 */
export function takingPart({ reversals }: Log, knownAt?: string): (event: JournalEvent) => event is KnownEvent {
  assert(knownAt === undefined || parseInstant(knownAt) !== null, 'knownAt is an instant YYYY-MM-DDTHH:MM:SSZ')
  const isIn = (event: JournalEvent): boolean => knownAt === undefined || compareInstants(event.at, knownAt) <= 0
  const reversed = reversedIds(reversals.filter(isIn))
  return (event): event is KnownEvent => isKnownEvent(event) && isIn(event) && !(reversed.size > 0 && reversed.has(event.id))
}

function isOrdered(events: readonly JournalEvent[]): boolean {
  for (let i = 1; i < events.length; i++) if (compareEvents(events[i - 1]!, events[i]!) >= 0) return false
  return true
}

function conflict(id: string): Issue {
  const [expected, got] = ['one content for an id', 'another content']
  return { code: 'conflicting-event', path: 'id', expected, got, event: id }
}
