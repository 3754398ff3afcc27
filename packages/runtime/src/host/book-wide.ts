/** The events without a borrower that a line is decided or told by: meetings (journal E15) are left out, as there come to be thousands. */
import { isMeetingEvent, type JournalEvent } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'

export async function readBookWide(store: Pick<SharedStore, 'read'>): Promise<readonly JournalEvent[]> {
  const events = await store.read('')
  return events.filter((event) => !isMeetingEvent(event, 'meeting.held') && !isMeetingEvent(event, 'centre.scheduled'))
}
