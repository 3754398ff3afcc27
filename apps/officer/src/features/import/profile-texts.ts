import { m } from '../../paraglide/messages.js'

const PROFILES: Readonly<Record<string, () => string>> = {
  events: m.profile_events,
}

/** The name of a profile; one without a text of its own goes by its id, which its maker chose to be read. */
export function profileText(id: string): string {
  return PROFILES[id]?.() ?? id
}
