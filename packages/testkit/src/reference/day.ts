/** What is known of one day of a line: what the metrics may look at, and what is kept of it afterwards. */
import type { EventOf } from '@tideline/journal'
import type { Ledger } from './ledger.ts'
import type { LineLog } from './log.ts'
import type { IgnoredWhy, PolicyJson, PromiseState, RunningOverride, ScoreReason, Status, VariantJson, Verdict } from './shapes.ts'

/** The probation in force: the variant that opened it, the step (from 0), and the day the step began. */
export interface Probation {
  readonly variant: VariantJson
  readonly step: number
  readonly stepSince: number
}

/** An override that runs, with the last day on which it does. */
export interface Override {
  readonly shown: RunningOverride
  readonly lastDay: number
}

/** The promise that began last (Q8), and how it stands. */
export interface IssuedPromise {
  readonly event: EventOf<'path.issued'>
  readonly issuedOn: number
  readonly state: PromiseState
  readonly endedOn?: number
  /** Index of the step that was not kept. */
  readonly brokenStep?: number
}

/** What the machine carries from the end of one day to the next. */
export interface State {
  readonly status: Status
  readonly since: number
  readonly probation: Probation | null
  readonly override: Override | null
  /** The approved limit (P13), in minor units. */
  readonly approved: number
  /** The last day at whose end the approved limit was not that of the day before. */
  readonly approvedChangedOn: number | null
  /** Proposals approved with effect so far. */
  readonly approvedProposals: readonly string[]
  /** The last day with a verdict of watch or worse. */
  readonly lastAdverseDay: number | null
  readonly promise: IssuedPromise | null
  /** The rules that a kept promise forgives, as `layer/rule` (Q5). */
  readonly forgiven: readonly string[]
  /** What the step's part of the limit is held up to on the probation in force (Q6). */
  readonly promisedLimit: number | null
}

/** A warning whose `when` holds: an open task, or one that was closed. */
export type Task =
  | { readonly state: 'open'; readonly dueOn: number }
  | { readonly state: 'closed'; readonly closedOn: number }

export interface Firing {
  readonly layer: string
  readonly rule: string
  readonly reason: string
  readonly status: Verdict
  readonly limitFactor: number | null
  readonly since: number
}

/** A day when it is over. */
export interface DayRecord extends State {
  readonly day: number
  readonly score: number
  readonly scoreReasons: readonly ScoreReason[]
  readonly adjustedScore: number
  readonly segment: string
  readonly phase: string
  readonly utilisation: number | null
  readonly daysPastDue: number
  readonly firing: readonly Firing[]
  readonly verdict: Verdict
  readonly limit: number
  readonly increase: string | null
  readonly closedByEventAlone: boolean
  readonly ignored: readonly { readonly event: string; readonly why: IgnoredWhy }[]
  readonly tasks: ReadonlyMap<string, Task>
  readonly unmet: readonly unknown[]
  readonly nextReviewOn: number
}

/** What the metrics of a day are computed from. `past` holds every day from opening to the day before. */
export interface DayView {
  readonly log: LineLog
  readonly policy: PolicyJson
  readonly day: number
  readonly ledger: Ledger
  readonly past: readonly DayRecord[]
  /** The ledgers, that day, of the borrower's other lines that are open. */
  readonly otherLedgers: () => readonly Ledger[]
  /** With that day's `limit.set`, without that day's override or increase (§4, utilisation). */
  readonly approvedBeforeRules: number
  /** Computed once a day, in this order; asking for one that is not there yet is a mistake (S4). */
  score: number | null
  adjustedScore: number | null
}

/** The record of a past day, or null before the opening. */
export function recordOf(view: DayView, day: number): DayRecord | null {
  return view.past[day - view.log.openedOn] ?? null
}

/** M2: the status as it stood at the end of the day before; null on the day of opening. */
export function dayBefore(view: DayView): DayRecord | null {
  return view.past.at(-1) ?? null
}

