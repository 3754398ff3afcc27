/** The survey of the whole book, replayed in slices so that the worker answers other questions in between, and kept until the book changes. */
import { MoneyOverflowError, openBook, surveyBorrower, surveyDays, type BookSurvey, type KindRulebooks, type LineSurvey } from '@tideline/engine'
import { formatDay, joinLog, type JournalEvent } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { SurveyProgress } from '../../survey-contract.ts'
import type { DecidedBook } from '../decided-book.ts'
import { rulebookFor } from '../rulebooks.ts'
import { dayOf } from '../summary.ts'

/** Those that ship, compiled when the first of their lines is looked at. */
const RULEBOOKS: KindRulebooks = {
  get revolving() {
    return rulebookFor('revolving')
  },
  get instalment() {
    return rulebookFor('instalment')
  },
  get project() {
    return rulebookFor('project')
  },
}

/** How long a question may have to wait, in milliseconds. */
const SLICE = 30

export interface Surveys {
  /** Of the book as it stands in the journal; whoever asks meanwhile waits for the same one. `null`: it was cancelled. */
  readonly of: (asOf: string, onProgress?: (progress: SurveyProgress) => void) => Promise<BookSurvey | null>
  readonly cancel: () => void
  readonly forget: () => void
}

interface Running {
  readonly key: string
  readonly listeners: ((progress: SurveyProgress) => void)[]
  readonly abort: AbortController
  readonly result: Promise<BookSurvey | null>
}

export function createSurveys(opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>): Surveys {
  let latest: Running | null = null

  function forget(): void {
    latest?.abort.abort()
    latest = null
  }

  return {
    async of(asOf, onProgress) {
      const { store } = await opened
      const key = `${asOf} ${await store.revision()}`
      if (latest?.key !== key) {
        forget()
        latest = begin(key, opened, asOf)
      }
      const { result, listeners } = latest
      if (onProgress) listeners.push(onProgress)
      const survey = await result.catch((error: unknown) => {
        if (latest?.result === result) latest = null
        throw error
      })
      if (survey === null && latest?.result === result) latest = null
      return survey
    },
    cancel: () => latest?.abort.abort(),
    forget,
  }
}

function begin(key: string, opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>, asOf: string): Running {
  const listeners: Running['listeners'] = []
  const abort = new AbortController()
  const tell = (progress: SurveyProgress): void => listeners.forEach((listener) => listener(progress))
  return { key, listeners, abort, result: opened.then((book) => surveyStore(book, asOf, abort.signal, tell)) }
}

async function surveyStore(
  { store, decided }: { readonly store: SharedStore; readonly decided: DecidedBook },
  asOf: string,
  signal: AbortSignal,
  tell: (progress: SurveyProgress) => void,
): Promise<BookSurvey | null> {
  const { bookWide, borrowers } = await decided.latest(asOf)
  const days = surveyDays(dayOf(asOf))
  const lines: LineSurvey[] = []
  let done = 0
  let since = performance.now()
  for await (const { borrower, events } of store.readAll()) {
    if (borrower !== '') lines.push(...surveyEvents(borrower, events, bookWide, days))
    done++
    if (performance.now() - since < SLICE) continue
    tell({ done, of: borrowers.size })
    await new Promise((resolve) => setTimeout(resolve, 0))
    if (signal.aborted) return null
    since = performance.now()
  }
  return signal.aborted ? null : { days: days.map((day) => formatDay(day)), lines }
}

/** What can't be decided is no part of any number: the book's trouble names it. */
function surveyEvents(borrower: string, events: readonly JournalEvent[], bookWide: readonly JournalEvent[], days: ReturnType<typeof surveyDays>): LineSurvey[] {
  const joined = joinLog([...events, ...bookWide])
  if (!joined.ok) return []
  try {
    return surveyBorrower(openBook(joined.log), borrower, RULEBOOKS, days)
  } catch (error) {
    if (error instanceof MoneyOverflowError) return []
    throw error
  }
}
