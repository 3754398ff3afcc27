/** A list of the book as a file that a spreadsheet opens right; that it was saved goes into the access log. */
import type { TidelineWorker } from '@tideline/runtime'
import { csvOf } from './csv.ts'
import { saveFile } from '@tideline/ui/page'

export interface ListColumn<Row> {
  readonly title: string
  /** A text or a figure; money as `Words.amount` would be a text to a spreadsheet: give major units as a number. */
  readonly of: (row: Row) => string | number
}

/** `list` names it in the access log and in English; `name` the file, in the reader's language, without an ending. */
export function saveList<Row>(
  worker: Pick<TidelineWorker, 'noteListSaved'>,
  { list, name, columns, rows }: { readonly list: string; readonly name: string; readonly columns: readonly ListColumn<Row>[]; readonly rows: readonly Row[] },
): void {
  const content = csvOf([columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ of }) => of(row)))])
  saveFile(new Blob([content], { type: 'text/csv;charset=utf-8' }), `${name}.csv`)
  void worker.noteListSaved(list, rows.length)
}
