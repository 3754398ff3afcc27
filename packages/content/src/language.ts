/** The languages in which every text of the catalogue is written. */
export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** One text per language, side by side as a translator reads them. */
export type InEveryLanguage<Text> = Readonly<Record<Language, Text>>

/**
 * The text of `id` in a language. An id without a text is a mistake of the caller or of the content,
 * which the catalogue's own test refuses: it throws.
 */
export function textOf<Text>(
  catalogue: Readonly<Record<string, InEveryLanguage<Text>>>,
  id: string,
  language: Language,
): Text {
  if (!Object.hasOwn(catalogue, id)) throw new Error(`The catalogue has no text for "${id}"`)
  return catalogue[id]![language]
}
