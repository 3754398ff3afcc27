/**
 * What people say to each other about a decision, beside what decides it. For every replay these are unknown types
 * (E4, E14), so that programs of before and after them decide alike.
 */
import type { Envelope, JournalEvent } from './event.ts'

/** What of a decision a borrower asks to have looked at: the status, the limit, or an entry that is wrong. */
export type ReviewSubject = 'status' | 'limit' | 'record' | 'other'

export interface JudgementData {
  /** A supervisor says no to a proposal (`proposal`: its event id), in words. */
  'override.refused': { readonly proposal: string; readonly note: string }
  /** A borrower asks for a person to look at it. `note`: in their words; `answerBy`: the day that was told. */
  'review.requested': { readonly about: ReviewSubject; readonly note: string; readonly answerBy: string }
}

export type JudgementType = keyof JudgementData
export type JudgementEventOf<T extends JudgementType> = Envelope<T, JudgementData[T]>

export function isJudgementEvent<T extends JudgementType>(event: JournalEvent, type: T): event is JudgementEventOf<T> {
  return event.type === type
}
