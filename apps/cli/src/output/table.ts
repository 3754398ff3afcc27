/** A table for a terminal: columns as wide as what stands in them. */

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
}

/** Lines of text, the titles first. `rows[i][j]` stands under `columns[j]`. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title }, j) => rows.reduce((most, row) => Math.max(most, width(row[j]!)), width(title)))
  const line = (cells: readonly string[]): string =>
    cells.map((cell, j) => pad(cell, widths[j]!, columns[j]!.align ?? 'left')).join('  ').trimEnd()
  return [line(columns.map(({ title }) => title)), ...rows.map(line)]
}

function pad(text: string, to: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, to - width(text)))
  return align === 'left' ? text + space : space + text
}

/** Columns a text takes on a terminal: an ideograph takes two. */
function width(text: string): number {
  let columns = 0
  for (const char of text) columns += /[\p{Script=Han}\u3000-\u303F\uFF00-\uFF60]/u.test(char) ? 2 : 1
  return columns
}
