/** One fault in one line of text, wherever it was found. */
import { plainText } from '@tideline/import'

export interface Fault {
  readonly code: string
  /** Empty for the whole. */
  readonly path: string
  readonly expected: string
  readonly got: string
}

/** `book.jsonl:7: data.amount: expected …, got … [bad-data]`; `place` is a file, with its line if there is one. */
export function sayIssue(place: string, { code, path, expected, got }: Fault): string {
  return `${place}: ${path === '' ? '' : `${plainText(path)}: `}expected ${plainText(expected)}, got ${plainText(got)} [${code}]`
}
