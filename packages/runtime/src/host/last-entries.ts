/** What the next entry of a kind begins with: the data of the one before. */
import type { BookLine } from '@tideline/engine'
import type { LastEntries } from '../line-contract.ts'
import { shownEvent } from './shown-event.ts'

/** By type, the latest recorded for the line or for its borrower, what was reversed apart. */
export function lastEntries({ events }: BookLine): LastEntries {
  const latest = new Map(events.map((event) => [event.type, event]))
  return Object.fromEntries([...latest].map(([type, event]) => [type, shownEvent(event).data])) as LastEntries
}
