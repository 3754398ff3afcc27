/** The officer's book in numbers, and its early warnings: what both are read off is one replay of the whole book. */
import type { ExplainedCondition, Firing, Portfolio, TaskKind, WarningOutcome } from '@tideline/engine'
import type { JournalEvent } from '@tideline/journal'

/** Borrowers of the book. */
export interface SurveyProgress {
  readonly done: number
  readonly of: number
}

/** One early warning on a line; days `YYYY-MM-DD`. */
export interface WarningSeen {
  readonly line: string
  readonly name: string
  readonly currency: string
  /** The id of the policy that warns. */
  readonly policy: string
  readonly warning: string
  /** What it asks of the officer. */
  readonly kind: TaskKind
  readonly firedOn: string
  /** `null` while its condition holds. */
  readonly endedOn: string | null
  /** Actual and required: as it is where the warning still holds, else as it was when it fired. */
  readonly why: ExplainedCondition
  /** Of the open task; `null` where none is open. */
  readonly dueOn: string | null
  readonly overdue: boolean
  readonly outcome: Firing['outcome']
  /** Calls, visits, messages and reviews since it fired, newest first. */
  readonly contacts: readonly JournalEvent[]
}

export interface WarningBook {
  /** With an open task, the most pressing first. */
  readonly open: readonly WarningSeen[]
  /** Something was done about them in the last 30 days; newest contact first. */
  readonly handled: readonly WarningSeen[]
  /** Those that fired in the year up to the day. */
  readonly outcomes: readonly WarningOutcome[]
}

export interface SurveyTasks {
  /** `null`: it was cancelled. */
  portfolio(asOf: string, onProgress?: (progress: SurveyProgress) => void): Promise<Portfolio | null>
  /** `null`: it was cancelled. */
  warnings(asOf: string, onProgress?: (progress: SurveyProgress) => void): Promise<WarningBook | null>
  /** Ends the replay that both wait for, if one runs. */
  cancelSurvey(): Promise<void>
}
