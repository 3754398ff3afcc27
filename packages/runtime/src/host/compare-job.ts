/** Compares the whole book in slices, so that the worker answers other questions in between. */
import { compareBorrower, MoneyOverflowError, openBook, summarize, type ComparedLine, type ComparedPeriod, type KindRulebooks, type Pair } from '@tideline/engine'
import { joinLog, parseDay, type JournalEvent } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { BookTrouble, CompareProblem, CompareProgress, CompareRequest, CompareResult } from '../contract.ts'
import { findSides } from './compare-sides.ts'
import { troubleOf, type DecidedBook } from './decided-book.ts'
import { giveWay } from './give-way.ts'

/** How long a question may have to wait, in milliseconds. */
const SLICE = 30

export interface Comparing {
  readonly compare: (request: CompareRequest, onProgress?: (progress: CompareProgress) => void) => Promise<CompareResult>
  readonly cancel: () => void
}

/** One comparison at a time: the second is told so instead of waiting in silence. */
export function createComparing(opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>): Comparing {
  let running: AbortController | null = null
  return {
    cancel: () => running?.abort(),
    async compare(request, onProgress) {
      if (running) return refused({ code: 'compare-running', path: '', expected: 'one comparison at a time', got: 'a second one' })
      const { signal } = (running = new AbortController())
      try {
        const { store, decided } = await opened
        return await compareStore({ store, decided, signal, onProgress }, request)
      } catch (error) {
        return refused({ code: 'device-unavailable', path: '', expected: 'a book that can be read', got: troubleOf(error).detail })
      } finally {
        running = null
      }
    },
  }
}

interface CompareContext {
  readonly store: SharedStore
  readonly decided: DecidedBook
  readonly signal: AbortSignal
  readonly onProgress: ((progress: CompareProgress) => void) | undefined
}

async function compareStore({ store, decided, signal, onProgress }: CompareContext, request: CompareRequest): Promise<CompareResult> {
  const [from, to] = [request.from === undefined ? undefined : parseDay(request.from), parseDay(request.asOf)]
  if (to === null) return refused(badDay('asOf', request.asOf))
  if (from === null) return refused(badDay('from', request.from!))
  if (from !== undefined && from > to) return refused({ code: 'bad-day', path: 'from', expected: `a day up to ${request.asOf}`, got: request.from! })
  const found = findSides(request)
  if (!found.ok) return { outcome: 'refused', problems: found.problems }
  const { bookWide, owners, revision } = await decided.latest(request.asOf)
  const period = { from, to }
  const lines: ComparedLine[] = []
  const trouble: BookTrouble[] = []
  let since = performance.now()
  try {
    for await (const { borrower, events } of store.readAll()) {
      if (borrower !== '') {
        const compared = compareEvents(borrower, [...events, ...bookWide], found.sides, period)
        if ('code' in compared) trouble.push(compared)
        else for (const line of compared) lines.push(line)
      }
      if (performance.now() - since < SLICE) continue
      onProgress?.({ done: lines.length, of: owners.size })
      await giveWay()
      if (signal.aborted) return { outcome: 'cancelled' }
      since = performance.now()
    }
  } catch (error) {
    trouble.push(troubleOf(error))
  }
  if (signal.aborted) return { outcome: 'cancelled' }
  onProgress?.({ done: lines.length, of: owners.size })
  return {
    outcome: 'done',
    comparison: summarize(lines, found.sides, period),
    trouble,
    changedMeanwhile: (await store.revision()) !== revision,
  }
}

/** A borrower's events and those that hold for everyone: a book of its own, since no decision looks at another borrower. */
function compareEvents(
  borrower: string,
  events: readonly JournalEvent[],
  sides: Pair<KindRulebooks>,
  period: ComparedPeriod,
): ComparedLine[] | BookTrouble {
  const undecidable = (detail: string): BookTrouble => ({ code: 'undecidable', detail, borrowers: [borrower] })
  const joined = joinLog(events)
  if (!joined.ok) return undecidable(joined.issues.map(({ event, path, expected, got }) => `${event ?? ''} ${path}: ${expected}, not ${got}`).join('; '))
  try {
    return compareBorrower(openBook(joined.log), borrower, sides, period)
  } catch (error) {
    if (!(error instanceof MoneyOverflowError)) throw error
    return undecidable(error.message)
  }
}

function refused(problem: CompareProblem): CompareResult {
  return { outcome: 'refused', problems: [problem] }
}

function badDay(path: string, got: string): CompareProblem {
  return { code: 'bad-day', path, expected: 'a day of the calendar, YYYY-MM-DD', got }
}
