/** Text → records: the cells of one row of a table, and the line of the file on which it begins. */
import Papa from 'papaparse'

export interface RowRecord {
  /** Line of the file on which the row begins, 1 for the first. */
  readonly row: number
  readonly cells: readonly string[]
  /** Set where the row could not be taken apart: `cells` then has the first line of it as one cell. */
  readonly fault?: RowFault
}

export type RowFault = 'row-too-long' | 'open-quote' | 'bad-quote'

/** Text is gathered to this many characters before it is parsed: a source may hand over single bytes. */
const GATHERED = 65_536

/**
 * The records of a text whose ends of line are `\n`, a list for each stretch read. A row that cannot be
 * taken apart costs its first line only: reading goes on with the line after it. Blank lines are left out.
 */
export async function* readRecords(
  texts: AsyncIterable<string>,
  delimiter: string,
  rowLength: number,
): AsyncGenerator<RowRecord[]> {
  const reader = new RecordReader(delimiter, rowLength)
  let gathered: string[] = []
  let length = 0
  for await (const text of texts) {
    gathered.push(text)
    length += text.length
    if (length < GATHERED) continue
    yield reader.read(gathered.join(''))
    gathered = []
    length = 0
  }
  yield reader.read(gathered.join(''))
  yield reader.end()
}

/** The first records of a text, for whoever looks for a header; `whole` if nothing follows the text. */
export function headRecords(text: string, delimiter: string, rowLength: number, whole: boolean): RowRecord[] {
  const reader = new RecordReader(delimiter, rowLength)
  const records = reader.read(text)
  return whole ? [...records, ...reader.end()] : records
}

class RecordReader {
  readonly #delimiter: string
  readonly #rowLength: number
  #rest = ''
  #line = 1
  /** Inside a line that is too long, whose beginning has been reported. */
  #skipping = false

  constructor(delimiter: string, rowLength: number) {
    this.#delimiter = delimiter
    this.#rowLength = rowLength
  }

  read(text: string): RowRecord[] {
    this.#rest += text
    const records: RowRecord[] = []
    for (;;) {
      if (this.#skipping && !this.#skipLine()) return records
      if (this.#parse(records)) continue
      // The row that is not complete yet may be one that never will be.
      if (this.#rest.length <= this.#rowLength) return records
      this.#dropLine(records, 'open-quote')
    }
  }

  end(): RowRecord[] {
    // A last line without an end gets one, so that only a quote left open can remain.
    const records = this.read(this.#rest === '' || this.#rest.endsWith('\n') ? '' : '\n')
    while (this.#rest !== '' && !this.#skipping) {
      this.#dropLine(records, 'open-quote')
      records.push(...this.read(''))
    }
    return records
  }

  /** Takes the complete rows off the rest; true if it stopped at a broken one and dropped its first line. */
  #parse(records: RowRecord[]): boolean {
    const text = this.#rest
    let from = 0
    let fault: RowFault | null = null
    const parser = new Papa.Parser({
      delimiter: this.#delimiter,
      newline: '\n',
      step: ({ data, errors, meta }) => {
        const lines = countLines(text, from, meta.cursor)
        if (meta.cursor - from > this.#rowLength + 1) fault = 'open-quote'
        // A quote closed in the wrong place may have swallowed the rows after it.
        else if (errors.length > 0) fault = lines > 1 ? 'open-quote' : 'bad-quote'
        if (fault !== null) {
          parser.abort()
          return
        }
        const cells = asRow(data)
        if (cells.some(cell => cell !== '' && cell.trim() !== '')) records.push({ row: this.#line, cells })
        this.#line += lines
        from = meta.cursor
      },
    })
    parser.parse(text, 0, true)
    this.#rest = text.slice(from)
    if (fault === null) return false
    this.#dropLine(records, fault)
    return true
  }

  #dropLine(records: RowRecord[], fault: RowFault): void {
    const end = this.#rest.indexOf('\n')
    const tooLong = end === -1 || end > this.#rowLength
    const start = this.#rest.slice(0, Math.min(tooLong ? this.#rowLength : end, this.#rowLength))
    records.push({ row: this.#line, cells: [start], fault: tooLong ? 'row-too-long' : fault })
    this.#skipping = true
    this.#skipLine()
  }

  /** True once the end of the line has been passed. */
  #skipLine(): boolean {
    const end = this.#rest.indexOf('\n')
    this.#rest = end === -1 ? '' : this.#rest.slice(end + 1)
    if (end === -1) return false
    this.#skipping = false
    this.#line += 1
    return true
  }
}

/** Papa's step gives a list of one row where a whole parse gives a list of rows. */
function asRow(data: unknown): readonly string[] {
  const [row] = data as readonly (readonly string[])[]
  return row ?? []
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}
