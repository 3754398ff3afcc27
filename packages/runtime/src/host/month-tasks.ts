/** The review of a month: one at a time, held, ended, and kept as told. */
import type { SharedStore } from '@tideline/storage'
import type { Draft, RecordResult } from '../contract.ts'
import type { MonthChange, MonthRefusal, MonthResult, MonthReview, MonthTasks } from '../month-contract.ts'
import { troubleOf, type DecidedBook } from './decided-book.ts'
import { endedMonths, keptReviews } from './month/months.ts'
import { reviewBook } from './month/month-job.ts'
import { dayOf } from './summary.ts'

export interface MonthTasksContext {
  readonly opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>
  /** Records what is drafted, in the name of whoever is there and in turn with all that is recorded. */
  readonly recording: (today: string, drafted: () => Promise<Draft | RecordResult>) => Promise<RecordResult>
}

export interface MonthReviewing extends MonthTasks {
  /** The book has gone, or its keys. */
  readonly forget: () => void
}

interface Running {
  readonly ending: AbortController
  /** Lets it go on; `null` while nobody holds it. */
  release: (() => void) | null
  /** Until it may go on. */
  gate: Promise<void>
}

export function makeMonthTasks({ opened, recording }: MonthTasksContext): MonthReviewing {
  let running: Running | null = null
  /** What was told last and can be kept, with the journal it was told of. */
  let latest: { readonly review: MonthReview; readonly revision: number } | null = null

  function letGo(): void {
    running?.release?.()
    if (running) running.release = null
  }

  function end(): void {
    running?.ending.abort()
    letGo()
  }

  return {
    async monthState(asOf) {
      const { store } = await opened
      return { months: endedMonths(dayOf(asOf)), kept: keptReviews(await store.read('')) }
    },

    async reviewMonth(month, toldAt, onProgress) {
      if (running) return refused('month-running', 'One at a time')
      const own: Running = (running = { ending: new AbortController(), release: null, gate: Promise.resolve() })
      try {
        const { store, decided } = await opened
        const { revision, ...result } = await reviewBook({ store, decided, signal: own.ending.signal, goOn: () => own.gate, onProgress }, month, toldAt)
        const isNew = result.outcome === 'done' && toldAt === undefined && !result.changedMeanwhile && result.trouble.length === 0
        latest = isNew ? { review: result.review, revision: revision! } : null
        return result
      } catch (error) {
        return refused('device-unavailable', troubleOf(error).detail)
      } finally {
        running = null
      }
    },

    async holdMonth(held) {
      if (!running) return
      letGo()
      if (!held) return
      const own = running
      own.gate = new Promise((resolve) => (own.release = resolve))
    },

    async cancelMonth() {
      end()
    },

    keepMonth: (month, by, today) =>
      recording(today, async () => {
        const { store } = await opened
        if (latest?.review.month !== month || latest.revision !== (await store.revision())) return outdated(month)
        const { lines, rows, sha256 } = latest.review
        return { type: 'month.reviewed', on: today, by, data: { month, lines, changes: countsOf(rows), sha256 } }
      }),

    forget() {
      end()
      latest = null
    },
  }
}

function countsOf(rows: MonthReview['rows']): Partial<Record<MonthChange, number>> {
  const counts: Partial<Record<MonthChange, number>> = {}
  for (const { change } of rows) counts[change] = (counts[change] ?? 0) + 1
  return counts
}

function outdated(month: string): RecordResult {
  return { ok: false, issues: [{ code: 'bad-data', path: 'month', expected: 'the review that was run last, of the journal as it stands', got: month }] }
}

function refused(code: MonthRefusal, detail: string): MonthResult {
  return { outcome: 'refused', code, detail }
}
