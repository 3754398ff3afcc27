/** Rows as a file that a spreadsheet opens right, in every language, and in which it runs nothing. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  // A byte order mark, without which spreadsheets read Chinese as gibberish.
  return `\uFEFF${rows.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Signs that begin a formula, in the wide forms too that spreadsheets of East Asia take. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/u
/** Digits that are a name: as a figure they would lose a zero in front, or what a double can't hold. */
const NAME_OF_DIGITS = /^(?:0\d+|\d{12,})$/u

/** Quoted where needed; a cell that a spreadsheet would take for a formula or, wrongly, for a figure is told to be text. */
function cell(value: string | number): string {
  const isText = typeof value === 'string'
  // A tab in front is not seen, and is left out again where a file is read.
  const text = isText && FORMULA.test(value) ? `'${value}` : isText && NAME_OF_DIGITS.test(value) ? `\t${value}` : String(value)
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
