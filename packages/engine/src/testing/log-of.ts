/** A log made by hand. */
import { joinLog, validateEvent, type EventType, type JournalEvent, type Log } from '@tideline/journal'
import type { Entry } from './entries.ts'

/** Types that name no line, and of these the one that names no borrower either (E8). */
const WITHOUT_LINE: ReadonlySet<EventType> = new Set([
  'borrower.registered',
  'income.observed',
  'spending.observed',
  'bureau.reported',
  'phase.set',
])

/**
 * Joins entries into a log: line `L1` of borrower `B1` unless they say otherwise, ids rising with their
 * place. Throws on anything that could not have been recorded, so that no test rests on impossible events.
 */
export function logOf(entries: readonly Entry[]): Log {
  const events = entries.map((entry, i): JournalEvent => {
    const { type, on, data, id = `e${`${i}`.padStart(4, '0')}`, by = 'ana', time = '09:00:00' } = entry
    const line = WITHOUT_LINE.has(type) || entry.line === null ? undefined : (entry.line ?? 'L1')
    const borrower = type === 'phase.set' ? undefined : (entry.borrower ?? 'B1')
    const event = {
      id,
      type,
      on,
      at: `${on}T${time}Z`,
      by,
      data,
      ...(line !== undefined && { line }),
      ...(borrower !== undefined && { borrower }),
    }
    const valid = validateEvent(event)
    if (!valid.ok) throw new Error(`${type} on ${on}: ${JSON.stringify(valid.issues)}`)
    return valid.event
  })
  const joined = joinLog(events)
  if (!joined.ok) throw new Error(JSON.stringify(joined.issues))
  return joined.log
}
