import { m } from '../../paraglide/messages.js'

const PROFILES: Readonly<Record<string, () => string>> = {
  events: m.profile_events,
  'statements-taiwan': m.profile_statements_taiwan,
  'transactions-berka': m.profile_transactions_berka,
}

/** The name of a profile; one without a text of its own goes by its id, which its maker chose to be read. */
export function profileText(id: string): string {
  return PROFILES[id]?.() ?? id
}
