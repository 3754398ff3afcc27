/** First stage: from a journal to lines, each with the events that concern it, day by day. */
import {
  parseDay,
  takingPart,
  type Day,
  type EventOf,
  type EventType,
  type KnownEvent,
  type LineKind,
  type Log,
  type Phase,
} from '@tideline/journal'

/** One line of a book and the events that take part in its life, in canonical order. */
export interface BookLine {
  readonly id: string
  readonly borrower: string
  readonly kind: LineKind
  readonly currency: string
  readonly openedOn: Day
  readonly openingLimit: number
  readonly events: readonly KnownEvent[]
  /** `days[i]` is the day of `events[i]`. */
  readonly days: readonly Day[]
  /** The day of the first `line.closed`, or `null`. */
  readonly closedOn: Day | null
}

export interface Book {
  /** By line id. */
  readonly lines: readonly BookLine[]
  readonly phases: readonly { readonly day: Day; readonly phase: Phase }[]
  readonly linesOf: (borrower: string) => readonly BookLine[]
  readonly line: (id: string) => BookLine | undefined
}

/** What may take part before the day of its line's opening (E7). */
const BEFORE_OPENING: ReadonlySet<EventType> = new Set([
  'borrower.registered',
  'phase.set',
  'income.observed',
  'spending.observed',
  'bureau.reported',
  'flag.raised',
  'flag.cleared',
])

interface LineDraft {
  readonly opening: EventOf<'line.opened'>
  readonly openedOn: Day
  readonly events: KnownEvent[]
  readonly days: Day[]
  closedOn: Day | null
}

/** Opens a book on what was known at an instant (E6); by default on all that is known. */
export function openBook(log: Log, options: { readonly knownAt?: string } = {}): Book {
  const takesPart = takingPart(log, options.knownAt)
  const drafts = new Map<string, LineDraft>()
  const byBorrower = new Map<string, LineDraft[]>()
  for (const opening of log.openings) {
    if (!takesPart(opening) || drafts.has(opening.line!)) continue
    const draft: LineDraft = { opening, openedOn: dayOf(opening.on), events: [], days: [], closedOn: null }
    drafts.set(opening.line!, draft)
    const siblings = byBorrower.get(opening.borrower!)
    if (siblings) siblings.push(draft)
    else byBorrower.set(opening.borrower!, [draft])
  }
  const phases: { day: Day; phase: Phase }[] = []
  // In canonical order the events of one day come together: each day is read once.
  let on = ''
  let day = 0 as Day
  // The events of a large book lie far apart in memory: each is looked at once.
  for (const event of log.events) {
    if (!takesPart(event) || event.type === 'event.reversed') continue
    if (event.on !== on) {
      on = event.on
      day = dayOf(on)
    }
    if (event.type === 'phase.set') phases.push({ day, phase: event.data.phase })
    else if (event.line !== undefined) addTo(drafts.get(event.line), event, day)
    else {
      const concerned = byBorrower.get(event.borrower!)
      if (concerned) for (const draft of concerned) addTo(draft, event, day)
    }
  }
  return bookOf([...drafts.values()].map(finish), phases)
}

function addTo(draft: LineDraft | undefined, event: KnownEvent, day: Day): void {
  if (!draft) return
  if (day < draft.openedOn && !BEFORE_OPENING.has(event.type)) return
  if (event.type === 'line.opened' && event !== draft.opening) return
  if (event.type === 'line.closed') draft.closedOn ??= day
  draft.events.push(event)
  draft.days.push(day)
}

function finish(draft: LineDraft): BookLine {
  const { opening, openedOn, events, days, closedOn } = draft
  const { kind, currency, limit } = opening.data
  return { id: opening.line!, borrower: opening.borrower!, kind, currency, openedOn, openingLimit: limit, events, days, closedOn }
}

function bookOf(lines: BookLine[], phases: Book['phases']): Book {
  lines.sort((a, b) => (a.id < b.id ? -1 : 1))
  const byId = new Map<string, BookLine>()
  const siblings = new Map<string, BookLine[]>()
  for (const line of lines) {
    byId.set(line.id, line)
    const group = siblings.get(line.borrower)
    if (group) group.push(line)
    else siblings.set(line.borrower, [line])
  }
  return { lines, phases, linesOf: (borrower) => siblings.get(borrower) ?? [], line: (id) => byId.get(id) }
}

/** Before its line's opening hardly anything takes part (E7). */
export function mayTakePart(event: KnownEvent, day: Day, openedOn: Day): boolean {
  return day >= openedOn || BEFORE_OPENING.has(event.type)
}

/** The market phases that events set, in their order. */
export function phasesOf(events: readonly KnownEvent[]): { readonly day: Day; readonly phase: Phase }[] {
  const phases: { day: Day; phase: Phase }[] = []
  for (const event of events) if (event.type === 'phase.set') phases.push({ day: dayOf(event.on), phase: event.data.phase })
  return phases
}

/** The day of the first `line.closed`, or `null`. */
export function closingDay(events: readonly KnownEvent[], days: readonly Day[]): Day | null {
  const at = events.findIndex(({ type }) => type === 'line.closed')
  return at < 0 ? null : days[at]!
}

/** A day of an event that was validated when it was recorded. */
export function dayOf(text: string): Day {
  const day = parseDay(text)
  if (day === null) throw new Error(`A validated event carries the impossible day ${text}`)
  return day
}

