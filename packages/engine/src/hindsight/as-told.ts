/** A decision told to a borrower, kept as told, beside what is known today of that same day (O2). */
import {
  assert,
  canonicalJson,
  compareInstants,
  formatDay,
  isKnownEvent,
  parseInstant,
  partOf,
  type Day,
  type JournalEvent,
  type KnownEvent,
  type Log,
} from '@tideline/journal'
import { openBook } from '../book/book.ts'
import { createDecider } from '../decision/decider.ts'
import type { Decision } from '../decision/decision.ts'
import type { Status } from '../policy/policy.ts'
import type { Rulebook } from '../policy/rulebook.ts'

export interface Telling {
  readonly line: string
  /** The day the decision is about. */
  readonly day: Day
  /** The instant at which it was told, as in an event's `at`. */
  readonly knownAt: string
}

export interface AsTold {
  readonly knownAt: string
  /** The decision as it was told: what was known then, byte for byte. */
  readonly told: Decision
  /** The decision of the same day with all that is known; `null` if by now there was no such line on it. */
  readonly now: Decision | null
  /** The fields in which the two differ; empty when the decision stands as told. */
  readonly differs: readonly DecisionField[]
  /** The events recorded after the telling that made a difference, as they were recorded. */
  readonly causes: readonly LaterCause[]
}

export type DecisionField = keyof Decision

export interface LaterCause {
  readonly event: KnownEvent
  /** `correction`: it changed the status of the day that was told of; `fact`: anything else of the decision. */
  readonly kind: 'correction' | 'fact'
  readonly differs: readonly DecisionField[]
  /** The status of the day before and after it was recorded; `null`: no line. */
  readonly before: Status | null
  readonly after: Status | null
}

/**
 * `null` if nothing could have been told: the line was not known at that instant, or not open on that day.
 * The rulebook is the one it was told by. Throws `MoneyOverflowError`.
 */
export function asTold(log: Log, rulebook: Rulebook, telling: Telling): AsTold | null {
  assert(parseInstant(telling.knownAt) !== null, 'knownAt is an instant YYYY-MM-DDTHH:MM:SSZ')
  const own = eventsAbout(log, telling.line)
  const isKnown = ({ at }: JournalEvent): boolean => compareInstants(at, telling.knownAt) <= 0
  const decide = (keeps: (event: JournalEvent) => boolean): Decision | null => decisionOn(partOf(own, keeps), rulebook, telling)
  const told = decide(isKnown)
  if (!told) return null
  const later = own.events.filter((event) => !isKnown(event) && mayMatter(event, telling.day)).sort(asRecorded) as KnownEvent[]
  const causes: LaterCause[] = []
  const known = new Set(own.events.filter(isKnown))
  let before: Decision | null = told
  for (const event of later) {
    known.add(event)
    // What was known once later events are left out (E6).
    const after = decide((each) => known.has(each))
    const differs = differences(before, after)
    if (differs.length > 0) causes.push(causeOf(event, differs, before, after))
    before = after
  }
  const now = decisionOn(own, rulebook, telling)
  return { knownAt: telling.knownAt, told, now, differs: differences(told, now), causes }
}

/** All that can reach a line's decisions: the events of those who ever opened it, and those of the whole book. */
function eventsAbout(log: Log, line: string): Log {
  const owners = new Set(log.openings.flatMap((opening) => (opening.line === line ? [opening.borrower] : [])))
  return partOf(log, ({ borrower }) => borrower === undefined || owners.has(borrower))
}

/** What takes effect after the day can't change it, but for a reversal, which holds for all days (E3). */
function mayMatter(event: JournalEvent, day: Day): boolean {
  return isKnownEvent(event) && (event.type === 'event.reversed' || event.on <= formatDay(day))
}

/** Ids are ASCII, so the order of code units is that of bytes. */
function asRecorded(a: JournalEvent, b: JournalEvent): number {
  return compareInstants(a.at, b.at) || (a.id < b.id ? -1 : 1)
}

function decisionOn(log: Log, rulebook: Rulebook, { line: id, day }: Telling): Decision | null {
  const book = openBook(log)
  const line = book.line(id)
  return (line && createDecider(book, rulebook).decide(line, [day])[0]) ?? null
}

function causeOf(event: KnownEvent, differs: readonly DecisionField[], before: Decision | null, after: Decision | null): LaterCause {
  const statuses = { before: before?.status ?? null, after: after?.status ?? null }
  return { event, kind: statuses.before === statuses.after ? 'fact' : 'correction', differs, ...statuses }
}

/** The fields that differ, in the order of a decision; where one of two is none, all there are. */
function differences(a: Decision | null, b: Decision | null): DecisionField[] {
  const fields = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])] as DecisionField[]
  return fields.filter((field) => bytesOf(a?.[field]) !== bytesOf(b?.[field]))
}

function bytesOf(value: unknown): string {
  return value === undefined ? '' : canonicalJson(value)
}
