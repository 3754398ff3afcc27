/** The first rows of a table that no profile is known for: its header, and cells to look at. */
import { plain } from '../cell/plain.ts'
import { isJsonLines } from '../detect-profile.ts'
import { LIMITS } from '../limits.ts'
import type { ImportProblem } from '../problem.ts'
import { DELIMITERS, HEAD_LENGTH } from '../table/header.ts'
import { headRecords, type RowRecord } from '../table/records.ts'
import type { Encoding } from '../text/encoding.ts'
import { HEAD_BYTES, headText } from '../text/head-text.ts'
import { fieldOfHeader } from './header-words.ts'

export interface TableColumn {
  /** As the file spells it, trimmed. */
  readonly name: string
  /** False where nothing stands there, or the same name stands twice: no profile could say which is meant. */
  readonly usable: boolean
}

export interface TableHead {
  readonly kind: 'table'
  readonly encoding: Encoding | 'ascii'
  readonly delimiter: string
  /** Line of the file on which the header stands. */
  readonly headerRow: number
  readonly columns: readonly TableColumn[]
  /** The first rows below it that can be taken apart, a cell for each column, trimmed. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
}

export type FileHead = TableHead | { readonly kind: 'events' } | { readonly kind: 'refused'; readonly refusal: ImportProblem }

/** Many exports put a title, a period and an account number above the table. */
const LINES_ABOVE = 20
/** Rows to guess from; a page shows fewer. */
const ROWS = 50

/** `head` is the first `HEAD_BYTES` of the file, or all of a shorter one. */
export async function readTableHead(head: Uint8Array, fileName: string): Promise<FileHead> {
  const read = await headText(head)
  if ('refusal' in read) return { kind: 'refused', refusal: read.refusal }
  const { text, facts } = read
  if (isJsonLines(text, fileName)) return { kind: 'events' }
  // The last line may be cut.
  const whole = head.length < HEAD_BYTES
  let best: { readonly delimiter: string; readonly records: readonly RowRecord[]; readonly at: number; readonly points: number } | null = null
  for (const delimiter of DELIMITERS) {
    const records = headRecords(text.slice(0, HEAD_LENGTH), delimiter, LIMITS.rowLength, whole).filter(({ fault }) => fault === undefined)
    for (let at = 0; at < Math.min(LINES_ABOVE, records.length); at += 1) {
      const points = pointsOf(records, at)
      if (points > (best?.points ?? 0)) best = { delimiter, records, at, points }
    }
  }
  const header = best?.records[best.at]
  if (best === null || header === undefined) return refused('missing-columns', 'a table with a header and two columns or more', 'no such row')
  if (header.cells.length > LIMITS.columns) return refused('too-many-columns', `at most ${LIMITS.columns} columns`, `${header.cells.length}`)
  const names = header.cells.map(cell => cell.trim())
  const seen = names.map(plain)
  const rows = best.records.slice(best.at + 1, best.at + 1 + ROWS)
  return {
    kind: 'table',
    encoding: facts.encoding,
    delimiter: best.delimiter,
    headerRow: header.row,
    columns: names.map((name, at) => ({ name, usable: seen[at] !== '' && seen.indexOf(seen[at]!) === seen.lastIndexOf(seen[at]!) })),
    rows: rows.map(({ row, cells }) => ({ row, cells: names.map((_, at) => (cells[at] ?? '').trim()) })),
  }
}

/** How much a record looks like the header of those below it; 0 for not at all. */
function pointsOf(records: readonly RowRecord[], at: number): number {
  const cells = records[at]!.cells
  const filled = cells.filter(cell => cell.trim() !== '')
  if (filled.length < 2 || cells.length > LIMITS.columns + 1) return 0
  const known = filled.filter(cell => fieldOfHeader(cell) !== null).length
  const figures = filled.filter(cell => /^[-+()\d.,/:\s]+$/.test(cell.normalize('NFKC'))).length
  const below = records.slice(at + 1, at + 11)
  const even = below.filter(record => record.cells.length === cells.length).length / Math.max(1, below.length)
  // Names that are known say most; then that the rows below are as wide; figures are seldom names of columns.
  return known * 10 + even * filled.length + new Set(filled.map(plain)).size / 100 - figures * 3
}

function refused(code: ImportProblem['code'], expected: string, got: string): FileHead {
  return { kind: 'refused', refusal: { row: 0, code, path: '', expected, got } }
}
