/** The worker's side of the contract: owns the journal, decides, imports, records. */
import type { BookLine, Rulebook } from '@tideline/engine'
import type { JournalEvent } from '@tideline/journal'
import type { KdfParams } from '@tideline/sealed-file'
import type { DeviceKeys, Role, SharedStore, Vault } from '@tideline/storage'
import { expose } from 'comlink'
import type { TidelineWorker } from '../contract.ts'
import { createAccessLog } from './access-log.ts'
import { makeAuditTasks } from './audit-tasks.ts'
import { makeBackupTasks } from './backup-tasks.ts'
import { readBookWide } from './book-wide.ts'
import { BOOK_SETTING, emptySummary, summaryOf, type BookSetting } from './book-summary.ts'
import { openBorrower, type BorrowerBook } from './borrower-book.ts'
import { createComparing } from './compare-job.ts'
import { decideLog } from './decide-log.ts'
import { DecidedBook, troubleOf } from './decided-book.ts'
import { makeDayTasks } from './day-tasks.ts'
import { createSigner, UNSIGNED } from './device-signer.ts'
import { makeDraftTasks } from './draft-tasks.ts'
import { eraseBorrower } from './erase-borrower.ts'
import { exportBook } from './export-book.ts'
import { makeFindTasks } from './find/find-tasks.ts'
import { makeFileTasks } from './file-tasks.ts'
import { makeHandOverTasks } from './hand-over-tasks.ts'
import { openOwnEntries } from './hand-over-setting.ts'
import { makeHealthTasks } from './health-tasks.ts'
import { makeImportTasks, type PracticeSource } from './import-tasks.ts'
import { keepKnownBook } from './known-book.ts'
import { makeJudgementTasks } from './judgement-tasks.ts'
import { makeLockTasks } from './lock-tasks.ts'
import { keepLooks } from './last-look.ts'
import { makeLinePage } from './line-page.ts'
import { makeMonthTasks } from './month-tasks.ts'
import { makeNoticeTasks } from './notice-tasks.ts'
import type { RecordContext } from './record-entry.ts'
import { makeRecordTasks } from './record-tasks.ts'
import { makeStoryTasks } from './story-tasks.ts'
import { createSurveys } from './survey/survey-book.ts'
import { makeSurveyTasks } from './survey/survey-tasks.ts'
import { toldOf } from './told-of.ts'
import { suppose } from './suppose.ts'
import { guardBook, makeVaultTasks, userOf, type BookTasks, type VaultTasksContext } from './vault-tasks.ts'
import { findWaysBack, noSuchPath, promiseDraft } from './ways-back.ts'

/** Either may still be opening; a `StorageFailure` it ends in is told as the book's trouble. */
export type BookPlace =
  | { readonly store: SharedStore | Promise<SharedStore>; readonly vault?: never }
  /** Kept in a vault: nothing of the book is answered before somebody has unlocked it, or made it. */
  | { readonly vault: Vault | Promise<Vault>; readonly store?: never }

export type HostOptions = BookPlace & HostSources

export interface HostSources {
  /** The files of the practice books, fetched when one is started, which no vault takes in. */
  readonly books: Readonly<Record<PracticeSource, () => Promise<Blob>>>
  /** The instant of recording, `YYYY-MM-DDTHH:MM:SS.sssZ`; the system's by default. */
  readonly clock?: () => string
  /** An id that no other device gives; a random UUID by default. */
  readonly newId?: () => string
  /** The key by which entries are signed; without keys they are not. */
  readonly deviceKeys?: DeviceKeys
  /** What people call this device, for its registration. */
  readonly deviceLabel?: string
  /** Rulebooks by which a log may be decided besides those that ship, by `id@version`. */
  readonly moreRulebooks?: ReadonlyMap<string, Rulebook>
  /** Params of the keys of backups, which tests can't wait for. */
  readonly backupKdf?: KdfParams
}

/** Call once in the worker's entry: answers the page until the worker ends. */
export function startHost(options: HostOptions): void {
  expose(createHost(options))
}

export function createHost({ books, clock, newId = randomId, deviceKeys, deviceLabel, moreRulebooks, backupKdf, ...place }: HostOptions): TidelineWorker {
  const vault = place.vault ? Promise.resolve(place.vault) : null
  const opening = vault ? vault.then(({ store }) => store) : Promise.resolve(place.store!)
  const opened = opening.then((store) => ({ store, decided: new DecidedBook(store, () => openOwnEntries(store, deviceKeys)) }))
  // Told by the first task that needs the store; until then nobody listens.
  opened.catch(() => {})
  const instant = clock ?? systemInstant
  const signer = deviceKeys ? createSigner({ keys: deviceKeys, label: deviceLabel, newId }) : UNSIGNED
  const comparing = createComparing(opened)
  const log = createAccessLog(vault, instant)
  const looks = keepLooks(opened)
  const surveys = createSurveys(opened)
  const { warm, forget: forgetFound, ...findTasks } = makeFindTasks({ vault, opened, surveys })
  const known = keepKnownBook(opened)
  let turn: Promise<unknown> = Promise.resolve()

  /** What changes the journal happens one after the other, in the order asked for. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work, work)
    turn = result.catch(() => {})
    return result
  }

  /** Whose a line is, and what holds for every line. A line of the last look need not wait until the whole book is decided. */
  async function placeOf(line: string, asOf: string): Promise<{ readonly borrower: string | undefined; readonly bookWide: readonly JournalEvent[] }> {
    const { store, decided } = await opened
    const seen = decided.isReady ? null : await looks.borrowerOf(line)
    if (seen !== null) return { borrower: seen, bookWide: await readBookWide(store) }
    const { owners, bookWide } = await decided.latest(asOf)
    return { borrower: owners.get(line), bookWide }
  }

  /** Does something with a line of the book and all that belongs to its borrower; `null` where there is none. */
  async function withLine<T>(id: string, asOf: string, work: (book: BorrowerBook, line: BookLine) => T | null): Promise<T | null> {
    const { store } = await opened
    const { borrower, bookWide } = await placeOf(id, asOf)
    if (borrower === undefined) return null
    const found = openBorrower(await store.read(borrower), bookWide)
    if (!found.ok) return null
    log.noteReading({ borrower, line: id })
    return work(found.book, found.book.line(id)!)
  }

  async function namesOf(asOf: string): Promise<ReadonlyMap<string, string>> {
    const { borrowers } = await (await opened).decided.latest(asOf)
    return new Map([...borrowers.values()].flatMap(({ summaries }) => summaries.map(({ line, name }) => [line, name] as const)))
  }

  async function recordContext(): Promise<RecordContext> {
    return { ...(await opened), clock: instant, newId, signer }
  }

  /** Whether the user, if one is known, is of one of the roles. */
  async function mayChange(...roles: readonly Role[]): Promise<boolean> {
    const user = await userOf(vault)
    return !user || roles.includes(user.role)
  }

  function forgetAll(): void {
    void imports.cancelImport()
    void backups.cancelBackup()
    comparing.cancel()
    forgetMonth()
    surveys.forget()
    forgetFound()
    looks.forget()
    known.forget()
    void opened.then(({ decided }) => decided.forget())
  }

  const { recording, storing, inName, ...records } = makeRecordTasks({ vault, recordContext, inTurn })
  const backups = makeBackupTasks({ vault, context: recordContext, inTurn, log, kdf: backupKdf })
  const { forget: forgetMonth, ...months } = makeMonthTasks({ opened, recording })
  const imports = makeImportTasks({ opened, books: vault ? null : books, inTurn, mayChange, log, instant, known })
  const book: BookTasks = {
    async openBook(today) {
      try {
        const { store, decided } = await opened
        const setting = (await store.getSetting(BOOK_SETTING)) as BookSetting | null | undefined
        const found = await decided.at(today)
        const summary = summaryOf(found, setting, store.role, today)
        looks.keep(summary)
        warm(found)
        return summary
      } catch (error) {
        return { ...emptySummary(today), trouble: [troubleOf(error)] }
      }
    },

    lastLook: (today) => looks.read(today).catch(() => null),

    ...imports,

    ...makeFileTasks({ opened, known, mayChange }),

    ...makeHandOverTasks({ context: recordContext, inTurn, mayChange, log, instant }),

    ...makeDraftTasks({ vault, opened, instant }),

    ...makeHealthTasks(),

    ...makeAuditTasks({ vault, opened, device: async () => (await deviceKeys?.load())?.device ?? null, instant }),

    ...makeJudgementTasks({ vault, opened, recordContext, inTurn, withLine, instant }),
    ...backups,
    ...makeLockTasks({ opened, mayChange }),
    ...makeDayTasks({ opened, storing, inName, log }),
    ...months,
    ...makeNoticeTasks({ opened, withLine, recording, log }),
    ...makeStoryTasks({ opened, withLine, mayChange, storing, inName, log, instant }),
    ...findTasks,
    ...makeSurveyTasks({ surveys, namesOf }),

    openLine: (line, asOf) => withLine(line, asOf, (book, found) => makeLinePage(book, found, asOf)),

    ...records,

    paths: (line, asOf) => withLine(line, asOf, (book, found) => findWaysBack(book, found, asOf)),

    whatIf: (line, until, drafts) => withLine(line, until, (book, found) => suppose(book, found, until, drafts, instant())),

    asTold: (line, day, knownAt) => withLine(line, day, (book, found) => toldOf(book, found, day, knownAt)),

    async issuePath(line, asOf, kind, by) {
      const result = await recording(asOf, async () => {
        const draft = await withLine(line, asOf, (book, found) => promiseDraft(book, found, asOf, kind, by))
        return draft ?? noSuchPath(kind)
      })
      if (result.ok) void log.note({ kind: 'path-issued', about: { borrower: result.event.borrower!, line } })
      return result
    },

    compare: comparing.compare,

    async cancelCompare() {
      comparing.cancel()
    },

    exportBook: (by, today) =>
      inTurn(async () => {
        const file = await exportBook(await recordContext(), by, today)
        void log.note({ kind: 'exported', facts: { bytes: file.size } })
        return file
      }),

    eraseBook: () =>
      inTurn(async () => {
        const { store, decided } = await opened
        if (!(await mayChange('supervisor'))) throw new Error('Only a supervisor erases a book')
        // Before the events: a chain begun anew under the old key would have two events in one place.
        await signer.forget()
        looks.forget()
        known.forget()
        await store.clear()
        decided.forget()
        surveys.forget()
        forgetFound()
        void log.note({ kind: 'book-erased' })
      }),

    decideLog: async (events, policyId, asOf, knownAt) => decideLog({ events, policyId, asOf, knownAt, moreRulebooks }),
  }
  const erase: VaultTasksContext['erase'] = (its, borrower) => inTurn(async () => eraseBorrower(await recordContext(), its, borrower, looks))
  const context: VaultTasksContext = { vault, settle: looks.settle, forget: forgetAll, endChain: () => inTurn(() => signer.forget()), erase, log, emptySummary }
  return { ...guardBook(book, context), ...makeVaultTasks(context) }
}

const systemInstant = (): string => new Date().toISOString()
const randomId = (): string => crypto.randomUUID()
