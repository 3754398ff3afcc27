/** What came of reading a file, as a page is told of it. */
import { plainText } from '@tideline/import'
import type { Issue } from '@tideline/journal'
import type { ImportProblem, ImportReport } from '../contract.ts'
import type { Gathered } from './gather-file.ts'

export function reportOf({ report, bad }: Gathered): ImportReport {
  const { outcome, rows, problems, problemCount, refusal, notices, columns } = report
  const known = notices.find(({ code }) => code === 'known-facts')?.count ?? 0
  return {
    outcome,
    rows,
    eventsAdded: 0,
    eventsKnown: known,
    problemCount,
    problems: problems.map(plainProblem),
    ...(refusal && { refusal: plainProblem(refusal) }),
    ...(columns && bad.length > 0 && { bad: { columns, rows: bad } }),
  }
}

/** What a file quotes. */
export function plainProblem(problem: ImportProblem): ImportProblem {
  return { ...problem, path: plainText(problem.path), expected: plainText(problem.expected), got: plainText(problem.got) }
}

/** What a check across events found: with the row of the event where it is known, else by its id. */
export function problemsOf({ events, rows }: Gathered, issues: readonly Issue[]): ImportProblem[] {
  if (issues.length === 0) return []
  const rowOf = new Map(events.map(({ id }, at) => [id, rows[at] ?? 0]))
  return issues.map(({ code, path, expected, got, event }) => {
    const row = (event === undefined ? undefined : rowOf.get(event)) ?? 0
    return plainProblem({ row, code, path: event === undefined || row > 0 ? path : `${event} ${path}`, expected, got })
  })
}

export function wholeFile(code: string, expected: string, got: string): ImportProblem {
  return { row: 0, code, path: '', expected, got }
}

export function refusedReport(refusal: ImportProblem): ImportReport {
  return { outcome: 'refused', rows: 0, eventsAdded: 0, eventsKnown: 0, problems: [], problemCount: 0, refusal }
}
