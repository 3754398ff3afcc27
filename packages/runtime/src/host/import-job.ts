/** A file into the journal: read whole, sifted, stored in one transaction. Cancelled before that, nothing is stored. */
import { plainText, type FileReport } from '@tideline/import'
import type { Issue, JournalEvent } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { ImportProblem, ImportReport } from '../contract.ts'
import { gatherFile, type FileToRead } from './gather-file.ts'
import { siftEvents } from './sift-events.ts'

export interface ImportContext {
  readonly store: SharedStore
  readonly owners: ReadonlyMap<string, string>
}

export async function runImport({ store, owners }: ImportContext, source: FileToRead): Promise<ImportReport> {
  const { report, events } = await gatherFile(source)
  if (report.outcome !== 'done') return reportOf(report)
  source.onProgress?.({
    stage: 'saving',
    bytesRead: report.bytesRead,
    bytesTotal: source.file.size,
    rows: report.rows,
    events: report.events,
    badRows: report.badRows,
  })
  const { fitting, issues } = await siftEvents(events, store, owners)
  if (source.signal.aborted) return { ...reportOf(report), outcome: 'cancelled' }
  const stored = await appendFitting(store, fitting)
  if ('refusal' in stored) return { ...reportOf(report), outcome: 'refused', refusal: stored.refusal }
  const all = [...issues, ...stored.issues]
  return {
    ...reportOf(report),
    eventsAdded: stored.added,
    eventsKnown: stored.repeated,
    problems: [...reportOf(report).problems, ...all.map(problemOf)],
    problemCount: report.problemCount + all.length,
  }
}

interface Stored {
  readonly added: number
  readonly repeated: number
  readonly issues: readonly Issue[]
}

/** An id may stand with another borrower, which only the store sees: what it names is left out. */
async function appendFitting(store: SharedStore, events: readonly JournalEvent[]): Promise<Stored | { readonly refusal: ImportProblem }> {
  const issues: Issue[] = []
  for (let left = events; ; ) {
    const result = await store.append(left)
    if (result.ok) return { added: result.added, repeated: result.repeated, issues }
    if (result.code !== 'refused') return { refusal: wholeFile(`device-${result.code}`, 'room and leave to store the book', result.detail) }
    issues.push(...result.issues)
    const named = new Set(result.issues.map(({ event }) => event))
    left = left.filter(({ id }) => !named.has(id))
  }
}

function reportOf({ outcome, rows, problems, problemCount, refusal }: FileReport): ImportReport {
  const told = { problems: problems.map(plainProblem), ...(refusal && { refusal: plainProblem(refusal) }) }
  return { outcome, rows, eventsAdded: 0, eventsKnown: 0, problemCount, ...told }
}

/** What a report quotes comes from the file. */
function plainProblem(problem: ImportProblem): ImportProblem {
  return { ...problem, path: plainText(problem.path), expected: plainText(problem.expected), got: plainText(problem.got) }
}

/** What a check across events found: no row of its own, but the id. */
function problemOf({ code, path, expected, got, event }: Issue): ImportProblem {
  return plainProblem({ row: 0, code, path: event === undefined ? path : `${event} ${path}`, expected, got })
}

export function wholeFile(code: string, expected: string, got: string): ImportProblem {
  return { row: 0, code, path: '', expected, got }
}

export function refusedReport(refusal: ImportProblem): ImportReport {
  return { outcome: 'refused', rows: 0, eventsAdded: 0, eventsKnown: 0, problems: [], problemCount: 0, refusal }
}
