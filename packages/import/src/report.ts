/** What an import came to, and the same as a file that one can save and send back to whoever made the data. */
import type { NoticeCode } from './convert/converter.ts'
import type { Encoding } from './text/encoding.ts'
import type { ImportProblem } from './problem.ts'

export interface FileReport {
  readonly outcome: 'done' | 'cancelled' | 'refused'
  readonly fileName: string
  /** `id@version`. */
  readonly profile: string
  /** What the text turned out to be; `delimiter` and `headerRow` of a table only. */
  readonly format: {
    readonly encoding: Encoding | 'ascii'
    readonly byteOrderMark: boolean
    readonly delimiter?: string
    readonly headerRow?: number
  }
  /** The header of a table as the file spells it; for what a file is made of again. */
  readonly columns?: readonly string[]
  readonly bytesRead: number
  /** Rows read, good and bad, the header and blank lines apart. */
  readonly rows: number
  readonly badRows: number
  /** Events handed over, in batches of whole rows. */
  readonly events: number
  readonly batches: number
  readonly problems: readonly ImportProblem[]
  /** All problems counted, where the list above was cut. */
  readonly problemCount: number
  readonly notices: readonly { readonly code: NoticeCode; readonly count: number }[]
  /** Why nothing could be read, or no further. */
  readonly refusal?: ImportProblem
}

const COLUMNS = ['row', 'code', 'path', 'expected', 'got'] as const

/** The problems of a report, `refusal` first: as CSV for a spreadsheet (with a mark, CRLF) or as JSON Lines. */
export function formatReport(report: Pick<FileReport, 'problems' | 'refusal'>, form: 'csv' | 'jsonl' = 'csv'): string {
  const entries = report.refusal === undefined ? report.problems : [report.refusal, ...report.problems]
  if (form === 'jsonl') {
    return entries.map(({ row, code, path, expected, got }) => `${JSON.stringify({ row, code, path, expected, got })}\n`).join('')
  }
  const lines = [COLUMNS.join(','), ...entries.map(entry => COLUMNS.map(column => csvCell(entry[column])).join(','))]
  return `\uFEFF${lines.map(line => `${line}\r\n`).join('')}`
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe in front: `got` is somebody else's text. */
function csvCell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
