/**
 * What people say to each other about a decision, beside what decides it. For every replay these are unknown types
 * (E4, E14, E17, E18), so that programs of before and after them decide alike.
 */
import type { Envelope, JournalEvent } from './event.ts'

/** What of a decision a borrower asks to have looked at: the status, the limit, or an entry that is wrong. */
export type ReviewSubject = 'status' | 'limit' | 'record' | 'other'

/** What a notice tells: that a line is paused, is open again, has another limit, or how it comes back. */
export type NoticeKind = 'suspension' | 'reopening' | 'limit' | 'path'

/** As many reasons as the law asks for and a page holds. */
export const MOST_REASONS = 4

export interface JudgementData {
  /** A supervisor says no to a proposal (`proposal`: its event id), in words. */
  'override.refused': { readonly proposal: string; readonly note: string }
  /** A borrower asks for a person to look at it. `note`: in their words; `answerBy`: the day that was told. */
  'review.requested': { readonly about: ReviewSubject; readonly note: string; readonly answerBy: string }
  /** What was handed to a borrower, word for word. `reasons`: codes, those that fired; `language`: BCP 47; `text`: its paragraphs. */
  'notice.issued': { readonly kind: NoticeKind; readonly reasons: readonly string[]; readonly language: string; readonly text: readonly string[] }
  /**
   * The whole book was decided for the end of a month, as known `at` the instant of the event. `lines`: how many were
   * open; `changes`: how many of them changed in which way; `sha256`: of the canonical JSON of all that changed.
   */
  'month.reviewed': { readonly month: string; readonly lines: number; readonly changes: Readonly<Record<string, number>>; readonly sha256: string }
}

export type JudgementType = keyof JudgementData
export type JudgementEventOf<T extends JudgementType> = Envelope<T, JudgementData[T]>

export function isJudgementEvent<T extends JudgementType>(event: JournalEvent, type: T): event is JudgementEventOf<T> {
  return event.type === type
}
