/** The access log as a file a spreadsheet opens: one row an entry, in the words of the program, which no language changes. */
import type { AccessEntry } from '@tideline/runtime'
import { csvOf } from '../../shell/csv.ts'

export function accessCsv(entries: readonly AccessEntry[]): string {
  const rows = entries.map(({ seq, at, by, role, kind, about, facts }) => [seq, at, by, role, kind, about === null ? 'erased' : (about?.line ?? about?.borrower ?? ''), facts ? JSON.stringify(facts) : ''])
  return csvOf([['seq', 'at', 'by', 'role', 'kind', 'about', 'facts'], ...rows])
}
