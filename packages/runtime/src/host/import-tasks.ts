/** How a book begins and grows by files: one import at a time, whole or not at all. */
import { BOOKS } from '@tideline/content'
import { detectProfile, HEAD_BYTES } from '@tideline/import'
import type { Role, SharedStore } from '@tideline/storage'
import type { BookSource, ImportProgress, ImportReport, TidelineWorker } from '../contract.ts'
import type { AccessLog } from './access-log.ts'
import { BOOK_SETTING, type BookSetting } from './book-summary.ts'
import type { DecidedBook } from './decided-book.ts'
import { refusedReport, runImport, wholeFile } from './import-job.ts'
import { allProfiles, tableProfiles } from './profiles.ts'

export type PracticeSource = Extract<BookSource, 'sample' | 'narrated'>

export type ImportTasks = Pick<TidelineWorker, 'startBook' | 'importFile' | 'profiles' | 'detectProfile' | 'cancelImport'>

export interface ImportTasksContext {
  readonly opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>
  /** The files of the practice books, fetched when one is started; `null` where real books are kept. */
  readonly books: Readonly<Record<PracticeSource, () => Promise<Blob>>> | null
  /** Does its work after all that was asked before to change the journal. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Whether the user, if one is known, is of one of the roles. */
  readonly mayChange: (...roles: readonly Role[]) => Promise<boolean>
  readonly log: AccessLog
}

const PRACTICE_BOOKS = { sample: 'taiwan-2000', narrated: 'narrated' } as const
const NO_PRACTICE = wholeFile('practice-only', 'a book of one’s own', 'a practice book')
const NOT_FOR_TRAINERS = wholeFile('not-allowed', 'an officer or a supervisor', 'a trainer')

/** Before every line: an import needs to know whose lines there are, not how they stand. */
const FIRST_DAY = '0001-01-01'

export function makeImportTasks({ opened, books, inTurn, mayChange, log }: ImportTasksContext): ImportTasks {
  let running: AbortController | null = null

  /** One import at a time: the second is told so instead of waiting in silence. */
  async function importing(work: (signal: AbortSignal) => Promise<ImportReport>): Promise<ImportReport> {
    if (running) return refusedReport(wholeFile('import-running', 'one import at a time', 'a second one'))
    const controller = (running = new AbortController())
    try {
      return await inTurn(() => work(controller.signal))
    } finally {
      running = null
    }
  }

  async function importInto(source: Omit<Parameters<typeof runImport>[1], 'profile'> & { profile: string }, day: string): Promise<ImportReport> {
    const { store, decided } = await opened
    const profile = allProfiles().find(({ id }) => id === source.profile)
    if (!profile) {
      const known = allProfiles().map(({ id }) => id)
      return refusedReport(wholeFile('unknown-profile', `one of ${known.join(', ')}`, source.profile))
    }
    const { owners } = await decided.latest(day)
    return runImport({ store, owners }, { ...source, profile })
  }

  return {
    startBook: (source, today, onProgress) =>
      importing(async (signal) => {
        const { store, decided } = await opened
        if (!(await mayChange('supervisor', 'officer'))) return refusedReport(NOT_FOR_TRAINERS)
        const { borrowers } = await decided.latest(today)
        if (borrowers.size > 0) return refusedReport(wholeFile('book-exists', 'no events on this device', 'a book'))
        if (source === 'empty') {
          await store.putSetting(BOOK_SETTING, { name: source, source } satisfies BookSetting)
          return { outcome: 'done', rows: 0, eventsAdded: 0, eventsKnown: 0, problems: [], problemCount: 0 }
        }
        if (!books) return refusedReport(NO_PRACTICE)
        const { file: fileName, profile, asOf } = BOOKS[PRACTICE_BOOKS[source]]
        // Before the events: should the worker end between the two, practice records never pass for real ones.
        await store.putSetting(BOOK_SETTING, { name: PRACTICE_BOOKS[source], source, practiceDay: asOf } satisfies BookSetting)
        const report = await importInto({ file: await books[source](), fileName, profile, signal, onProgress }, asOf)
        if (report.outcome !== 'done') {
          await store.putSetting(BOOK_SETTING, null)
          return report
        }
        onProgress?.(decidingStage(report))
        await decided.at(asOf)
        return report
      }),

    importFile: (file, fileName, profile, onProgress) =>
      importing(async (signal) => {
        const { store } = await opened
        if (!(await mayChange('supervisor', 'officer'))) return refusedReport(NOT_FOR_TRAINERS)
        const report = await importInto({ file, fileName, profile, signal, onProgress }, FIRST_DAY)
        // Its events are stored: a book that the device will not name now goes without a name.
        if (report.outcome === 'done') await nameBook(store, { name: fileName, source: 'file' }).catch(() => {})
        if (report.outcome === 'done') void log.note({ kind: 'imported', facts: { events: report.eventsAdded, bytes: file.size } })
        return report
      }),

    profiles: async () => allProfiles().map(({ id, kind }) => ({ id, kind })),

    async detectProfile(file, fileName) {
      const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
      return detectProfile(head, fileName, tableProfiles())
    },

    async cancelImport() {
      running?.abort()
    },
  }
}

/** Unless it has a name. */
async function nameBook(store: SharedStore, setting: BookSetting): Promise<void> {
  if (!(await store.getSetting(BOOK_SETTING))) await store.putSetting(BOOK_SETTING, setting)
}

function decidingStage({ rows, eventsAdded }: ImportReport): ImportProgress {
  return { stage: 'deciding', bytesRead: 0, bytesTotal: 0, rows, events: eventsAdded, badRows: 0 }
}
