/** The sample books: what they are and on which day they are decided; their files are `@tideline/content/books/*`. */
import books from '../books/books.json' with { type: 'json' }
import { textOf, type Language } from './language.ts'
import type { LabelText } from './texts.ts'

export type BookId = keyof typeof books

export interface SampleBook {
  /** Name of its file in `@tideline/content/books/`. */
  readonly file: string
  /** Id of the profile that imports it; `events` for JSON Lines of events. */
  readonly profile: string
  /** The day on which the book shows what it is made to show, `YYYY-MM-DD`. */
  readonly asOf: string
}

export const BOOKS: Readonly<Record<BookId, SampleBook>> = books

/** Title and explanation of a book. */
export function bookText(id: BookId, language: Language): LabelText {
  return textOf<LabelText>(books, id, language)
}
