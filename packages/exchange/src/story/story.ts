/** What is handed over: one borrower's own story, with all that decides it. */
import type { KnownEvent, LineKind } from '@tideline/journal'

/** A policy and a scorecard by `id@version`: of those that ship, or of `documents`. */
export interface NamedRulebook {
  readonly policy: string
  readonly scorecard: string
}

export interface Story {
  readonly borrower: string
  /** The day it was decided for; a civil day, as all days here. */
  readonly asOf: string
  /** The instant it was made, by which a later one is known. */
  readonly issued: string
  /** The last day on which a phone takes it in. */
  readonly expires: string
  /** The lender's name, as the page shows it. */
  readonly lender: string
  /** Whom to talk to: a branch, a name, a telephone number. */
  readonly contact: string
  /** What decides the lines of each kind there is among hers. */
  readonly rulebooks: Readonly<Partial<Record<LineKind, NamedRulebook>>>
  /** Policies and scorecards that do not ship with the program, as they are. */
  readonly documents: readonly Readonly<Record<string, unknown>>[]
  /** As `retell` gives them. */
  readonly entries: readonly KnownEvent[]
}
