import { isKnownEvent, type Log } from '@tideline/journal'

/** The ids of the events that were reversed (E3), also of those that no replay knows. */
export function reversedIn({ events }: Log): ReadonlySet<string> {
  return new Set(events.flatMap((event) => (isKnownEvent(event) && event.type === 'event.reversed' ? [event.data.event] : [])))
}
