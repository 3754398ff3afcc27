/** A file looked at before anything of it is taken in: what it is, and what its first rows would become. */
import { detectProfile, guessEntries, HEAD_BYTES, importFile, plainText, readTableHead, type FileRow, type KnownBook, type Profile, type RowOutcome, type TableProfile } from '@tideline/import'
import type { FileColumn, FileLook, FirstRow, FirstRows } from '../file-contract.ts'
import { bytesOf } from './gather-file.ts'
import { plainProblem } from './import-report.ts'
import { shownEvent } from './shown-event.ts'

/** As many as fit a tablet beside what they become. */
const FIRST_ROWS = 8
const SAMPLES = 3

export async function headOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
}

export async function lookIntoFile(file: Blob, fileName: string, currency: string, profiles: readonly TableProfile[]): Promise<FileLook> {
  const bytes = await headOf(file)
  const head = await readTableHead(bytes, fileName)
  if (head.kind === 'refused') return { kind: 'refused', refusal: plainProblem(head.refusal) }
  if (head.kind === 'events') return head
  const columns = head.columns.map(({ name, usable }, at): FileColumn => {
    const filled = head.rows.map(({ cells }) => cells[at] ?? '').filter((cell) => cell !== '')
    return { name, shown: plainText(name), usable, samples: [...new Set(filled)].slice(0, SAMPLES).map(plainText) }
  })
  const { encoding, delimiter, headerRow } = head
  return { kind: 'table', encoding, delimiter, headerRow, columns, profile: await detectProfile(bytes, fileName, profiles), guess: guessEntries(head, currency) }
}

/** `book`: what a file of entries may ask. */
export async function firstRows(file: Blob, fileName: string, profile: Profile, book: KnownBook | undefined, today: string): Promise<FirstRows> {
  const rows: FirstRow[] = []
  const enough = new AbortController()
  const head = file.slice(0, HEAD_BYTES)
  const report = await importFile(bytesOf(head), {
    profile,
    fileName,
    today,
    ...(book && { book }),
    signal: enough.signal,
    onRow: (row, outcome) => {
      rows.push(shownRow(row, outcome))
      if (rows.length >= FIRST_ROWS) enough.abort()
    },
    onEvents: () => {},
  })
  // The last row of a head may be half a row.
  const whole = enough.signal.aborted || head.size === file.size ? rows : rows.slice(0, -1)
  return { issues: [], refusal: report.refusal ? plainProblem(report.refusal) : null, rows: whole }
}

function shownRow({ row, cells }: FileRow, { events, problems }: RowOutcome): FirstRow {
  return { row, cells: cells.map(plainText), events: events.map(shownEvent), problems: problems.map(plainProblem) }
}
