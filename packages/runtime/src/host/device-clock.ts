/** What instant an entry gets where the device's clock has been set back (journal AU9). */
import { compareInstants, type JournalEvent } from '@tideline/journal'

/** The event, not before the last of its chain (`after`, an instant); what the clock said stays with it as `clock`. */
export function notBefore(event: JournalEvent, after: string | null): JournalEvent {
  if (after === null || compareInstants(event.at, after) >= 0) return event
  const at = new Date(Date.parse(after) + 1).toISOString()
  // An extra field, which every program keeps and none reads (E11).
  return Object.assign({ ...event, at }, { clock: event.at })
}
