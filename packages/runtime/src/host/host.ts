/** The worker's side of the contract: owns the journal, decides, imports, records. */
import { BOOKS, PROFILES } from '@tideline/content'
import { detectProfile, EVENTS_PROFILE, HEAD_BYTES, loadProfile, plainText, type Profile, type TableProfile } from '@tideline/import'
import type { BookLine, Rulebook } from '@tideline/engine'
import { assert, compareInstants } from '@tideline/journal'
import type { DeviceKeys, Role, SharedStore, Vault } from '@tideline/storage'
import { expose } from 'comlink'
import type { BookSource, BookSummary, Draft, ImportProgress, ImportReport, RecordResult, TidelineWorker } from '../contract.ts'
import { openBorrower, type BorrowerBook } from './borrower-book.ts'
import { createComparing } from './compare-job.ts'
import { decideLog } from './decide-log.ts'
import { DecidedBook, troubleOf, type Decided } from './decided-book.ts'
import { createSigner, UNSIGNED } from './device-signer.ts'
import { exportBook } from './export-book.ts'
import { refusedReport, runImport, wholeFile } from './import-job.ts'
import { makeLinePage } from './line-page.ts'
import { recordEntry, type RecordContext } from './record-entry.ts'
import { notAllowed } from './roles.ts'
import { countByStatus, sortQueue } from './summary.ts'
import { toldOf } from './told-of.ts'
import { suppose } from './suppose.ts'
import { guardBook, makeVaultTasks, userOf, type BookTasks, type VaultTasksContext } from './vault-tasks.ts'
import { findWaysBack, noSuchPath, promiseDraft } from './ways-back.ts'

type PracticeSource = 'sample' | 'narrated'

/** Either may still be opening; a `StorageFailure` it ends in is told as the book's trouble. */
export type BookPlace =
  | { readonly store: SharedStore | Promise<SharedStore>; readonly vault?: never }
  /** Kept in a vault: nothing of the book is answered before somebody has unlocked it, or made it. */
  | { readonly vault: Vault | Promise<Vault>; readonly store?: never }

export type HostOptions = BookPlace & HostSources

export interface HostSources {
  /** The files of the practice books, fetched when one is started. */
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
}

/** What is remembered of a book besides its events, under the setting `book`. */
interface BookSetting {
  readonly name: string
  readonly source: BookSource
  /** The day on which a practice book is decided. */
  readonly practiceDay?: string
}

const PRACTICE_BOOKS = { sample: 'taiwan-2000', narrated: 'narrated' } as const
const SETTING = 'book'

/** Call once in the worker's entry: answers the page until the worker ends. */
export function startHost(options: HostOptions): void {
  expose(createHost(options))
}

export function createHost({ books, clock, newId = randomId, deviceKeys, deviceLabel, moreRulebooks, ...place }: HostOptions): TidelineWorker {
  const vault = place.vault ? Promise.resolve(place.vault) : null
  const opening = vault ? vault.then(({ store }) => store) : Promise.resolve(place.store!)
  const opened = opening.then((store) => ({ store, decided: new DecidedBook(store) }))
  // Told by the first task that needs the store; until then nobody listens.
  opened.catch(() => {})
  const instant = clock ?? systemInstant
  const signer = deviceKeys ? createSigner({ keys: deviceKeys, label: deviceLabel, newId }) : UNSIGNED
  const comparing = createComparing(opened)
  let running: AbortController | null = null
  let turn: Promise<unknown> = Promise.resolve()

  /** What changes the journal happens one after the other, in the order asked for. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work, work)
    turn = result.catch(() => {})
    return result
  }

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
    const profile = profileNamed(source.profile)
    if (!profile) return refusedReport(wholeFile('unknown-profile', `one of ${profileIds().join(', ')}`, source.profile))
    const { owners } = await decided.latest(day)
    return runImport({ store, owners }, { ...source, profile })
  }

  /** Does something with a line of the book and all that belongs to its borrower; `null` where there is none. */
  async function withLine<T>(id: string, asOf: string, work: (book: BorrowerBook, line: BookLine) => T | null): Promise<T | null> {
    const { store, decided } = await opened
    const { owners, bookWide } = await decided.latest(asOf)
    const borrower = owners.get(id)
    if (borrower === undefined) return null
    const found = openBorrower(await store.read(borrower), bookWide)
    return found.ok ? work(found.book, found.book.line(id)!) : null
  }

  async function recordContext(): Promise<RecordContext> {
    return { ...(await opened), clock: instant, newId, signer }
  }

  async function isPractice(): Promise<boolean> {
    const setting = (await (await opened).store.getSetting(SETTING)) as BookSetting | null | undefined
    return setting?.practiceDay !== undefined
  }

  /** Whether the user, if one is known, is of one of the roles or the book is a practice book. */
  async function mayChange(...roles: readonly Role[]): Promise<boolean> {
    const user = await userOf(vault)
    return !user || roles.includes(user.role) || (await isPractice())
  }

  /** The draft in the name of whoever is there; a refusal if the role does not allow it. */
  async function inName(draft: Draft, today: string): Promise<Draft | RecordResult> {
    const user = await userOf(vault)
    if (!user) return draft
    const { store, decided } = await opened
    const { owners } = await decided.latest(today)
    const borrower = draft.borrower ?? (draft.line === undefined ? '' : (owners.get(draft.line) ?? ''))
    const failure = notAllowed({ draft, user, practice: await isPractice(), stored: await store.read(borrower) })
    return failure ? { ok: false, issues: [], failure } : { ...draft, by: user.name }
  }

  /** Records in turn what `drafted` gives; nothing is recorded where the store fails on the way. */
  function recording(today: string, drafted: () => Promise<Draft | RecordResult>): Promise<RecordResult> {
    return inTurn(async () => {
      try {
        const context = await recordContext()
        const wanted = await drafted()
        const draft = 'ok' in wanted ? wanted : await inName(wanted, today)
        if ('ok' in draft) return draft
        return await recordEntry(context, draft, today)
      } catch (error) {
        const { detail } = troubleOf(error)
        return { ok: false, issues: [], failure: { code: 'unavailable', detail } }
      }
    })
  }

  function forgetAll(): void {
    running?.abort()
    comparing.cancel()
    void opened.then(({ decided }) => decided.forget())
  }

  const book: BookTasks = {
    async openBook(today) {
      try {
        const { store, decided } = await opened
        const setting = (await store.getSetting(SETTING)) as BookSetting | null | undefined
        return summaryOf(await decided.at(today), setting, store.role, today)
      } catch (error) {
        return { ...emptySummary(today), trouble: [troubleOf(error)] }
      }
    },

    startBook: (source, today, onProgress) =>
      importing(async (signal) => {
        const { store, decided } = await opened
        if (source === 'empty' && !(await mayChange('supervisor', 'officer'))) return refusedReport(NOT_FOR_TRAINERS)
        const { borrowers } = await decided.latest(today)
        if (borrowers.size > 0) return refusedReport(wholeFile('book-exists', 'no events on this device', 'a book'))
        if (source === 'empty') {
          await store.putSetting(SETTING, { name: source, source } satisfies BookSetting)
          return { outcome: 'done', rows: 0, eventsAdded: 0, eventsKnown: 0, problems: [], problemCount: 0 }
        }
        const { file: fileName, profile, asOf } = BOOKS[PRACTICE_BOOKS[source]]
        // Before the events: should the worker end between the two, practice records never pass for real ones.
        await store.putSetting(SETTING, { name: PRACTICE_BOOKS[source], source, practiceDay: asOf } satisfies BookSetting)
        const report = await importInto({ file: await books[source](), fileName, profile, signal, onProgress }, asOf)
        if (report.outcome !== 'done') {
          await store.putSetting(SETTING, null)
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
        if (report.outcome === 'done' && !(await store.getSetting(SETTING))) {
          await store.putSetting(SETTING, { name: fileName, source: 'file' } satisfies BookSetting)
        }
        return report
      }),

    profiles: async () => [
      { id: EVENTS_PROFILE.id, kind: EVENTS_PROFILE.kind },
      ...tableProfiles().map(({ id, kind }) => ({ id, kind })),
    ],

    async detectProfile(file, fileName) {
      const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
      return detectProfile(head, fileName, tableProfiles())
    },

    async cancelImport() {
      running?.abort()
    },

    openLine: (line, asOf) => withLine(line, asOf, (book, found) => makeLinePage(book, found, asOf)),

    record: (draft, today) => recording(today, async () => draft),

    paths: (line, asOf) => withLine(line, asOf, (book, found) => findWaysBack(book, found, asOf)),

    whatIf: (line, until, drafts) => withLine(line, until, (book, found) => suppose(book, found, until, drafts, instant())),

    asTold: (line, day, knownAt) => withLine(line, day, (book, found) => toldOf(book, found, day, knownAt)),

    issuePath: (line, asOf, kind, by) =>
      recording(asOf, async () => {
        const draft = await withLine(line, asOf, (book, found) => promiseDraft(book, found, asOf, kind, by))
        return draft ?? noSuchPath(kind)
      }),

    compare: comparing.compare,

    async cancelCompare() {
      comparing.cancel()
    },

    exportBook: (by, today) => inTurn(async () => exportBook(await recordContext(), by, today)),

    eraseBook: () =>
      inTurn(async () => {
        const { store, decided } = await opened
        if (!(await mayChange('supervisor'))) throw new Error('Only a supervisor erases a book')
        // Before the events: a chain begun anew under the old key would have two events in one place.
        await signer.forget()
        await store.clear()
        decided.forget()
      }),

    decideLog: async (events, policyId, asOf, knownAt) => decideLog({ events, policyId, asOf, knownAt, moreRulebooks }),
  }
  const context: VaultTasksContext = { vault, forget: forgetAll, endChain: () => inTurn(() => signer.forget()), instant, emptySummary }
  return { ...guardBook(book, context), ...makeVaultTasks(context) }
}

function summaryOf(decided: Decided, setting: BookSetting | null | undefined, role: BookSummary['role'], today: string): BookSummary {
  const borrowers = [...decided.borrowers.values()]
  const lines = borrowers.flatMap(({ summaries }) => summaries)
  const newest = borrowers.flatMap(({ knownAt }) => (knownAt === null ? [] : [knownAt]))
  return {
    // Events without the setting: it was lost, they were not.
    book: setting ? { name: plainText(setting.name), source: setting.source } : borrowers.length > 0 ? { name: '', source: 'file' } : null,
    asOf: decided.asOf,
    suggestedAsOf: setting?.practiceDay ?? today,
    trouble: [...decided.trouble, ...borrowers.flatMap(({ trouble }) => (trouble ? [trouble] : []))],
    role,
    knownAt: newest.reduce<string | null>((best, at) => (best === null || compareInstants(at, best) > 0 ? at : best), null),
    eventCount: borrowers.reduce((sum, { eventCount }) => sum + eventCount, 0),
    lineCount: lines.length,
    byStatus: countByStatus(lines),
    lines: sortQueue(lines),
  }
}

function emptySummary(today: string): BookSummary {
  const nothing: Decided = { asOf: today, revision: 0, bookWide: [], owners: new Map(), borrowers: new Map(), heads: new Map(), trouble: [] }
  return summaryOf(nothing, undefined, 'writer', today)
}

function decidingStage({ rows, eventsAdded }: ImportReport): ImportProgress {
  return { stage: 'deciding', bytesRead: 0, bytesTotal: 0, rows, events: eventsAdded, badRows: 0 }
}

const NOT_FOR_TRAINERS = wholeFile('not-allowed', 'an officer or a supervisor', 'a trainer')

/** Before every line: an import needs to know whose lines there are, not how they stand. */
const FIRST_DAY = '0001-01-01'

let loadedProfiles: readonly TableProfile[] | null = null

function tableProfiles(): readonly TableProfile[] {
  loadedProfiles ??= [...PROFILES].map(([id, json]) => {
    const loaded = loadProfile(json)
    assert(loaded.ok, `A profile that ships is complete: ${id}`)
    return loaded.profile
  })
  return loadedProfiles
}

function profileIds(): string[] {
  return [EVENTS_PROFILE.id, ...tableProfiles().map(({ id }) => id)]
}

function profileNamed(id: string): Profile | undefined {
  return id === EVENTS_PROFILE.id ? EVENTS_PROFILE : tableProfiles().find((profile) => profile.id === id)
}

const systemInstant = (): string => new Date().toISOString()
const randomId = (): string => crypto.randomUUID()
