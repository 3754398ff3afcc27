/** A lender's file, byte by byte, → journal events in batches and a report. */
import type { Converter, RowOutcome } from './convert/converter.ts'
import { EntriesConverter } from './convert/entries.ts'
import { EMPTY_BOOK, type KnownBook } from './convert/known-book.ts'
import { StatementsConverter } from './convert/statements.ts'
import { TransactionsConverter } from './convert/transactions.ts'
import { readJsonEvents } from './json-events.ts'
import { LIMITS, type Limits } from './limits.ts'
import { Refused, type ImportProblem } from './problem.ts'
import { columnsOf } from './profile/columns.ts'
import type { Profile } from './profile/events.ts'
import type { TableProfile } from './profile/schema.ts'
import type { FileReport } from './report.ts'
import { Tally, type TakeEvents } from './tally.ts'
import { openTable } from './table/table.ts'
import type { Header } from './table/header.ts'
import { decodeText, tooLarge, type TextFacts } from './text/decode.ts'

export interface FileProgress {
  readonly bytesRead: number
  /** 0 where the size is not known. */
  readonly bytesTotal: number
  readonly rows: number
  readonly events: number
  readonly badRows: number
}

/** A row of a table as it stands in the file; one that could not be taken apart has a single cell. */
export interface FileRow {
  readonly row: number
  readonly cells: readonly string[]
}

export interface ImportOptions {
  readonly profile: Profile
  readonly fileName: string
  readonly sizeBytes?: number
  /** Instead of what the profile says: a person has looked at the file. */
  readonly delimiter?: string
  readonly encoding?: string
  readonly onProgress?: (progress: FileProgress) => void
  /** Once aborted, no further batch is handed over. */
  readonly signal?: AbortSignal
  /** What a profile of entries may ask: whose a line is where the file does not say. None is known if not given. */
  readonly book?: KnownBook
  /** The day of what a profile of entries finds without one; the journal keeps the first. 1 January 1970 if not given. */
  readonly today?: string
  /** Is shown each row of a table and what it came to. */
  readonly onRow?: (row: FileRow, outcome: RowOutcome) => void
  /** Takes a batch: the events of whole rows, each valid. What it throws, `importFile` throws. */
  readonly onEvents: TakeEvents
  readonly limits?: Partial<Limits>
}

/**
 * Reads a file once, from its beginning to its end. Bad rows are reported and the good ones handed over;
 * a file that cannot be read at all is refused with the reason. Ids derive from content: what was handed
 * over before a cancellation or a refusal may stay, for reading the file again adds only the rest.
 */
export async function importFile(source: AsyncIterable<Uint8Array>, options: ImportOptions): Promise<FileReport> {
  const limits = { ...LIMITS, ...options.limits }
  const run = new Run(options, limits)
  try {
    if ((options.sizeBytes ?? 0) > limits.fileBytes) throw tooLarge(limits.fileBytes, options.sizeBytes ?? 0)
    const completed = await run.read(source)
    return run.report(completed ? 'done' : 'cancelled')
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return run.report('refused', error.problem)
  }
}

class Run {
  readonly #options: ImportOptions
  readonly #limits: Limits
  readonly #tally: Tally
  readonly #facts: TextFacts = { encoding: 'ascii', byteOrderMark: false, bytesRead: 0 }
  #header: Header | undefined
  #converter: Converter | undefined

  constructor(options: ImportOptions, limits: Limits) {
    this.#options = options
    this.#limits = limits
    this.#tally = new Tally(limits, options.onEvents)
  }

  /** False if it was cancelled. */
  async read(source: AsyncIterable<Uint8Array>): Promise<boolean> {
    const { profile } = this.#options
    const encoding = this.#options.encoding ?? (profile.kind === 'events' ? 'auto' : profile.encoding)
    const texts = decodeText(source, encoding, this.#limits, this.#facts)
    try {
      const completed = profile.kind === 'events' ? await this.#readEvents(texts) : await this.#readTable(texts, profile)
      if (!completed || this.#cancelled) return false
      await this.#tally.flush()
      this.#progress()
      return true
    } finally {
      // Lets go of the file however the reading ended.
      await texts.return(undefined)
    }
  }

  report(outcome: FileReport['outcome'], refusal?: ImportProblem): FileReport {
    const { rows, badRows, events, batches, problems, problemCount } = this.#tally
    const { encoding, byteOrderMark, bytesRead } = this.#facts
    const { profile, fileName } = this.#options
    const table = this.#header === undefined ? {} : { delimiter: this.#header.delimiter, headerRow: this.#header.row }
    return {
      outcome,
      fileName,
      profile: `${profile.id}@${profile.version}`,
      format: { encoding, byteOrderMark, ...table },
      bytesRead,
      rows,
      badRows,
      events,
      batches,
      problems,
      problemCount,
      notices: Array.from(this.#converter?.notices ?? [], ([code, count]) => ({ code, count })),
      ...(this.#header === undefined ? {} : { columns: this.#header.names }),
      ...(refusal === undefined ? {} : { refusal }),
    }
  }

  async #readTable(texts: AsyncGenerator<string>, profile: TableProfile): Promise<boolean> {
    if (this.#cancelled) return false
    const delimiter = this.#options.delimiter ?? profile.delimiter
    const table = await openTable(texts, columnsOf(profile), delimiter, this.#limits)
    this.#header = table.header
    const converter = this.#converterFor(profile, table.header)
    this.#converter = converter
    for await (const rows of table.rows) {
      for (const row of rows) {
        if (this.#cancelled) return false
        const outcome = converter.row(row)
        this.#options.onRow?.({ row: row.row, cells: row.cells }, outcome)
        await this.#tally.add(outcome, true)
      }
      this.#progress()
    }
    for (const outcome of converter.end()) {
      if (this.#cancelled) return false
      await this.#tally.add(outcome, false)
    }
    return true
  }

  #converterFor(profile: TableProfile, header: Header): Converter {
    const { book = EMPTY_BOOK, today = '1970-01-01' } = this.#options
    switch (profile.kind) {
      case 'statements':
        return new StatementsConverter(profile, header)
      case 'transactions':
        return new TransactionsConverter(profile, header)
      case 'entries':
        return new EntriesConverter(profile, header, book, today)
    }
  }

  async #readEvents(texts: AsyncGenerator<string>): Promise<boolean> {
    let reported = 0
    for await (const outcome of readJsonEvents(texts)) {
      if (this.#cancelled) return false
      await this.#tally.add(outcome, true)
      if (this.#facts.bytesRead - reported < PROGRESS_BYTES) continue
      reported = this.#facts.bytesRead
      this.#progress()
    }
    return true
  }

  get #cancelled(): boolean {
    return this.#options.signal?.aborted ?? false
  }

  #progress(): void {
    const { rows, badRows, events } = this.#tally
    const { sizeBytes = 0, onProgress } = this.#options
    onProgress?.({ bytesRead: this.#facts.bytesRead, bytesTotal: sizeBytes, rows, events, badRows })
  }
}

const PROGRESS_BYTES = 65_536
