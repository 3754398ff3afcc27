/** What a page may ask about the officer's day: whom to meet, what they owe by then, and what else falls due. */
import type { Issue, LineKind, MeetingData } from '@tideline/journal'
import type { Status } from '@tideline/engine'
import type { Attention, RecordFailure } from './contract.ts'
import type { BatchResult } from './record-contract.ts'

/** Why something of a line is to be done on a day. Money in minor units of the line's currency. */
export type Why =
  | Attention
  /** `amount` was promised by the day `by`, when they were met `on`; `paid` came since then. */
  | { readonly kind: 'promise'; readonly amount: number; readonly paid: number; readonly on: string; readonly by: string; readonly overdue: boolean }
  /** A path was promised to the borrower: this much is to be paid by the day to keep it, and then it reopens. */
  | { readonly kind: 'path-step'; readonly amount: number; readonly by: string; readonly reopensOn: string }
  | { readonly kind: 'review-due'; readonly on: string; readonly overdue: boolean }
  /** Changed for the better `since`, though nothing was recorded or brought in after `knownOn` for over a week (spec O1). */
  | { readonly kind: 'provisional'; readonly since: string; readonly knownOn: string }
  /** A due of somebody whom no meeting of the day brings along. `late`: the part that was due before. */
  | { readonly kind: 'due'; readonly amount: number; readonly late: number; readonly dueOn: string }

export interface DayTask {
  readonly line: string
  readonly borrower: string
  readonly name: string
  readonly status: Status
  readonly kind: LineKind
  readonly currency: string
  readonly policy: string
  /** The centre the borrower belongs to; `null` for none. */
  readonly centre: string | null
  readonly why: Why
}

export interface MemberLine {
  readonly line: string
  readonly kind: LineKind
  readonly policy: string
  readonly currency: string
  readonly status: Status
  readonly step?: number
  /** Unpaid of what is due by the day of the meeting, and the part of it that was due before that day. */
  readonly due: number
  readonly late: number
  /** What to say to the borrower about it, the most pressing first. */
  readonly tell: readonly Why[]
  /** What the sheet of a meeting that was held took; absent before. */
  readonly received?: number
}

export interface Member {
  readonly borrower: string
  readonly name: string
  readonly lines: readonly MemberLine[]
}

/** What a meeting came to. */
export interface MeetingHeld extends Omit<MeetingData['meeting.held'], 'centre'> {
  readonly id: string
  readonly by: string
  readonly at: string
}

/** A meeting on a day, planned or held. */
export interface MeetingOutline {
  readonly centre: string
  readonly day: string
  readonly time?: string
  readonly place?: string
  readonly people: number
  /** Of these, lines that are not simply open, or of which there is something to say. */
  readonly talk: number
  /** The currency of the sheet: that of most lines. */
  readonly currency: string
  /** Due by the day in that currency. */
  readonly due: number
  readonly held: MeetingHeld | null
}

export interface Meeting extends MeetingOutline {
  /** By name, code unit by code unit. */
  readonly members: readonly Member[]
}

export interface DayRoute {
  readonly day: string
  /** By time; those without one last. */
  readonly meetings: readonly Meeting[]
  /** Due by the day, the most pressing first, at most 200: of those whom no meeting of the day brings along, or whose meeting is over. */
  readonly tasks: readonly DayTask[]
  /** All of them counted, where the list above was cut. */
  readonly taskCount: number
}

export interface DayOutline {
  readonly day: string
  readonly meetings: readonly MeetingOutline[]
  /** Tasks that fall due on the very day; on the first day also what is overdue. */
  readonly tasks: number
}

/** A centre, with its schedule of a day if it has one. */
export interface Centre {
  readonly centre: string
  readonly schedule: Omit<MeetingData['centre.scheduled'], 'centre'> | null
  readonly members: readonly { readonly borrower: string; readonly name: string; readonly line: string | null }[]
  /** The next day it meets, from the day asked about on; `null` for none. */
  readonly next: string | null
}

/** A collection sheet that was filled in. Nothing of it is stored before `recordSheet`. */
export interface FilledSheet {
  /** Made when the sheet was begun, at most 48 printable ASCII characters; the same on every try, so that a second one adds nothing. */
  readonly id: string
  readonly centre: string
  readonly on: string
  readonly currency: string
  readonly present: readonly string[]
  /** Above 0, at most one for each line. */
  readonly payments: readonly { readonly line: string; readonly amount: number }[]
  readonly expected: number
  readonly counted: number
  readonly note?: string
  readonly by: string
}

/** Stored whole, or not at all. `held-already`: another sheet of this meeting was stored before. */
export type SheetResult =
  | { readonly ok: true; readonly meeting: Meeting }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly failure?: RecordFailure | { readonly code: 'held-already'; readonly detail: string } }

/** Dues are known up to 13 days after the day the book is decided for; all but `recordSheet` reject while locked. */
export interface DayTasks {
  dayRoute(day: string): Promise<DayRoute>
  /** Seven days, `from` first. */
  week(from: string): Promise<readonly DayOutline[]>
  /** `null` where no such centre meets that day and no sheet was stored. */
  meeting(centre: string, day: string): Promise<Meeting | null>
  /** By name: those with a schedule, and those that borrowers name. */
  centres(day: string): Promise<readonly Centre[]>
  recordSheet(sheet: FilledSheet, today: string): Promise<SheetResult>
  /** The borrowers belong to the centre from now on: each is registered anew as they were, with it. All of them, or none. */
  placeInCentre(centre: string, borrowers: readonly string[], by: string, today: string): Promise<BatchResult>
  /** Names of borrowers are about to leave the device on paper: noted in the access log. */
  notePrinted(what: 'meeting' | 'week'): Promise<void>
}
