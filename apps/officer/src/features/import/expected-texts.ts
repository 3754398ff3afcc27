/** What was expected of a cell or a file, and what stood there instead, in the reader's language: importer and journal say it as short English phrases. */
import type { ImportProblem } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'

type Parts = readonly string[]

/** The first that fits speaks. What stands in brackets is handed on: figures, days, and names that come from files. */
const EXPECTED: readonly (readonly [RegExp, (...parts: Parts) => string])[] = [
  [/^a value$/u, () => m.expected_value()],
  [/^a number such as (.+)$/u, (example) => m.expected_number({ example })],
  [/^at most (\d+) decimals$/u, (count) => m.expected_decimals({ count })],
  [/within ±\(2\^53 − 1\)$/u, () => m.expected_smaller()],
  [/^a date as (.+)$/u, (forms) => m.expected_date({ forms: either(forms) })],
  [/^a day of the calendar$/u, () => m.expected_calendar()],
  [/^(\d+) cells, as in the header$/u, (count) => m.expected_cells({ count })],
  [/^characters of the encoding$/u, () => m.expected_characters()],
  [/^a shorter row$/u, () => m.expected_shorter_row()],
  [/^a quotation mark that closes the cell$/u, () => m.expected_closing_quote()],
  [/^a delimiter or the end of the row/u, () => m.expected_after_quote()],
  [/^what row (\d+) says of it$/u, (row) => m.expected_as_row({ row })],
  [/^one row a (?:transaction|line): row (\d+) says otherwise/u, (row) => m.expected_as_row({ row })],
  [/^another than in row (\d+)/u, (row) => m.expected_receipt({ row })],
  [/^0 or more: another column/u, () => m.expected_no_sign()],
  [/^an integer of 0 or more$/u, () => m.expected_from_zero()],
  [/^an (?:amount|integer) above 0$/u, () => m.expected_above_zero()],
  [/^an integer from (-?\d+) to (\d+)$/u, (from, to) => m.expected_from_to({ from, to })],
  [/^(?:an integer|a finite number)$/u, () => m.expected_figure()],
  [/^a whole number of days$/u, () => m.expected_days()],
  [/^what a rule of the profile names$/u, () => m.expected_rule()],
  [/^one of (.+)$/u, (values) => m.expected_one_of({ values })],
  [/^a line of the book or of this file$/u, () => m.expected_known_line()],
  [/^a borrower with a line/u, () => m.expected_known_borrower()],
  [/^a column of lines: this borrower has (\d+)$/u, (count) => m.expected_line_column({ count })],
  [/^the limit agreed in the book, (.+)$/u, (limit) => m.expected_agreed({ limit })],
  [/^(?:a file with rows|a header and rows|a table with a header)/u, () => m.expected_rows()],
  [/^a text file/u, () => m.expected_text_file()],
  [/^auto or a label of the Encoding Standard$/u, () => m.expected_encoding()],
  [/^at most (\d+) bytes: split the file$/u, (most) => m.expected_bytes({ most })],
  [/^at most (\d+) events: split the file$/u, (most) => m.expected_events({ most })],
  [/^at most (\d+) columns$/u, (most) => m.expected_columns_most({ most })],
  [/^a file that can be read to its end$/u, () => m.expected_readable()],
  [/^the columns (.+?)(?:; the delimiter .+)?$/u, (names) => m.expected_columns({ names })],
  [/^one column for (.+)$/u, (names) => m.expected_one_column({ names })],
  [/^one JSON object$/u, () => m.expected_json()],
  [/^a text$/u, () => m.expected_text()],
  [/^1 to (\d+) (?:printable ASCII )?characters/u, (most) => m.expected_length({ most })],
  [/^a day YYYY-MM-DD$/u, () => m.expected_day()],
  [/^a month YYYY-MM$/u, () => m.expected_month()],
  [/^a day on or after (.+)$/u, (day) => m.expected_day_from({ day })],
  [/^a month not after (.+)$/u, (month) => m.expected_month_until({ month })],
  [/^three capital letters$/u, () => m.expected_currency()],
  [/^the line it is about$/u, () => m.expected_line()],
  [/^the borrower it is about$/u, () => m.expected_borrower()],
  [/^none: /u, () => m.expected_nothing()],
]

/** A phrase without a text (a newer importer) is shown as it stands. */
export function expectedText({ expected }: Pick<ImportProblem, 'expected'>): string {
  for (const [pattern, text] of EXPECTED) {
    const found = pattern.exec(expected)
    if (found) return text(...found.slice(1))
  }
  return expected
}

const GOT: Readonly<Record<string, () => string>> = {
  'no bytes': m.got_nothing,
  'no row of text': m.got_nothing,
  'no such row': m.got_nothing,
  'bytes that are no text': m.got_no_text,
  more: m.got_more,
}

/** Cells are shown as they stand; only of a file as a whole the importer says in its own words what it is. */
export function gotText({ row, got }: Pick<ImportProblem, 'row' | 'got'>): string {
  if (row !== 0) return got
  const bytes = /^(\d+) bytes or more$/u.exec(got)
  return bytes ? m.got_bytes({ count: bytes[1]! }) : (GOT[got]?.() ?? got)
}

function either(forms: string): string {
  return forms.split(' or ').join(m.expected_or())
}
