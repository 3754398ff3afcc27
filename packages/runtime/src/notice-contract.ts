/** What a page may ask about notices: what one may say of a line, which are due, and that they were handed over. */
import type { Decision, Reason } from '@tideline/engine'
import type { NoticeKind } from '@tideline/journal'
import type { LineSummary, RecordFailure, WaysBack } from './contract.ts'
import type { LinePage } from './line-contract.ts'

/** A notice as it was handed over (journal E17). */
export interface NoticeTold {
  readonly event: string
  readonly kind: NoticeKind
  readonly on: string
  readonly by: string
  readonly language: string
  /** Its paragraphs, word for word. */
  readonly text: readonly string[]
}

/** One kind of notice that is true of a line on a day, with the reasons that it may name: at most four, all of them firing. */
export interface NoticeOffer {
  readonly kind: NoticeKind
  /** The day of what it tells. */
  readonly since: string
  readonly reasons: readonly Reason[]
  /** Of a change of limit: what it was before, and whether a person set the new one. */
  readonly limit?: { readonly before: number; readonly byPerson: boolean }
  /** Of a suspension and of a way back. */
  readonly ways?: WaysBack
}

/** The facts of the notices about one line; the words are the page's. */
export interface NoticeFacts {
  readonly summary: LineSummary
  readonly decision: Decision
  readonly metrics: LinePage['metrics']
  /** What the borrower reads, where it was registered: `zh-CN`, `en`. */
  readonly language: string | null
  /** The most pressing first; empty where there is nothing to tell. */
  readonly offers: readonly NoticeOffer[]
  /** Those handed over before, newest first. */
  readonly told: readonly NoticeTold[]
}

/** A line of which something new is to be told: of what kind, since when, and whether it was. */
export interface NoticeDue {
  readonly line: string
  readonly name: string
  readonly branch: string
  readonly kind: NoticeKind
  readonly since: string
  /** The day on which it was handed over; `null`: not yet. */
  readonly toldOn: string | null
}

/** `text`: as it was printed or shared. The worker adds the reasons: those that fire, and no others. */
export interface NoticeDraft {
  readonly line: string
  readonly kind: NoticeKind
  readonly language: string
  readonly text: readonly string[]
}

export interface NoticesIssued {
  readonly issued: number
  /** `not-true`: the line has changed since the notice was written; it is to be written anew. */
  readonly failed: readonly { readonly line: string; readonly code: 'not-true' | 'refused' | RecordFailure['code'] }[]
}

export interface NoticeTasks {
  /** `null` for a line that is not in the book, or not open yet. */
  notices(line: string, asOf: string): Promise<NoticeFacts | null>
  /** Lines paused or open again within a month, those not told of yet first. */
  noticesDue(asOf: string): Promise<readonly NoticeDue[]>
  /** Records that these were handed over, each on its own: what was handed over is a fact, whatever becomes of the others. */
  issueNotices(drafts: readonly NoticeDraft[], by: string, today: string): Promise<NoticesIssued>
}
