/** The dry run of an import: what it would add, and which lines would stand otherwise. Nothing is stored. */
import { MoneyOverflowError, type Status } from '@tideline/engine'
import type { JournalEvent } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { ImportPreview, StatusChange } from '../file-contract.ts'
import type { ImportReport } from '../contract.ts'
import { openBorrower, type BorrowerBook } from './borrower-book.ts'
import type { Decided } from './decided-book.ts'
import { gatherFile, type FileToRead } from './gather-file.ts'
import { problemsOf, refusedReport, reportOf } from './import-report.ts'
import { siftEvents } from './sift-events.ts'
import { dayOf, nameOf } from './summary.ts'

/** As many as a person looks through. */
const SHOWN = 200

export const NOTHING_CHANGED: Omit<ImportPreview, 'report'> = {
  newBorrowers: 0,
  newLines: { active: 0, watch: 0, suspended: 0, probation: 0, closed: 0 },
  byType: [],
  changes: [],
  changeCount: 0,
}

/** `decided`: the book on the day of asking. */
export async function previewImport(store: SharedStore, decided: Decided, source: FileToRead): Promise<ImportPreview> {
  const gathered = await gatherFile(source)
  const report = reportOf(gathered)
  if (report.outcome !== 'done') return { report, ...NOTHING_CHANGED }
  const { fitting, issues } = await siftEvents(gathered.events, store, decided.owners)
  const counted = new Counted(decided)
  for (const [borrower, events] of byBorrower(fitting)) {
    if (source.signal.aborted) return { report: { ...report, outcome: 'cancelled' }, ...NOTHING_CHANGED }
    counted.add(borrower, await store.read(borrower), events)
    source.onProgress?.({ stage: 'deciding', bytesRead: counted.done, bytesTotal: fitting.length, rows: report.rows, events: fitting.length, badRows: gathered.report.badRows })
    // Lets a cancellation in that waits at the worker's door.
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  const problems = problemsOf(gathered, issues)
  return counted.preview({
    ...report,
    eventsAdded: counted.added,
    eventsKnown: report.eventsKnown + counted.known,
    problems: [...report.problems, ...problems],
    problemCount: report.problemCount + problems.length,
  })
}

/** What a refusal before any reading looks like. */
export function refusedPreview(refusal: Parameters<typeof refusedReport>[0]): ImportPreview {
  return { report: refusedReport(refusal), ...NOTHING_CHANGED }
}

class Counted {
  added = 0
  known = 0
  done = 0
  #newBorrowers = 0
  readonly #newLines = { ...NOTHING_CHANGED.newLines }
  readonly #types = new Map<string, number>()
  readonly #changes: StatusChange[] = []
  readonly #decided: Decided

  constructor(decided: Decided) {
    this.#decided = decided
  }

  add(borrower: string, stored: readonly JournalEvent[], events: readonly JournalEvent[]): void {
    this.done += events.length
    const ids = new Set(stored.map(({ id }) => id))
    const fresh = events.filter(({ id }) => !ids.has(id))
    this.added += fresh.length
    this.known += events.length - fresh.length
    for (const { type } of fresh) this.#types.set(type, (this.#types.get(type) ?? 0) + 1)
    if (fresh.length === 0 || borrower === '') return
    if (stored.length === 0) this.#newBorrowers += 1
    const opened = openBorrower([...stored, ...fresh], this.#decided.bookWide)
    if (opened.ok) this.#compare(borrower, opened.book)
  }

  #compare(borrower: string, book: BorrowerBook): void {
    const before = new Map(this.#decided.borrowers.get(borrower)?.summaries.map(({ line, status }) => [line, status]))
    for (const line of book.lines) {
      const to = statusOf(book, line, this.#decided.asOf)
      if (to === null) continue
      const from = before.get(line.id)
      if (from === undefined) this.#newLines[to] += 1
      else if (from !== to) this.#changes.push({ line: line.id, name: nameOf(line), from, to })
    }
  }

  preview(report: ImportReport): ImportPreview {
    return {
      report,
      newBorrowers: this.#newBorrowers,
      newLines: this.#newLines,
      byType: [...this.#types].map(([type, count]) => ({ type, count })).sort((a, b) => b.count - a.count),
      changes: this.#changes.slice(0, SHOWN),
      changeCount: this.#changes.length,
    }
  }
}

/** `null`: not open on the day, or amounts that no ledger can add up. */
function statusOf(book: BorrowerBook, line: BorrowerBook['lines'][number], asOf: string): Status | null {
  try {
    return book.deciderOf(line).explain(line, dayOf(asOf))?.decision.status ?? null
  } catch (error) {
    if (!(error instanceof MoneyOverflowError)) throw error
    return null
  }
}

function byBorrower(events: readonly JournalEvent[]): Map<string, JournalEvent[]> {
  const groups = new Map<string, JournalEvent[]>()
  for (const event of events) {
    const group = groups.get(event.borrower ?? '')
    if (group) group.push(event)
    else groups.set(event.borrower ?? '', [event])
  }
  return groups
}
