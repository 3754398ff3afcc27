/** Why a row, or a whole file, did not go in: data for the reader's language, never a sentence for the screen. */

/** What can be wrong with one row; the good rows around it go in. */
export type RowProblemCode =
  | 'too-few-cells'
  | 'too-many-cells'
  | 'row-too-long'
  | 'open-quote'
  | 'bad-quote'
  | 'bad-characters'
  | 'empty-cell'
  | 'bad-number'
  | 'too-many-decimals'
  | 'money-overflow'
  | 'bad-date'
  | 'impossible-date'
  | 'unknown-code'
  | 'repeated-row'
  | 'unknown-line'
  | 'which-line'
  | 'other-limit'
  | 'bad-data'
  | 'bad-json'
  | 'conflicting-event'

/** Why nothing of a file can be read. */
export type RefusalCode =
  | 'empty-file'
  | 'not-a-text-file'
  | 'unknown-encoding'
  | 'unreadable-file'
  | 'file-too-large'
  | 'too-many-columns'
  | 'too-many-events'
  | 'missing-columns'
  | 'repeated-column'

/** One entry of a report. */
export interface ImportProblem {
  /** Line of the file on which the row begins, 1 for the first; 0 where the file as a whole is meant. */
  readonly row: number
  readonly code: RowProblemCode | RefusalCode
  /** The column as its header spells it, or the path in an event; empty for the row as a whole. */
  readonly path: string
  /** A short English phrase. */
  readonly expected: string
  /** What stood there, cut to about 60 characters. */
  readonly got: string
}

/** Thrown inside the package only, to leave a stream early; `importFile` turns it into a report. */
export class Refused extends Error {
  readonly problem: ImportProblem

  constructor(code: RefusalCode, expected: string, got: string, row = 0, path = '') {
    super(code)
    this.problem = { row, code, path, expected, got }
  }
}

const LONGEST_SHOWN = 60

/** A cell as a report shows it. */
export function cut(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text
}
