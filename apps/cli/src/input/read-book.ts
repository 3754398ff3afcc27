/** Reads a book: JSON Lines into one checked log, every fault with the line it stands on. */
import { joinLog, readJsonLines, sameContent, type Issue, type JournalEvent, type Log } from '@tideline/journal'
import { failureOf } from '../failure.ts'
import { openBookFile } from './sample-book.ts'

/** Reads all of `path` (`-`: standard input; the name of a sample book is one too). Throws a `Failure` naming every bad line. */
export async function readBook(path: string): Promise<Log> {
  const name = path === '-' ? 'stdin' : path
  const events: JournalEvent[] = []
  const lines: number[] = []
  const faults: string[] = []
  for await (const row of readJsonLines(await openBookFile(path))) {
    if (row.ok) {
      events.push(row.event)
      lines.push(row.line)
    } else faults.push(...row.issues.map((issue) => sayIssue(name, issue, row.line)))
  }
  if (faults.length > 0) throw failureOf(faults, 'nothing was decided')
  const joined = joinLog(events)
  if (joined.ok) return joined.log
  const refusals = joined.issues.map((issue) => sayIssue(name, issue, ...placeOf(issue, events, lines)))
  throw failureOf([...new Set(refusals)], 'nothing was decided')
}

/** `book.jsonl:7: data.amount: expected …, got … [bad-data]`; `line` counts from 1. */
export function sayIssue(name: string, issue: Pick<Issue, 'code' | 'path' | 'expected' | 'got'>, line?: number, note = ''): string {
  const where = [line === undefined ? name : `${name}:${line}`, issue.path].filter((part) => part !== '').join(': ')
  return `${where}: expected ${issue.expected}, got ${issue.got}${note} [${issue.code}]`
}

/** The line of the event an issue is about; of two with one id the one whose content differs, and where the first stands. */
function placeOf(issue: Issue, events: readonly JournalEvent[], lines: readonly number[]): [line?: number, note?: string] {
  const first = events.findIndex((event) => event.id === issue.event)
  if (first < 0) return []
  if (issue.code !== 'conflicting-event') return [lines[first]!]
  const other = events.findIndex((event, i) => i > first && event.id === issue.event && !sameContent(event, events[first]!))
  return [lines[other]!, `: ${issue.event} stands on line ${lines[first]} already`]
}
