/** The path back (SPEC §8): what a borrower can do, by when, and what then. All of it can be written as JSON. */
import type { KnownEvent } from '@tideline/journal'
import type { ExplainedCondition } from '../policy/condition.ts'
import type { Status } from '../policy/policy.ts'
import type { DocumentRef } from '../policy/rulebook.ts'

/** Who can make a cause cease (R8). */
export type Curer = 'borrower' | 'lender' | 'time'

/** A rule that fires, and who can end it. */
export interface Cause {
  readonly code: string
  readonly layer: string
  readonly rule: string
  readonly cures: readonly Curer[]
  /** The next review, where the lender alone decides. */
  readonly reviewOn?: string
}

/** What a step asks; amounts in minor units of the line's currency. */
export type StepAct =
  | { readonly kind: 'pay-arrears'; readonly amount: number }
  /** `due` where it is raised already, else it is assumed (R9). */
  | { readonly kind: 'pay-due'; readonly amount: number; readonly dueOn: string; readonly due?: string }
  | { readonly kind: 'pay-down'; readonly amount: number; readonly balance: number }
  /** Reported mode: what the statement asks, so that the report of that day shows nothing past due. */
  | { readonly kind: 'keep-current' }
  | { readonly kind: 'pay-other-line'; readonly line: string; readonly amount: number }
  | { readonly kind: 'show-income'; readonly month: string; readonly amount: number }
  | { readonly kind: 'good-account'; readonly goodAccounts: number }
  | { readonly kind: 'clear-elsewhere'; readonly delinquentAccounts: number }
  /** The figures to reach by metric; none where a report as good as the last one will do. */
  | { readonly kind: 'reach-covenant'; readonly figures: Readonly<Record<string, number>>; readonly report: number }

export type PathStep = StepAct & {
  readonly on: string
  /** The id of the hypothetical event that does it. */
  readonly event: string
}

/** What stands in the way; `clearsOn` is the first day it no longer does, `null` if not within the horizon. */
export type Obstacle = { readonly clearsOn: string | null; readonly cures: readonly Curer[] } & (
  | { readonly kind: 'rule'; readonly code: string; readonly layer: string; readonly rule: string }
  | { readonly kind: 'condition'; readonly condition: ExplainedCondition }
)

/** The path with its next due paid late, and what then (R7). */
export interface Slip {
  readonly dueOn: string
  readonly paidOn: string
  /** `null`: not within the horizon. */
  readonly reopensOn: string | null
  readonly limit: number | null
}

/** What follows the reopening if everything is paid on time. */
export interface Rung {
  readonly on: string
  readonly status: Status
  readonly step?: number
  readonly limit: number
}

/** Where a path leads: usually to probation or `active`; to `watch` where the line was on its way there. */
export type ReopenedStatus = 'probation' | 'active' | 'watch'

export interface Path {
  readonly kinds: readonly ('soonest' | 'cheapest')[]
  readonly reopensOn: string
  readonly status: ReopenedStatus
  readonly limit: number
  readonly available: number
  /** What its steps pay by then, on all lines. */
  readonly cost: number
  /** By day; none where waiting is all that is needed (R4). */
  readonly steps: readonly PathStep[]
  /** Those of today first, in the order in which they give way. */
  readonly obstacles: readonly Obstacle[]
  /** `null` where no due is in reach that could slip. */
  readonly slip: Slip | null
  readonly rungs: readonly Rung[]
  /** Steps and assumptions as events, in canonical order: appended to the log they bring the line back (R2). */
  readonly events: readonly KnownEvent[]
}

export interface NoPath {
  /** `talk-to-lender`: fraud, insolvency, death (R5), which rule is never said. */
  readonly why: 'talk-to-lender' | 'beyond-horizon'
  /** The last day looked at. */
  readonly until: string
  readonly obstacle: Obstacle | null
  /** `override`: two people may lift it; `lender`: not even they. */
  readonly decides: 'override' | 'lender'
}

/** What a path takes for granted (R9). Months and days of the month are those of the last record. */
export type Assumption =
  | { readonly kind: 'no-new-draws' }
  | { readonly kind: 'no-new-charges' }
  | { readonly kind: 'income'; readonly monthly: number }
  | { readonly kind: 'spending'; readonly category: 'essential' | 'discretionary'; readonly monthly: number }
  | { readonly kind: 'dues'; readonly amount: number; readonly dayOfMonth: number }
  | { readonly kind: 'reports'; readonly dayOfMonth: number }
  | { readonly kind: 'covenant-reports'; readonly everyMonths: number }

export interface LinePaths {
  readonly borrower: string
  readonly line: string
  readonly asOf: string
  readonly status: Status
  /** `null` where the line is neither suspended nor on probation: there is nothing to find. */
  readonly goal: 'probation' | 'active' | null
  readonly causes: readonly Cause[]
  /** One where the soonest is the cheapest, else the soonest first; none with `none`. */
  readonly paths: readonly Path[]
  readonly none: NoPath | null
  readonly assumptions: readonly Assumption[]
  readonly policy: DocumentRef
  readonly scorecard: DocumentRef
  readonly engine: string
}
