/**
 * The queue as it was shown last, kept with the book: the next start shows it at once and says from when it is, while
 * the book is decided anew. Nothing is decided by it: a line is always opened from its events.
 */
import type { SharedStore } from '@tideline/storage'
import type { BookSummary, LastLook } from '../contract.ts'
import { BOOK_SETTING, type BookSetting } from './book-summary.ts'

const LOOK_SETTING = 'last-look'

/** Raised when a `BookSummary` changes its shape: what an older program kept is not shown then. */
const LOOK_FORM = 1

/** A look is kept this long after the last change, so that a run of entries costs one write. In ms. */
const SETTLED = 3000

interface KeptLook {
  readonly form: number
  readonly summary: BookSummary
}

export interface LooksKept {
  /** Keeps a summary soon. One that tells of trouble is not kept: it is to be found anew. */
  keep(summary: BookSummary): void
  read(today: string): Promise<LastLook | null>
  /** Of a line in the last look; `null` where there is none. */
  borrowerOf(line: string): Promise<string | null>
  /** Writes at once what was to be kept soon: the keys are about to go. */
  settle(): Promise<void>
  /** What was to be kept is not: the book has gone, or its keys. */
  forget(): void
  /** Takes the look out of the store: somebody in it is being erased. */
  drop(): Promise<void>
}

export function keepLooks(opened: Promise<{ readonly store: SharedStore }>, settled = SETTLED): LooksKept {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: BookSummary | null = null
  /** The last one kept: every question asked meanwhile gives the same. */
  let kept: BookSummary | null = null

  async function read(): Promise<BookSummary | null> {
    const { store } = await opened
    const look = (await store.getSetting(LOOK_SETTING)) as KeptLook | null | undefined
    return look?.form === LOOK_FORM ? look.summary : null
  }

  async function write(summary: BookSummary): Promise<void> {
    const { store } = await opened
    await store.putSetting(LOOK_SETTING, { form: LOOK_FORM, summary } satisfies KeptLook)
    kept = summary
  }

  async function settle(): Promise<void> {
    clearTimeout(timer)
    const summary = waiting
    waiting = null
    // A look that can't be kept costs the next start its haste, and nothing else.
    if (summary) await write(summary).catch(() => {})
  }

  function forget(): void {
    clearTimeout(timer)
    waiting = null
    kept = null
  }

  return {
    keep(summary) {
      if (summary.book === null || summary.trouble.length > 0 || isSame(kept, summary)) return
      clearTimeout(timer)
      waiting = summary
      timer = setTimeout(() => void settle(), settled)
    },
    async read(today) {
      const summary = await read()
      if (!summary) return null
      const { store } = await opened
      const setting = (await store.getSetting(BOOK_SETTING)) as BookSetting | null | undefined
      const asOf = setting?.practiceDay ?? today
      return { decidedFor: summary.asOf, summary: { ...summary, asOf, suggestedAsOf: asOf, role: store.role } }
    },
    borrowerOf: async (line) => (await read())?.lines.find((one) => one.line === line)?.borrower ?? null,
    settle,
    forget,
    async drop() {
      forget()
      await (await opened).store.putSetting(LOOK_SETTING, null)
    },
  }
}

/** Whether two summaries are of the same book on the same day: entries only ever add to their number. */
function isSame(one: BookSummary | null, other: BookSummary): boolean {
  return one !== null && one.asOf === other.asOf && one.eventCount === other.eventCount && one.knownAt === other.knownAt
}
