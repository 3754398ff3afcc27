/** How a book begins and grows by files: one import at a time, whole or not at all. */
import { BOOKS } from '@tideline/content'
import { detectProfile } from '@tideline/import'
import type { Role, SharedStore } from '@tideline/storage'
import type { BookSource, ImportProblem, ImportProgress, ImportReport, TidelineWorker } from '../contract.ts'
import type { ProfileChoice } from '../file-contract.ts'
import type { AccessLog } from './access-log.ts'
import { BOOK_SETTING, type BookSetting } from './book-summary.ts'
import type { DecidedBook } from './decided-book.ts'
import { headOf } from './file-look.ts'
import type { FileToRead } from './gather-file.ts'
import { runImport } from './import-job.ts'
import { previewImport, refusedPreview } from './import-preview.ts'
import { refusedReport, wholeFile } from './import-report.ts'
import type { KnownBooks } from './known-book.ts'
import { chosenProfile } from './own-profiles.ts'
import { allProfiles, tableProfiles } from './profiles.ts'

export type PracticeSource = Extract<BookSource, 'sample' | 'narrated'>

export type ImportTasks = Pick<TidelineWorker, 'startBook' | 'importFile' | 'previewImport' | 'profiles' | 'detectProfile' | 'cancelImport'>

type Asked = Omit<FileToRead, 'profile' | 'book'> & { readonly profile: ProfileChoice }

export interface ImportTasksContext {
  readonly opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>
  /** The files of the practice books, fetched when one is started; `null` where real books are kept. */
  readonly books: Readonly<Record<PracticeSource, () => Promise<Blob>>> | null
  /** Does its work after all that was asked before to change the journal. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  /** Whether the user, if one is known, is of one of the roles. */
  readonly mayChange: (...roles: readonly Role[]) => Promise<boolean>
  readonly log: AccessLog
  readonly instant: () => string
  readonly known: KnownBooks
}

const PRACTICE_BOOKS = { sample: 'taiwan-2000', narrated: 'narrated' } as const
const NO_PRACTICE = wholeFile('practice-only', 'a book of one’s own', 'a practice book')
const NOT_FOR_TRAINERS = wholeFile('not-allowed', 'an officer or a supervisor', 'a trainer')

/** Before every line: an import needs to know whose lines there are, not how they stand. */
const FIRST_DAY = '0001-01-01'

export function makeImportTasks({ opened, books, inTurn, mayChange, log, instant, known }: ImportTasksContext): ImportTasks {
  let running: AbortController | null = null

  /** One at a time, dry or not: the second is told so instead of waiting in silence. */
  async function importing<T>(refused: (refusal: ImportProblem) => T, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (running) return refused(wholeFile('import-running', 'one import at a time', 'a second one'))
    const controller = (running = new AbortController())
    try {
      return await inTurn(async () => ((await mayChange('supervisor', 'officer')) ? work(controller.signal) : refused(NOT_FOR_TRAINERS)))
    } finally {
      running = null
    }
  }

  /** What is to be read, ready to be read; or why it can't be. */
  async function sourceOf({ profile: choice, ...source }: Asked, day: string): Promise<FileToRead | { readonly refusal: ImportProblem }> {
    const { store } = await opened
    const chosen = await chosenProfile(store, choice)
    if ('refusal' in chosen) return chosen
    const { profile } = chosen
    return { ...source, profile, book: profile.kind === 'entries' ? await known.read(day) : undefined }
  }

  async function importInto(asked: Asked, day: string): Promise<ImportReport> {
    const { store, decided } = await opened
    const { owners } = await decided.latest(day)
    const source = await sourceOf(asked, day)
    return 'refusal' in source ? refusedReport(source.refusal) : runImport({ store, owners }, source)
  }

  return {
    startBook: (source, today, onProgress) =>
      importing(refusedReport, async (signal) => {
        const { store, decided } = await opened
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
        const report = await importInto({ file: await books[source](), fileName, profile, today, signal, onProgress }, asOf)
        if (report.outcome !== 'done') {
          await store.putSetting(BOOK_SETTING, null)
          return report
        }
        onProgress?.(decidingStage(report))
        await decided.at(asOf)
        return report
      }),

    importFile: (file, fileName, profile, onProgress, today = instant().slice(0, 10)) =>
      importing(refusedReport, async (signal) => {
        const { store } = await opened
        const report = await importInto({ file, fileName, profile, today, signal, onProgress }, FIRST_DAY)
        // Its events are stored: a book that the device will not name now goes without a name.
        if (report.outcome === 'done') await nameBook(store, { name: fileName, source: 'file' }).catch(() => {})
        if (report.outcome === 'done') void log.note({ kind: 'imported', facts: { events: report.eventsAdded, bytes: file.size } })
        return report
      }),

    previewImport: (file, fileName, profile, today, onProgress) =>
      importing(refusedPreview, async (signal) => {
        const { store, decided } = await opened
        const book = await decided.at(today)
        const source = await sourceOf({ file, fileName, profile, today, signal, onProgress }, today)
        return 'refusal' in source ? refusedPreview(source.refusal) : previewImport(store, book, source)
      }),

    profiles: async () => allProfiles().map(({ id, kind }) => ({ id, kind })),

    async detectProfile(file, fileName) {
      return detectProfile(await headOf(file), fileName, tableProfiles())
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
