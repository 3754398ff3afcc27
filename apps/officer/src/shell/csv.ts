/** Rows as a file that a spreadsheet opens right, in every language, and in which it runs nothing. */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  // A byte order mark, without which spreadsheets read Chinese as gibberish.
  return `\uFEFF${rows.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Quoted where needed; a cell that a spreadsheet would take for a formula is told to be text. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/u.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
