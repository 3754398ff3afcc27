/** The report of an import as a file a spreadsheet opens: what came of it, then one row a problem. */
import type { ImportProblem, ImportReport } from '@tideline/runtime'
import { csvOf } from '../../shell/csv.ts'

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
  return csvOf([...head, ...body])
}

/** The bad rows under the header of their file, behind their number and what is wrong: corrected, the same profile reads them. */
export function badRowsCsv({ bad, problems }: ImportReport, heads: { readonly row: string; readonly reasons: string }, reasonOf: (code: string) => string): string {
  const reasons = new Map<number, string[]>()
  for (const { row, code, path } of problems) {
    const told = reasons.get(row) ?? []
    told.push(path === '' ? reasonOf(code) : `${path}: ${reasonOf(code)}`)
    reasons.set(row, told)
  }
  const rows = bad?.rows ?? []
  return csvOf([[heads.row, heads.reasons, ...(bad?.columns ?? [])], ...rows.map(({ row, cells }) => [row, (reasons.get(row) ?? []).join('; '), ...cells])])
}
