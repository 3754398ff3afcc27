/** Hypothetical events as a person types them: JSON, with all that goes without saying filled in. */
import { isKnownEvent, parseDay, validateEvent, type JournalEvent, type KnownEvent, type Log } from '@tideline/journal'
import type { BookLine } from '@tideline/engine'
import { failureOf } from '../failure.ts'
import { sayIssue, type Fault } from './say-issue.ts'

/** Types that concern every line of their borrower and name none (E8). */
const OF_BORROWER: ReadonlySet<unknown> = new Set(['borrower.registered', 'income.observed', 'spending.observed', 'bureau.reported'])

type Fields = Readonly<Record<string, unknown>>

/**
 * The events of `--event`, in their order. What is left out is filled in: `id`; `on` the day given; `at` the last
 * instant of its day, so that it comes after what the book has of that day; `by`; the line asked about and its borrower, or
 * what a reversal's target has. `"line": null` names no line. Throws a `Failure` that says which event is wrong.
 */
export function readHypothetical(texts: readonly string[], log: Log, line: BookLine, on: string): readonly KnownEvent[] {
  const taken = new Map(log.events.map((event) => [event.id, event]))
  const faults: string[] = []
  const events: KnownEvent[] = []
  texts.forEach((text, i) => {
    const refuse = (fault: Fault): void => void faults.push(sayIssue(nameOfEvent(i), fault))
    const fields = parse(text, refuse)
    if (!fields) return
    const checked = validateEvent(complete(fields, { id: freeId(i, taken), on, line, taken }))
    if (!checked.ok) checked.issues.forEach(refuse)
    // An unknown type is no fault in a book (E4); here it could only be a mistyped one.
    else if (!isKnownEvent(checked.event)) refuse({ code: 'bad-data', path: 'type', expected: 'a type that the journal knows', got: checked.event.type })
    else if (taken.has(checked.event.id)) refuse({ code: 'conflicting-event', path: 'id', expected: 'an id that no event of the book has', got: checked.event.id })
    else events.push(checked.event)
  })
  if (faults.length > 0) throw refusal(faults)
  return events
}

/** `--event 2`, for the second. */
export function nameOfEvent(index: number): string {
  return `--event ${index + 1}`
}

export function refusal(faults: readonly string[]): Error {
  return failureOf(faults, 'nothing was decided')
}

function parse(text: string, refuse: (fault: Fault) => void): Fields | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  } catch {
    // Told below, as any other text that is no event.
  }
  refuse({ code: 'bad-json', path: '', expected: 'one JSON object', got: JSON.stringify(text.slice(0, 60)) })
  return null
}

interface Surroundings {
  readonly id: string
  readonly on: string
  readonly line: BookLine
  readonly taken: ReadonlyMap<string, JournalEvent>
}

function complete(fields: Fields, { id, on, line, taken }: Surroundings): Fields {
  const day = typeof fields['on'] === 'string' && parseDay(fields['on']) !== null ? fields['on'] : on
  const { borrower, line: named, ...place } = { ...placeOf(fields, line, taken), ...fields } as Fields
  return {
    id,
    on,
    at: `${day}T23:59:59.999Z`,
    by: 'what-if',
    ...place,
    ...(borrower !== null && borrower !== undefined && { borrower }),
    ...(named !== null && named !== undefined && { line: named }),
  }
}

function placeOf({ type, data }: Fields, line: BookLine, taken: ReadonlyMap<string, JournalEvent>): Fields {
  if (type === 'phase.set') return {}
  if (OF_BORROWER.has(type)) return { borrower: line.borrower }
  const target = type === 'event.reversed' ? taken.get(String((data as Fields | null)?.['event'])) : undefined
  return target ? { borrower: target.borrower, line: target.line } : { borrower: line.borrower, line: line.id }
}

function freeId(index: number, taken: ReadonlyMap<string, JournalEvent>): string {
  let id = `what-if-${index + 1}`
  while (taken.has(id)) id += '+'
  return id
}
