import type { TableProfile } from './schema.ts'

/** Journal events as JSON Lines: nothing to map. */
export interface EventsProfile {
  readonly id: 'events'
  readonly version: 1
  readonly kind: 'events'
}

export const EVENTS_PROFILE: EventsProfile = { id: 'events', version: 1, kind: 'events' }

export type Profile = TableProfile | EventsProfile
