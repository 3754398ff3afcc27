/** Reads a file into events, each remembered with its place in the file, without touching the journal. */
import { importFile, type FileReport, type FileRow, type KnownBook, type Profile } from '@tideline/import'
import type { JournalEvent } from '@tideline/journal'
import type { ImportProgress } from '../contract.ts'

export interface Gathered {
  readonly report: FileReport
  readonly events: readonly JournalEvent[]
  /** The row of each event, as far as one row told it. */
  readonly rows: readonly number[]
  /** The first rows that did not go in, as they stand in the file. */
  readonly bad: readonly FileRow[]
}

export interface FileToRead {
  readonly file: Blob
  readonly fileName: string
  readonly profile: Profile
  /** What a file of entries may ask of the book; nothing is known if not given. */
  readonly book?: KnownBook | undefined
  readonly today: string
  readonly signal: AbortSignal
  readonly onProgress: ((progress: ImportProgress) => void) | undefined
}

/** A tablet of 2 GB holds this much at once; more is refused by name instead of ending the worker. */
const ON_DEVICE = { fileBytes: 128 * 2 ** 20, events: 500_000 }
/** Rows and characters of bad rows that are given back: nobody corrects more by hand. */
const BAD_ROWS = { rows: 10_000, characters: 4_000_000 }

export async function gatherFile({ file, fileName, profile, book, today, signal, onProgress }: FileToRead): Promise<Gathered> {
  const events: JournalEvent[] = []
  const rows: number[] = []
  const bad: FileRow[] = []
  let characters = 0
  const report = await importFile(bytesOf(file), {
    profile,
    fileName,
    sizeBytes: file.size,
    limits: ON_DEVICE,
    signal,
    today,
    ...(book && { book }),
    onProgress: (progress) => onProgress?.({ stage: 'reading', ...progress }),
    onRow: (row, outcome) => {
      for (const _ of outcome.events) rows.push(row.row)
      if (outcome.problems.length === 0 || bad.length >= BAD_ROWS.rows) return
      for (const cell of row.cells) characters += cell.length
      if (characters <= BAD_ROWS.characters) bad.push(row)
    },
    onEvents: async (batch) => {
      for (const event of batch) events.push(event)
      // Lets a cancellation in that waits at the worker's door.
      await new Promise((resolve) => setTimeout(resolve, 0))
    },
  })
  return { report, events, rows, bad }
}

/** A blob's bytes; not every browser iterates a stream. */
export async function* bytesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}
