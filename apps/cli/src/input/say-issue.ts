/** One fault in one line of text, wherever it was found. */

export interface Fault {
  readonly code: string
  /** Empty for the whole. */
  readonly path: string
  readonly expected: string
  readonly got: string
}

/** `book.jsonl:7: data.amount: expected …, got … [bad-data]`; `place` is a file, with its line if there is one. */
export function sayIssue(place: string, { code, path, expected, got }: Fault): string {
  return `${place}: ${path === '' ? '' : `${path}: `}expected ${expected}, got ${got} [${code}]`
}
