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

/** The version of a profile is no part of the id: a new one that reads the same facts adds nothing. */
export function eventOf<T extends EventType>(profile: TableProfile, facts: EventFacts<T>): JournalEvent {
  const content = [profile.kind, profile.id, facts.type, facts.borrower, facts.line ?? null, facts.on, facts.data]
  const id = sha256Hex(canonicalJson(content)).slice(0, ID_LENGTH)
  // A file does not say when its facts were known: the beginning of their own day is the one answer that never changes.
  return { id, ...facts, at: `${facts.on}T00:00:00Z`, by: `import:${profile.id}` }
}

/** What the journal itself would refuse, as problems of the row. */
export function journalProblems(events: readonly JournalEvent[], row: number): ImportProblem[] {
  return events.flatMap(event => {
    const result = validateEvent(event)
    if (result.ok) return []
    return result.issues.map(({ code, path, expected, got }) => ({ row, code, path: `${event.type} ${path}`, expected, got }))
  })
}
