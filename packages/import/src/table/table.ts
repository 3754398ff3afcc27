/** A text with a header → its rows, each with a cell for each field of the profile. */
import { isDamaged } from '../cell/plain.ts'
import type { Limits } from '../limits.ts'
import { cut, type ImportProblem, type RowProblemCode } from '../problem.ts'
import { findHeader, HEAD_LENGTH, type ColumnNeed, type Header } from './header.ts'
import { readRecords, type RowRecord } from './records.ts'

export interface Table {
  readonly header: Header
  /** The rows below the header, a list for each stretch read. */
  readonly rows: AsyncGenerator<TableRow[]>
}

export type TableRow =
  | { readonly row: number; readonly ok: true; readonly cells: readonly string[] }
  | { readonly row: number; readonly ok: false; readonly problem: ImportProblem; readonly cells: readonly string[] }

/** Throws `Refused` where the columns needed are not found. */
export async function openTable(
  texts: AsyncGenerator<string>,
  needs: readonly ColumnNeed[],
  delimiter: string,
  limits: Pick<Limits, 'rowLength' | 'columns'>,
): Promise<Table> {
  let read = ''
  let whole = false
  while (read.length <= HEAD_LENGTH && !whole) {
    const next = await texts.next()
    if (next.done === true) whole = true
    else read += next.value
  }
  // Cut at the same place whatever the chunks, so that the same header is found.
  const header = findHeader(read.slice(0, HEAD_LENGTH), whole, needs, delimiter, limits)
  return { header, rows: rowsBelow(header, readRecords(chain(read, texts), header.delimiter, limits.rowLength)) }
}

async function* chain(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}

async function* rowsBelow(header: Header, stretches: AsyncGenerator<RowRecord[]>): AsyncGenerator<TableRow[]> {
  for await (const records of stretches) {
    yield records.filter(record => record.row > header.row).map(record => checkRow(record, header))
  }
}

function checkRow(record: RowRecord, header: Header): TableRow {
  const { row, cells, fault } = record
  const refuse = (code: RowProblemCode, expected: string, got: string): TableRow => ({
    row,
    ok: false,
    cells,
    problem: { row, code, path: '', expected, got },
  })
  if (fault !== undefined) return refuse(fault, EXPECTED_OF_FAULT[fault], cut(cells[0] ?? ''))
  if (cells.length < header.names.length) {
    return refuse('too-few-cells', `${header.names.length} cells, as in the header`, `${cells.length}`)
  }
  if (cells.length > header.names.length && cells.slice(header.names.length).some(cell => cell.trim() !== '')) {
    return refuse('too-many-cells', `${header.names.length} cells, as in the header`, `${cells.length}`)
  }
  if (cells.some(isDamaged)) {
    return refuse('bad-characters', 'characters of the encoding', cut(cells.find(isDamaged) ?? ''))
  }
  return { row, ok: true, cells }
}

const EXPECTED_OF_FAULT = {
  'row-too-long': 'a shorter row',
  'open-quote': 'a quotation mark that closes the cell',
  'bad-quote': 'a delimiter or the end of the row after a closing quotation mark',
} as const
