/** The report of an import as a file a spreadsheet opens: what came of it, then one row a problem. */
import type { ImportProblem, ImportReport } from '@tideline/runtime'

export function reportCsv(report: ImportReport, fileName: string): string {
  const { outcome, rows, eventsAdded, eventsKnown, problemCount, problems, refusal } = report
  const head: (string | number)[][] = [
    ['file', fileName],
    ['outcome', outcome],
    ['rows', rows],
    ['eventsAdded', eventsAdded],
    ['eventsKnown', eventsKnown],
    ['problems', problemCount],
    [],
    ['row', 'code', 'path', 'expected', 'got'],
  ]
  const row = (problem: ImportProblem): (string | number)[] => [problem.row, problem.code, problem.path, problem.expected, problem.got]
  const body = [...(refusal ? [refusal] : []), ...problems].map(row)
  // A byte order mark, without which spreadsheets read Chinese as gibberish.
  return `\uFEFF${[...head, ...body].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

/** Quoted where needed; a cell that a spreadsheet would take for a formula is told to be text. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/u.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
