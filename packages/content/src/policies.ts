/** The policies and scorecards that ship, as raw JSON: the engine checks and compiles them. */
import behaviour1 from '../scorecards/behaviour-1.json' with { type: 'json' }
import consumer1 from '../policies/consumer-1.json' with { type: 'json' }
import project1 from '../policies/project-1.json' with { type: 'json' }
import byKind from '../policies/by-kind.json' with { type: 'json' }
import type { LineKind } from '@tideline/journal'

interface Versioned {
  readonly id: string
  readonly version: number
}

const named = (...documents: readonly Versioned[]): ReadonlyMap<string, unknown> =>
  new Map(documents.map((document) => [`${document.id}@${document.version}`, document]))

/** Policies by `id@version`. */
export const POLICIES = named(consumer1, project1)

/** Scorecards by `id@version`. */
export const SCORECARDS = named(behaviour1)

/** The policy, `id@version`, that decides the lines of each kind unless a lender says otherwise. */
export const POLICY_BY_KIND: Readonly<Record<LineKind, string>> = byKind
