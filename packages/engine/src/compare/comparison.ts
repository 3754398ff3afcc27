/** What a comparison says (W2): plain data, days `YYYY-MM-DD`, money in minor units, nothing judged. */
import type { LineKind } from '@tideline/journal'
import type { Status } from '../policy/policy.ts'
import type { DocumentRef, Rulebook } from '../policy/rulebook.ts'
import type { Spread } from './spread.ts'

/** The same thing under the first and under the second of two. */
export interface Pair<T> {
  readonly a: T
  readonly b: T
}

export type SideName = keyof Pair<unknown>

/** What decides the lines of one side; a kind left out is not compared. */
export type KindRulebooks = Readonly<Partial<Record<LineKind, Rulebook>>>

/** A rulebook of a side and the kinds it decides. */
export interface SideRulebook {
  readonly kinds: readonly LineKind[]
  readonly policy: DocumentRef
  readonly scorecard: DocumentRef
}

export interface BookComparison {
  /** First day of the period: as asked, else the earliest opening of a line compared; `null` without one. */
  readonly from: string | null
  readonly to: string
  readonly engine: string
  readonly rulebooks: Pair<readonly SideRulebook[]>
  /** How many lines were compared, and of how many borrowers. */
  readonly lines: number
  readonly borrowers: number
  readonly leftOut: readonly LeftOut[]
  /** The cells that hold a line, in the order of `STATUSES`, first by `a`. */
  readonly crossing: readonly CrossingCell[]
  readonly suspended: {
    readonly onlyA: SuspendedUnderOne
    readonly onlyB: SuspendedUnderOne
    readonly both: SuspendedUnderBoth
  }
  /** By currency; nothing is added up across currencies. */
  readonly exposure: readonly CurrencyExposure[]
  /** By officer, those of no officer last. */
  readonly warnings: readonly OfficerWarnings[]
  readonly neverPast30: NeverPast30
  readonly reopening: Pair<Reopening>
}

/** A line that is not compared: opened after the last day, or of a kind that not both sides decide. */
export interface LeftOut {
  readonly line: string
  readonly kind: LineKind
  readonly why: 'opens-later' | 'not-decided-by-both'
}

/** The lines with the status `a` under the first and `b` under the second at the end of the last day. */
export interface CrossingCell extends Pair<Status> {
  readonly lines: readonly string[]
}

export interface SuspendedUnderOne {
  /** By id. */
  readonly lines: readonly SuspendedLine[]
  /** Of these lines: past 30 days on the day they were suspended, only later, or on no day since. */
  readonly alreadyPast30: number
  readonly laterPast30: number
  readonly neverPast30: number
  readonly past90: number
  readonly writtenOff: number
  /** Those that owe nothing at the end. */
  readonly nothingOwed: number
}

/** A line suspended under one rulebook only, and what became of it from that day to the last. */
export interface SuspendedLine {
  readonly line: string
  readonly borrower: string
  readonly currency: string
  /** The day its first suspension of the period began. */
  readonly suspendedOn: string
  /** Days of the period on which it was suspended. */
  readonly daysSuspended: number
  /** At the end of the last day, under both. */
  readonly status: Pair<Status>
  readonly daysPastDueThen: number
  readonly daysPastDue: number
  readonly worstDaysPastDue: number
  /** The first day since, that day included, more than 30 and more than 90 days past due; `null` for none. */
  readonly past30On: string | null
  readonly past90On: string | null
  readonly balanceThen: number
  readonly balance: number
  /** Paid on the days after; `null` for a sum that money can't hold (V1). */
  readonly repaid: number | null
  /** Closed for good by an event: on which day and why. */
  readonly closed: { readonly on: string; readonly reason: 'borrower-request' | 'expired' | 'written-off' } | null
}

/** Lines suspended under both at some time of the period: under which they were first. */
export interface SuspendedUnderBoth {
  readonly lines: number
  readonly sameDay: number
  readonly firstUnderA: number
  readonly firstUnderB: number
}

export interface CurrencyExposure extends Pair<readonly StatusExposure[]> {
  readonly currency: string
}

/** The lines of one status at the end of the last day; an amount is `null` where money can't hold it (V1). */
export interface StatusExposure {
  readonly status: Status
  readonly lines: number
  readonly approved: number | null
  readonly limit: number | null
  readonly available: number | null
  /** Of the balances, what is above 0. */
  readonly drawn: number | null
}

export interface OfficerWarnings extends Pair<WarningLoad> {
  /** `null` for the lines whose borrower has no officer. */
  readonly officer: string | null
  /** The weeks in which a task opened, by their Monday. */
  readonly weeks: readonly WeekOfWarnings[]
}

export interface WeekOfWarnings extends Pair<number> {
  readonly week: string
}

export interface WarningLoad {
  readonly opened: number
  /** `opened` × 7 ÷ the days of the period. */
  readonly perWeek: number
  /** In the week with the most of them. */
  readonly most: number
}

/** Borrowers whose lines were on no day, up to the last, more than 30 days past due. */
export interface NeverPast30 extends Pair<SuspensionOfGoodPayers> {
  readonly borrowers: number
}

export interface SuspensionOfGoodPayers {
  /** Of these borrowers, those with a line suspended in the period. */
  readonly borrowers: number
  /** Of these lines: days suspended in the period. */
  readonly days: Spread
}

/** How long lines stayed suspended after their causes had ceased. */
export interface Reopening {
  /** Days from cured to reopened, of the reopenings of the period. */
  readonly waited: Spread
  /** Times a cured line's cause came back, or two people kept it shut, before it reopened. */
  readonly shutAgain: number
  /** Times a cured line was closed before it reopened. */
  readonly closed: number
  /** Cured and still suspended at the end of the last day, by line. */
  readonly open: readonly CuredButShut[]
}

export interface CuredButShut {
  readonly line: string
  readonly borrower: string
  readonly curedOn: string
  readonly days: number
}
