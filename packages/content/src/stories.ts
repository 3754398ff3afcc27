/** The stories of the narrated book's borrowers. */
import stories from '../books/narrated-stories.json' with { type: 'json' }
import { textOf, type Language } from './language.ts'

/** The borrowers of the narrated book who have a story: all of them. */
export const STORY_IDS: ReadonlySet<string> = new Set(Object.keys(stories))

/** Who the borrower is, what happened and what it teaches, in one paragraph. */
export function storyText(borrower: string, language: Language): string {
  return textOf(stories, borrower, language)
}
