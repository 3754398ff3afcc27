/** From a heap of events to what concerns one line, in canonical order: E1 to E8. */
import type { EventOf, EventType, JournalEvent, KnownEvent } from '@tideline/journal'
import { canonicalJson } from './canonical-json.ts'
import { dayOf, instantOf } from './days.ts'

/** The table of spec §2, and E13. */
const RANK: { readonly [T in EventType]: number } = {
  'borrower.registered': 0,
  'line.opened': 1,
  'limit.set': 2,
  'phase.set': 3,
  'draw.made': 4,
  'charge.added': 5,
  'due.raised': 6,
  'due.cancelled': 7,
  'payment.received': 8,
  'statement.reported': 9,
  'income.observed': 10,
  'spending.observed': 11,
  'bureau.reported': 12,
  'covenant.reported': 13,
  'flag.raised': 14,
  'flag.cleared': 14,
  'contact.made': 16,
  'review.held': 17,
  'line.restructured': 18,
  'override.proposed': 19,
  'override.approved': 20,
  'line.closed': 21,
  'event.reversed': 22,
  'path.issued': 23,
}

/** E7: the types that take part even before the line is opened. */
const BEFORE_OPENING: ReadonlySet<EventType> = new Set<EventType>([
  'borrower.registered',
  'phase.set',
  'income.observed',
  'spending.observed',
  'bureau.reported',
  'flag.raised',
  'flag.cleared',
])

/** E8: the types that never name a line and concern every line of their borrower. */
const OF_THE_BORROWER: ReadonlySet<EventType> = new Set<EventType>([
  'borrower.registered',
  'income.observed',
  'spending.observed',
  'bureau.reported',
])

/** E8: the types that may name a line or concern all lines of their borrower. */
const OF_EITHER: ReadonlySet<EventType> = new Set<EventType>([
  'flag.raised',
  'flag.cleared',
  'contact.made',
  'review.held',
])

/** An event that takes part, with its days as numbers. */
export interface Dated<E extends KnownEvent = KnownEvent> {
  readonly event: E
  readonly day: number
}

/** The member of the union of one type. */
type Of<T extends EventType> = Extract<KnownEvent, { readonly type: T }>

/** What concerns one line, in canonical order, with its opening found. */
export interface LineLog {
  readonly id: string
  readonly borrower: string
  readonly kind: string
  readonly openedOn: number
  readonly openingLimit: number
  /** Every event that takes part and concerns the line, the opening among them. */
  readonly events: readonly Dated[]
  /** The same by type, so that asking for one type does not walk through all. */
  readonly byType: ReadonlyMap<string, readonly Dated[]>
}

/** A log that must be refused, with its code. */
export class LogRefused extends Error {
  override readonly name = 'LogRefused'
  readonly code: 'conflicting-event'

  constructor(code: 'conflicting-event', eventId: string) {
    super(`${code}: ${eventId}`)
    this.code = code
  }
}

/** Every line that is opened in the events as known, its log with it, by line id. */
export function lineLogs(events: readonly JournalEvent[], knownAt?: string): ReadonlyMap<string, LineLog> {
  const unique = withoutDoubles(events)
  const known = unique.filter((event) => knownAt === undefined || instantOf(event.at) <= instantOf(knownAt))
  const ordered = known.filter(isOfKnownType).sort(inCanonicalOrder)
  const standing = withoutReversed(ordered).map((event) => ({ event, day: dayOf(event.on) }))

  const lines = new Map<string, LineLog>()
  for (const { event, day } of standing) {
    if (event.type !== 'line.opened' || event.line === undefined || event.borrower === undefined) continue
    if (lines.has(event.line)) continue
    const own = standing.filter((other) => takesPart(other, event, day))
    lines.set(event.line, {
      id: event.line,
      borrower: event.borrower,
      kind: event.data.kind,
      openedOn: day,
      openingLimit: event.data.limit,
      events: own,
      byType: groupedByType(own),
    })
  }
  return lines
}

/** The events of one type by the end of a day, oldest first. */
export function eventsOf<T extends EventType>(log: LineLog, type: T, byDay: number): Dated<Of<T>>[] {
  const ofType = log.byType.get(type) ?? []
  return ofType.filter((dated): dated is Dated<Of<T>> => dated.event.type === type && dated.day <= byDay)
}

function groupedByType(events: readonly Dated[]): Map<string, Dated[]> {
  const groups = new Map<string, Dated[]>()
  for (const dated of events) {
    const group = groups.get(dated.event.type)
    if (group === undefined) groups.set(dated.event.type, [dated])
    else group.push(dated)
  }
  return groups
}

/** E1 */
function inCanonicalOrder(a: KnownEvent, b: KnownEvent): number {
  return (
    compare(a.on, b.on) || RANK[a.type] - RANK[b.type] || instantOf(a.at) - instantOf(b.at) || compare(a.id, b.id)
  )
}

/** Ids are printable ASCII and days have a fixed width, so comparing code units compares bytes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** E2 */
function withoutDoubles(events: readonly JournalEvent[]): JournalEvent[] {
  const seen = new Map<string, JournalEvent>()
  for (const event of events) {
    const first = seen.get(event.id)
    if (first === undefined) seen.set(event.id, event)
    else if (first !== event && canonicalJson(first) !== canonicalJson(event)) {
      throw new LogRefused('conflicting-event', event.id)
    }
  }
  return [...seen.values()]
}

/** E4 */
function isOfKnownType(event: JournalEvent): event is KnownEvent {
  return Object.hasOwn(RANK, event.type)
}

/** E3: a reversal has no day of its own; it works on the log, before anything is dated. */
function withoutReversed(events: readonly KnownEvent[]): KnownEvent[] {
  const reversed = new Set(events.flatMap((event) => (event.type === 'event.reversed' ? [event.data.event] : [])))
  return events.filter((event) => event.type === 'event.reversed' || !reversed.has(event.id))
}

/** E7 and E8, for the line that `opening` opens. */
function takesPart({ event, day }: Dated, opening: EventOf<'line.opened'>, openedOn: number): boolean {
  if (event.type === 'line.opened') return event.id === opening.id
  if (day < openedOn && !BEFORE_OPENING.has(event.type)) return false
  if (event.type === 'phase.set') return true
  if (OF_THE_BORROWER.has(event.type)) return event.borrower === opening.borrower
  if (OF_EITHER.has(event.type) && event.line === undefined) return event.borrower === opening.borrower
  return event.line === opening.line
}
