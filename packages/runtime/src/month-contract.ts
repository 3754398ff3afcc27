/** What a page may ask about the end of a month: the whole book decided anew, what changed since the last one, kept as told. */
import type { Status } from '@tideline/engine'
import type { LineKind } from '@tideline/journal'
import type { BookTrouble, RecordResult } from './contract.ts'

/** What became of a line since the review before, the weightiest of all that did. `cleared`: back to normal at the same limit. */
export type MonthChange = 'closed' | 'suspended' | 'reopened' | 'reduced' | 'increased' | 'watched' | 'cleared'

/** Who or what brought the change: a layer of the policy, people, or the course of the line itself (its ladder, an increase earned, time). */
export type MonthDecider = { readonly kind: 'layer'; readonly layer: string } | { readonly kind: 'people' } | { readonly kind: 'course' }

export interface LineStood {
  readonly status: Status
  readonly limit: number
}

export interface MonthRow {
  readonly line: string
  readonly name: string
  readonly branch: string
  readonly kind: LineKind
  readonly currency: string
  readonly change: MonthChange
  readonly before: LineStood
  /** `since`: of the status. */
  readonly now: LineStood & { readonly since: string }
  /** What holds the line now, or, where it became better, what held it before; `null`: nothing did. */
  readonly reason: string | null
  readonly decider: MonthDecider
}

export interface MonthReview {
  /** `YYYY-MM`, decided on its last day, `asOf`. */
  readonly month: string
  readonly asOf: string
  /**
   * What it is compared with: the last day of an earlier month. `toldAt`: the instant of the review kept then, and the
   * lines stand as they were told then; `null` where none was kept, and they stand as they are known now.
   */
  readonly against: { readonly month: string; readonly asOf: string; readonly toldAt: string | null }
  /** Lines open by that day, and those opened since the one before. */
  readonly lines: number
  readonly opened: number
  /** Weightiest change first, then by name. */
  readonly rows: readonly MonthRow[]
  /** Of the canonical JSON of all rows, told from names. */
  readonly sha256: string
}

/** Borrowers with a line, of all that have one. */
export interface MonthProgress {
  readonly done: number
  readonly of: number
}

export type MonthRefusal = 'bad-month' | 'month-running' | 'locked' | 'device-unavailable'

export type MonthResult =
  | {
      readonly outcome: 'done'
      readonly review: MonthReview
      /** What could not be read or decided, and so is not in it. */
      readonly trouble: readonly BookTrouble[]
      /** Something was recorded while it ran: it can't be kept, only run again. */
      readonly changedMeanwhile: boolean
    }
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'refused'; readonly code: MonthRefusal; readonly detail: string }

/** A review as it was kept (journal E18). */
export interface MonthKept {
  readonly event: string
  readonly month: string
  readonly at: string
  readonly by: string
  readonly lines: number
  readonly changes: Readonly<Record<string, number>>
  readonly sha256: string
}

export interface MonthState {
  /** Months that have ended by the day, newest first. */
  readonly months: readonly string[]
  /** Newest first; of several of one month the last one counts. */
  readonly kept: readonly MonthKept[]
}

export interface MonthTasks {
  monthState(asOf: string): Promise<MonthState>
  /**
   * Decides every line on the last day of a month and compares; other questions are answered meanwhile. With `toldAt`,
   * the instant of a review that was kept, it is that review again, of what was known then.
   */
  reviewMonth(month: string, toldAt?: string, onProgress?: (progress: MonthProgress) => void): Promise<MonthResult>
  /** Holds the review that runs, if any, or lets it go on. */
  holdMonth(held: boolean): Promise<void>
  cancelMonth(): Promise<void>
  /** Keeps the review that was run last, if it is of this month and nothing was recorded since. */
  keepMonth(month: string, by: string, today: string): Promise<RecordResult>
}
