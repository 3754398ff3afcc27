// An invisible mark is left in front of the first header by programs that glue files together.
const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF]/g

/** A text as two files may write it differently and mean the same: full-width forms, spaces around, case. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(INVISIBLE, '').trim().toLowerCase()
}

/** Whether a character was lost on the way: a byte that the encoding does not know, or a zero. */
export function isDamaged(text: string): boolean {
  return text.includes('\uFFFD') || text.includes('\0')
}
