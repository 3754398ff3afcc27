/** Text as it is compared: without case, accents and widths. */

export function foldText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

/** The words of what was typed; an apostrophe stands within one: `xi'an`. */
export function wordsOf(text: string): readonly string[] {
  return foldText(text.replace(/['’`]/gu, '')).split(/[\s,，、]+/u).filter(Boolean)
}

/** The digits alone, of a telephone number however it is written. */
export function digitsOf(text: string): string {
  return text.replace(/\D/gu, '')
}
