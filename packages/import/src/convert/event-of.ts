/** Events whose ids, instants and authors derive from their content alone, so that a second import adds nothing. */
import { canonicalJson, sha256Hex, validateEvent, type EventData, type EventType, type JournalEvent } from '@tideline/journal'
import type { ImportProblem } from '../problem.ts'
import type { TableProfile } from '../profile/schema.ts'

export interface EventFacts<T extends EventType> {
  readonly type: T
  readonly borrower: string
  readonly line?: string
  readonly on: string
  readonly data: EventData[T]
}

/** 128 bits: two rows of a book never meet by chance. */
const ID_LENGTH = 32

/**
 * The version of a profile is no part of the id: a new one that reads the same facts adds nothing. Of a profile that a
 * person made, nor is its id: made anew, or by a colleague, it reads the same facts (I23).
 */
export function eventOf<T extends EventType>(profile: TableProfile, facts: EventFacts<T>): JournalEvent {
  const { type, borrower, line, on, data } = facts
  const maker = profile.kind === 'entries' ? 'entries' : profile.id
  const place = [profile.kind, maker, type, borrower, line ?? '', on]
  // The data come last and no name has a newline in it: two contents never give one text.
  const id = sha256Hex(`${place.join('\n')}\n${canonicalJson(data)}`).slice(0, ID_LENGTH)
  // A file does not say when its facts were known: the beginning of their own day is the one answer that never changes.
  const at = `${on}T00:00:00Z`
  const by = `import:${maker}`
  return line === undefined ? { id, type, borrower, on, at, by, data } : { id, type, borrower, line, on, at, by, data }
}

/** What the journal itself would refuse, as problems of the row. */
export function journalProblems(events: readonly JournalEvent[], row: number): ImportProblem[] {
  return events.flatMap(event => {
    const result = validateEvent(event)
    if (result.ok) return []
    return result.issues.map(({ code, path, expected, got }) => ({ row, code, path: `${event.type} ${path}`, expected, got }))
  })
}
