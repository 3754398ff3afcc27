/** A file into the journal: read whole, sifted, stored in one transaction. Cancelled before that, nothing is stored. */
import type { Issue, JournalEvent } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { ImportProblem, ImportReport } from '../contract.ts'
import { gatherFile, type FileToRead } from './gather-file.ts'
import { problemsOf, reportOf, wholeFile } from './import-report.ts'
import { siftEvents } from './sift-events.ts'

export interface ImportContext {
  readonly store: SharedStore
  readonly owners: ReadonlyMap<string, string>
}

export async function runImport({ store, owners }: ImportContext, source: FileToRead): Promise<ImportReport> {
  const gathered = await gatherFile(source)
  const { report, events } = gathered
  const told = reportOf(gathered)
  if (told.outcome !== 'done') return told
  source.onProgress?.({
    stage: 'saving',
    bytesRead: report.bytesRead,
    bytesTotal: source.file.size,
    rows: report.rows,
    events: report.events,
    badRows: report.badRows,
  })
  const { fitting, issues } = await siftEvents(events, store, owners)
  if (source.signal.aborted) return { ...told, outcome: 'cancelled' }
  const stored = await appendFitting(store, fitting)
  if ('refusal' in stored) return { ...told, outcome: 'refused', refusal: stored.refusal }
  const problems = problemsOf(gathered, [...issues, ...stored.issues])
  return {
    ...told,
    eventsAdded: stored.added,
    eventsKnown: told.eventsKnown + stored.repeated,
    problems: [...told.problems, ...problems],
    problemCount: told.problemCount + problems.length,
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
