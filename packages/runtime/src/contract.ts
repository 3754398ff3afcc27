/**
 * What a page may ask of the worker: whole tasks, small answers, progress by callback.
 * The worker owns engine and storage; the page never opens the database.
 * Days cross as `YYYY-MM-DD`, money as integer minor units, refusals as data.
 */
import type { EventData, EventType, Issue, JournalEvent, JudgementType, LineKind, MeetingType, OverrideStatus, ReviewSubject } from '@tideline/journal'
import type { AsTold, BookComparison, Decision, LinePaths, Status } from '@tideline/engine'
import type { DayTasks } from './day-contract.ts'
import type { DraftTasks } from './drafts-contract.ts'
import type { FindTasks } from './find-contract.ts'
import type { FileTasks, ProfileChoice } from './file-contract.ts'
import type { HandOverTasks } from './hand-over-contract.ts'
import type { HealthTasks } from './health-contract.ts'
import type { StorageFailureCode } from '@tideline/storage'
import type { AuditTasks } from './audit-contract.ts'
import type { BackupTasks } from './backup-contract.ts'
import type { JudgementTasks } from './judgement-contract.ts'
import type { LinePage, LineTrace } from './line-contract.ts'
import type { LockTasks } from './lock-contract.ts'
import type { MonthTasks } from './month-contract.ts'
import type { NoticeTasks } from './notice-contract.ts'
import type { DrawRefusal, RecordTasks } from './record-contract.ts'
import type { StoryTasks } from './story-contract.ts'
import type { SurveyTasks } from './survey-contract.ts'
import type { VaultTasks } from './vault-contract.ts'

/** One line of the queue, as small as the list needs. */
export interface LineSummary {
  readonly line: string
  readonly borrower: string
  /** The name last registered; the borrower's id where none was. */
  readonly name: string
  readonly branch: string
  readonly kind: LineKind
  readonly currency: string
  readonly status: Status
  readonly since: string
  readonly limit: number
  readonly available: number
  readonly balance: number
  readonly score: number
  readonly daysPastDue: number | null
  /** What holds the status: an override or a state that no rule asks for, else the most severe rule firing; `null` for none. */
  readonly reason: string | null
  /** What puts it first, most pressing first; empty when nothing does. */
  readonly attention: readonly Attention[]
  readonly step?: number
  /** The id of the policy that decides lines of this kind, for the texts of its warnings: `consumer`. */
  readonly policy: string
}

/** Why a line stands at the head of the queue. */
export type Attention =
  | { readonly kind: 'newly-suspended'; readonly since: string }
  /** No cause is left `since` that day, `days` ago, and the line is shut all the same: `unmet` conditions are still to be met (O3). */
  | { readonly kind: 'cured-but-shut'; readonly since: string; readonly days: number; readonly unmet: number }
  | { readonly kind: 'warning'; readonly warning: string; readonly task: 'call' | 'visit' | 'review'; readonly dueOn: string; readonly overdue: boolean }
  /** A proposal waits for a supervisor, and lapses after `until`. */
  | { readonly kind: 'override-proposed'; readonly proposal: string; readonly by: string; readonly status: OverrideStatus; readonly until: string }
  /** The borrower asked for a person to look, and was told an answer by `answerBy`. */
  | { readonly kind: 'review-requested'; readonly request: string; readonly about: ReviewSubject; readonly on: string; readonly answerBy: string; readonly overdue: boolean }

export type BookSource = 'sample' | 'narrated' | 'file' | 'empty'

/** What a page must say before anything else: some of what was saved can't be shown. */
export interface BookTrouble {
  /** All but the last are the store's; `undecidable`: amounts that no ledger can add up, or entries that contradict each other. */
  readonly code: StorageFailureCode | 'undecidable'
  readonly detail: string
  /** Ids of the borrowers concerned; empty where it is the book as a whole. */
  readonly borrowers: readonly string[]
}

export interface BookSummary {
  /** `null`: no book has been made on this device yet. */
  readonly book: { readonly name: string; readonly source: BookSource } | null
  readonly asOf: string
  /**
   * The day a page should ask for: that of a practice book's records, which lie in the past and are shown as
   * "decided as of"; for every other book the `today` that was given.
   */
  readonly suggestedAsOf: string
  /** Empty when all is well. */
  readonly trouble: readonly BookTrouble[]
  /** `follower`: another tab has the book open; entries of both go in, one after the other. */
  readonly role: 'writer' | 'follower'
  /** Instant of the newest event known (O1); `null` when empty. */
  readonly knownAt: string | null
  readonly eventCount: number
  readonly lineCount: number
  readonly byStatus: Readonly<Record<Status, number>>
  /** Lines needing attention first, then all by name. */
  readonly lines: readonly LineSummary[]
}

/** The queue as it was shown last: to be looked at until the book is decided anew, and no longer. */
export interface LastLook {
  /** For the day that is asked about now, though its lines stand as they did on `decidedFor`. */
  readonly summary: BookSummary
  readonly decidedFor: string
}

/** What an officer types; the worker adds id and instant. */
export interface Draft {
  readonly type: EventType | JudgementType | MeetingType
  readonly borrower?: string
  readonly line?: string
  readonly on: string
  readonly by: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A record is durable when this arrives with `ok`; else nothing of it was stored. */
export type RecordResult =
  | { readonly ok: true; readonly event: JournalEvent; readonly page: LinePage | null }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly failure?: RecordFailure; readonly draw?: DrawRefusal }

/** Why an entry that was right in itself was not stored: the device could not, nobody has unlocked it, or the user may not. */
export interface RecordFailure {
  readonly code: 'full' | 'unavailable' | 'locked' | 'not-allowed'
  readonly detail: string
}

export interface ImportProgress {
  readonly stage: 'reading' | 'saving' | 'deciding'
  readonly bytesRead: number
  readonly bytesTotal: number
  readonly rows: number
  readonly events: number
  readonly badRows: number
}

export interface ImportReport {
  readonly outcome: 'done' | 'cancelled' | 'refused'
  readonly rows: number
  readonly eventsAdded: number
  readonly eventsKnown: number
  readonly problems: readonly ImportProblem[]
  /** All problems counted, where the list above was cut. */
  readonly problemCount: number
  readonly bad?: BadRows
  /**
   * Why nothing was stored: the file can't be read (codes of `@tideline/import`), or `unknown-profile`, `bad-profile`,
   * `book-exists` (a new book needs the old one erased), `import-running`, `device-full`, `device-unavailable`, `locked`,
   * `not-allowed` (a trainer records in practice only), `practice-only` (a practice book where a real one is kept).
   */
  readonly refusal?: ImportProblem
}

/** Rows of a table that did not go in, as they stand in the file, under its header: to be corrected and brought in again. */
export interface BadRows {
  readonly columns: readonly string[]
  /** The first of them, where there are very many. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
}

export interface ImportProblem {
  /** Row of the file, 1 for its first line. */
  readonly row: number
  readonly code: string
  readonly path: string
  readonly expected: string
  readonly got: string
}

/** The ways back, and for each of them what promising it would record (`EventData['path.issued']`). */
export interface WaysBack extends LinePaths {
  readonly promises: readonly EventData['path.issued'][]
}

/** Which of the paths found: where one is both, either names it. */
export type PathKind = LinePaths['paths'][number]['kinds'][number]

/**
 * A line on a day as its journal has it (`now`) and with what was supposed (`then`), each with its columns up to
 * that day. `issues` where a draft is no valid entry. `null` for a line that is not in the book.
 */
export type WhatIf =
  | {
      readonly ok: true
      readonly now: Decision
      readonly then: Decision
      readonly trace: { readonly now: LineTrace; readonly then: LineTrace }
    }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** A policy or scorecard: one that ships, by `id@version`, or a JSON document that nobody has checked yet. */
export type DocumentChoice = string | Readonly<Record<string, unknown>>

/** The two sides of a comparison, `a` before `b`. */
export interface CompareRequest {
  /** `null`: the policy that ships for each kind of line. */
  readonly policies: readonly [DocumentChoice | null, DocumentChoice | null]
  /** `null` or none: the scorecard that the policy asks for. */
  readonly scorecards?: readonly [DocumentChoice | null, DocumentChoice | null]
  /** Lines of these kinds only; all of them if not given. */
  readonly kinds?: readonly LineKind[]
  /** The last day of the period. */
  readonly asOf: string
  /** Its first day; the opening of each line if not given. */
  readonly from?: string
}

/** Lines of the book. */
export interface CompareProgress {
  readonly done: number
  readonly of: number
}

export type CompareResult =
  | {
      readonly outcome: 'done'
      readonly comparison: BookComparison
      /** Of the saved book, what could not be read or decided and so is not compared. */
      readonly trouble: readonly BookTrouble[]
      /** Something was recorded while it ran: that may be in it or not. */
      readonly changedMeanwhile: boolean
    }
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'refused'; readonly problems: readonly CompareProblem[] }

/**
 * Why nothing was compared: codes of the engine's checks, or `unknown-document`, `bad-day`, `compare-running`,
 * `device-unavailable`, `locked`. `path` begins with the part of the request it is about: `policies[1].layers[0].id`.
 */
export interface CompareProblem {
  readonly code: string
  readonly path: string
  readonly expected: string
  readonly got: string
}

/** While the book is locked its tasks answer so, by `trouble`, `failure` or `refusal`; those that can't reject (`isLocked`). */
export interface TidelineWorker extends VaultTasks, RecordTasks, DayTasks, MonthTasks, NoticeTasks, JudgementTasks, AuditTasks, BackupTasks, LockTasks, DraftTasks, HealthTasks, FindTasks, SurveyTasks, FileTasks, HandOverTasks, StoryTasks {
  /** Today's decisions for the whole book; `today` is the device's civil day, given by the page. */
  openBook(today: string): Promise<BookSummary>
  /** What `openBook` told last, at once; `null` where nothing was kept. Its lines can be opened already. */
  lastLook(today: string): Promise<LastLook | null>
  startBook(source: Exclude<BookSource, 'file'>, today: string, onProgress?: (p: ImportProgress) => void): Promise<ImportReport>
  /** `today`: the day of what a file of entries tells without one; the device's by the worker's clock if not given. */
  importFile(file: Blob, fileName: string, profile: ProfileChoice, onProgress?: (p: ImportProgress) => void, today?: string): Promise<ImportReport>
  /** Profiles that ship, plus `events` for JSON Lines; `detect` reads the file's head and proposes one. */
  profiles(): Promise<readonly { readonly id: string; readonly kind: 'events' | 'statements' | 'transactions' | 'entries' }[]>
  detectProfile(file: Blob, fileName: string): Promise<string | null>
  cancelImport(): Promise<void>
  openLine(line: string, asOf: string): Promise<LinePage | null>
  record(draft: Draft, today: string): Promise<RecordResult>
  /** The ways back of a suspended line, or of one on probation to its full limit; `null` before its opening. */
  paths(line: string, asOf: string): Promise<WaysBack | null>
  /** What would be on the day `until` if what the drafts say happened; nothing of it is stored (W1). */
  whatIf(line: string, until: string, drafts: readonly Draft[]): Promise<WhatIf | null>
  /**
   * The decision of a day as it was known at an instant, beside what is known now and the entries that made the
   * difference (O2); `null` where the line was not known by then, or not open on that day.
   */
  asTold(line: string, day: string, knownAt: string): Promise<AsTold | null>
  /**
   * Finds the path anew, as it is on the day, and records it as promised; `path` of the refusal is `kind` where
   * there is none of that kind any more.
   */
  issuePath(line: string, asOf: string, kind: PathKind, by: string): Promise<RecordResult>
  /** The whole book under two policies or scorecards; other questions are answered meanwhile. */
  compare(request: CompareRequest, onProgress?: (p: CompareProgress) => void): Promise<CompareResult>
  /** Ends the comparison that runs, if any, soon after. */
  cancelCompare(): Promise<void>
  /** The whole journal as JSON Lines, sealed by an entry that says who asked (journal AU5) where the device signs. */
  exportBook(by: string, today: string): Promise<Blob>
  /** Removes the book from this device, but not its users. With a vault a real book takes a supervisor: else it rejects. */
  eraseBook(): Promise<void>
  /**
   * Decides any log without storing it, for training and for proving that every device gets the same bytes:
   * the canonical JSON of each decision, line by line in order of id, for each day on or after its opening.
   * Rejects for a policy that does not ship.
   */
  decideLog(events: readonly unknown[], policyId: string, asOf: readonly string[], knownAt?: string): Promise<LogVerdict>
}

export type LogVerdict =
  | { readonly ok: true; readonly decisions: readonly string[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }
