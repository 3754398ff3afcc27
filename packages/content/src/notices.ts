/** The words of a notice to a borrower, around the reasons, which speak for themselves: titles, first sentences, the way to a review by a person. */
import notices from '../texts/notices.json' with { type: 'json' }
import { textOf, type Language } from './language.ts'

export type NoticeTextId = keyof typeof notices

/** A template; its parameters are formatted days, amounts with currency, names, and texts of reasons. */
export function noticeText(id: NoticeTextId, language: Language): string {
  return textOf(notices, id, language)
}
