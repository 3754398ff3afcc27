/** One event of a type with its usual envelope, for the tests of this package. */
import type { JournalEvent } from '../event.ts'

/** A loosely typed event: tests of refusals must be able to write what the types forbid. */
export type Draft = Readonly<Record<string, unknown>>

export function draft(type: string, data: unknown, envelope: Draft = {}): Draft {
  return { id: 'e1', type, borrower: 'b1', line: 'l1', on: '2024-03-15', at: '2024-03-15T09:00:00Z', by: 'officer-1', data, ...envelope }
}

/** The same, taken to be valid. */
export function event(id: string, type: string, data: unknown, envelope: Draft = {}): JournalEvent {
  return draft(type, data, { id, ...envelope }) as unknown as JournalEvent
}

/** A draft without some fields of its envelope. */
export function without(value: Draft, ...keys: readonly string[]): Draft {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)))
}
