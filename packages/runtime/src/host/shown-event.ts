/** An event as a page may show it: the same, its texts made plain. What is stored keeps every character. */
import { plainText } from '@tideline/import'
import type { JournalEvent } from '@tideline/journal'

/** Ids stay as they are: a page asks by them. Codes of the vocabulary are plain already. */
export function shownEvent(event: JournalEvent): JournalEvent {
  const { type, by, data } = event
  return { ...event, type: plainText(type), by: plainText(by), ...(data !== undefined && { data: shownValue(data) }) } as JournalEvent
}

/** Nested at most as deep as events are (E5). */
function shownValue(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value)
  if (Array.isArray(value)) return value.map(shownValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shownValue(inner)]))
}
