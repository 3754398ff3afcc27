/** The sample books: what they are and on which day they are decided; their files are `@tideline/content/books/*`. */
import books from '../books/books.json' with { type: 'json' }
import stories from '../books/narrated-stories.json' with { type: 'json' }
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

/** The borrowers of the narrated book who have a story: all of them. */
export const STORY_IDS: ReadonlySet<string> = new Set(Object.keys(stories))

/** Who the borrower is, what happened and what it teaches, in one paragraph. */
export function storyText(borrower: string, language: Language): string {
  return textOf(stories, borrower, language)
}
