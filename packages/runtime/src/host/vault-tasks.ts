/** The tasks on the vault, and the lock before all tasks on the book. */
import type { Created, Unlocked, UserResult, Vault, VaultRefusal, VaultUser } from '@tideline/storage'
import type { BookSummary, ImportReport, RecordResult, TidelineWorker } from '../contract.ts'
import type { SheetResult } from '../day-contract.ts'
import type { DraftsKept } from '../drafts-contract.ts'
import type { AnswerResult } from '../judgement-contract.ts'
import { lockedError, type VaultTasks } from '../vault-contract.ts'
import type { AccessLog, Noted } from './access-log.ts'
import { refusedPreview } from './import-preview.ts'
import { refusedReport, wholeFile } from './import-report.ts'

/** The tasks on the book itself. */
export type BookTasks = Omit<TidelineWorker, keyof VaultTasks>

export interface VaultTasksContext {
  /** `null`: the book is kept without one. */
  readonly vault: Promise<Vault> | null
  /** Writes what is still to be kept of the book, while its keys are there. */
  readonly settle: () => Promise<void>
  /** Forgets what was decided and stops what runs: the keys have gone, or the book has. */
  readonly forget: () => void
  /** Ends the chain of this device: all of it is about to be erased, and what comes next is another's. */
  readonly endChain: () => Promise<void>
  readonly erase: (vault: Vault, borrower: string) => ReturnType<VaultTasks['eraseBorrower']>
  readonly log: AccessLog
  readonly emptySummary: (today: string) => BookSummary
}

const NO_VAULT: VaultRefusal = { ok: false, code: 'no-vault', waitMs: 0 }
const LOCKED: VaultRefusal = { ok: false, code: 'locked', waitMs: 0 }

export function makeVaultTasks({ vault, settle, forget, endChain, erase, log }: VaultTasksContext): VaultTasks {
  const withVault = async <T>(work: (vault: Vault) => Promise<T>): Promise<T | VaultRefusal> => (vault ? work(await vault) : NO_VAULT)
  /** The answer; what was done is noted, if it was. */
  const noting = async <T extends { readonly ok: true }>(work: (vault: Vault) => Promise<T | VaultRefusal>, noted: (done: T) => Noted): Promise<T | VaultRefusal> => {
    const answer = await withVault(work)
    if (answer.ok) void log.note(noted(answer))
    return answer
  }
  return {
    async vaultState() {
      const opened = await vault?.catch(() => null)
      return opened ? opened.status() : { state: 'absent' }
    },
    createVault: (name, pin) => noting((its) => its.create(name, pin), () => ({ kind: 'vault-made' })),
    recoveryCodeKept: async () => (await vault)?.confirmCode(),
    unlock: (user, pin) => noting((its) => its.unlock(user, pin), unlockedBy('pin')),
    async lock() {
      await Promise.all([log.note({ kind: 'locked' }), settle()])
      const locking = (await vault)?.lock()
      forget()
      await locking
    },
    addUser: (user, pin, ownPin) => noting((its) => its.addUser(user, pin, ownPin), ({ user: { name, role } }) => ({ kind: 'user-added', facts: { user: name, role } })),
    removeUser: (user, ownPin) => noting<UserResult>((its) => its.removeUser(user, ownPin), concerning('user-removed')),
    resetPin: (user, newPin, ownPin) => noting<UserResult>((its) => its.resetPin(user, newPin, ownPin), concerning('pin-reset')),
    changePin: (user, pin, newPin) => noting<UserResult>((its) => its.changePin(user, pin, newPin), concerning('pin-changed')),
    addPasskey: (passkey, output, ownPin) => noting((its) => its.addPasskey(passkey, output, ownPin), () => ({ kind: 'passkey-added' })),
    unlockByPasskey: (user, output) => noting((its) => its.unlockByPasskey(user, output), unlockedBy('passkey')),
    removePasskey: (ownPin) => noting((its) => its.removePasskey(ownPin), () => ({ kind: 'passkey-removed' })),
    recover: (code, user, newPin) => noting<Created>((its) => its.recover(code, user, newPin), concerning('recovery-used')),
    renewRecoveryCode: (ownPin) => noting((its) => its.renewRecoveryCode(ownPin), () => ({ kind: 'recovery-renewed' })),
    eraseBorrower: (borrower) => noting((its) => erase(its, borrower), ({ events }) => ({ kind: 'borrower-erased', facts: { events } })),
    async discardVault() {
      await endChain()
      await (await vault)?.discard()
      forget()
    },
  }
}

/** `failures`: attempts since the last right one, ended ones among them. */
function unlockedBy(way: string): (done: Unlocked) => Noted {
  return ({ failures }) => ({ kind: 'unlocked', facts: { way, ...(failures > 0 && { failures }) } })
}

/** A note that names the user whom it was done to. */
function concerning(kind: Noted['kind']): (done: { readonly user: VaultUser }) => Noted {
  return ({ user: { name } }) => ({ kind, facts: { user: name } })
}

/** The tasks on the book, each answered only while, and as long as, the same user has it unlocked. */
export function guardBook(book: BookTasks, { vault, emptySummary }: VaultTasksContext): BookTasks {
  if (!vault) return book
  const guarded = async <T>(work: () => Promise<T>, refusal: () => T): Promise<T> => {
    const its = await vault.catch(() => null)
    // A vault that can't be opened has no user; the book's own tasks tell why.
    if (!its) return work()
    const before = its.user
    if (!before) return refusal()
    try {
      const answer = await work()
      // An answer that comes after the lock shows what the lock hides.
      return its.user?.id === before.id ? answer : refusal()
    } catch (error) {
      if (its.user?.id === before.id) throw error
      return refusal()
    }
  }
  const thrown = (): never => {
    throw lockedError()
  }
  // Every task by name, so that none that is added is left unguarded; those given as they are touch no book.
  return {
    openBook: (today) => guarded(() => book.openBook(today), () => lockedSummary(emptySummary(today))),
    lastLook: (today) => guarded(() => book.lastLook(today), () => null),
    startBook: (...asked) => guarded(() => book.startBook(...asked), lockedReport),
    importFile: (...asked) => guarded(() => book.importFile(...asked), lockedReport),
    openLine: (...asked) => guarded(() => book.openLine(...asked), thrown),
    record: (...asked) => guarded(() => book.record(...asked), lockedRecord),
    recordBatch: (...asked) => guarded(() => book.recordBatch(...asked), lockedRecord),
    paths: (...asked) => guarded(() => book.paths(...asked), thrown),
    whatIf: (...asked) => guarded(() => book.whatIf(...asked), thrown),
    issuePath: (...asked) => guarded(() => book.issuePath(...asked), lockedRecord),
    compare: (...asked) =>
      guarded(() => book.compare(...asked), () => ({ outcome: 'refused', problems: [{ code: 'locked', path: '', expected: 'an unlocked book', got: 'a locked one' }] })),
    asTold: (...asked) => guarded(() => book.asTold(...asked), thrown),
    exportBook: (by, today) => guarded(async () => book.exportBook((await vault).user?.name ?? by, today), thrown),
    eraseBook: () => guarded(() => book.eraseBook(), thrown),
    verifyBook: (...asked) => guarded(() => book.verifyBook(...asked), thrown),
    accessLog: (...asked) => guarded(() => book.accessLog(...asked), thrown),
    humanActs: (...asked) => guarded(() => book.humanActs(...asked), thrown),
    judgement: (...asked) => guarded(() => book.judgement(...asked), thrown),
    previewOverride: (...asked) => guarded(() => book.previewOverride(...asked), thrown),
    approveOverride: (...asked) => guarded(() => book.approveOverride(...asked), lockedAnswer),
    refuseOverride: (...asked) => guarded(() => book.refuseOverride(...asked), lockedAnswer),
    judgementRecord: (...asked) => guarded(() => book.judgementRecord(...asked), thrown),
    backupState: (...asked) => guarded(() => book.backupState(...asked), thrown),
    putOffBackup: (...asked) => guarded(() => book.putOffBackup(...asked), thrown),
    setBackupSchedule: (...asked) => guarded(() => book.setBackupSchedule(...asked), thrown),
    makeBackup: (...asked) => guarded(() => book.makeBackup(...asked), lockedBackup),
    lookIntoBackup: (...asked) => guarded(() => book.lookIntoBackup(...asked), lockedBackup),
    restoreBackup: (...asked) => guarded(() => book.restoreBackup(...asked), lockedBackup),
    lockTimes: (...asked) => guarded(() => book.lockTimes(...asked), thrown),
    setLockTimes: (...asked) => guarded(() => book.setLockTimes(...asked), () => LOCKED),
    dayRoute: (...asked) => guarded(() => book.dayRoute(...asked), thrown),
    week: (...asked) => guarded(() => book.week(...asked), thrown),
    meeting: (...asked) => guarded(() => book.meeting(...asked), thrown),
    centres: (...asked) => guarded(() => book.centres(...asked), thrown),
    recordSheet: (...asked) => guarded(() => book.recordSheet(...asked), lockedSheet),
    placeInCentre: (...asked) => guarded(() => book.placeInCentre(...asked), lockedRecord),
    notePrinted: (...asked) => guarded(() => book.notePrinted(...asked), thrown),
    monthState: (...asked) => guarded(() => book.monthState(...asked), thrown),
    reviewMonth: (...asked) => guarded(() => book.reviewMonth(...asked), () => ({ outcome: 'refused', code: 'locked', detail: 'The book is locked' })),
    keepMonth: (...asked) => guarded(() => book.keepMonth(...asked), lockedRecord),
    notices: (...asked) => guarded(() => book.notices(...asked), thrown),
    noticesDue: (...asked) => guarded(() => book.noticesDue(...asked), thrown),
    issueNotices: (...asked) => guarded(() => book.issueNotices(...asked), thrown),
    holdMonth: book.holdMonth,
    cancelMonth: book.cancelMonth,
    cancelBackup: book.cancelBackup,
    previewImport: (...asked) => guarded(() => book.previewImport(...asked), () => refusedPreview(LOCKED_FILE)),
    // They know the profiles that were kept with the book.
    lookIntoFile: (...asked) => guarded(() => book.lookIntoFile(...asked), thrown),
    tryProfile: (...asked) => guarded(() => book.tryProfile(...asked), thrown),
    keptProfiles: () => guarded(() => book.keptProfiles(), thrown),
    keepProfile: (...asked) => guarded(() => book.keepProfile(...asked), () => ({ ok: false, code: 'locked' })),
    dropProfile: (...asked) => guarded(() => book.dropProfile(...asked), () => ({ ok: false, code: 'locked' })),
    handOverState: (...asked) => guarded(() => book.handOverState(...asked), thrown),
    handOverFile: (what, by, today) => guarded(async () => book.handOverFile(what, (await vault).user?.name ?? by, today), () => ({ ok: false, code: 'locked' })),
    markHandedOver: (mark, by) => guarded(async () => book.markHandedOver(mark, (await vault).user?.name ?? by), () => false),
    noteListSaved: (...asked) => guarded(() => book.noteListSaved(...asked), thrown),
    lender: () => guarded(() => book.lender(), thrown),
    setLender: (...asked) => guarded(() => book.setLender(...asked), () => ({ ok: false, code: 'locked' })),
    sealStory: (...asked) => guarded(() => book.sealStory(...asked), () => ({ ok: false, code: 'locked' })),
    takeNote: (...asked) => guarded(() => book.takeNote(...asked), () => ({ ok: false, code: 'locked' })),
    profiles: book.profiles,
    detectProfile: book.detectProfile,
    cancelImport: book.cancelImport,
    cancelCompare: book.cancelCompare,
    drafts: () => guarded(() => book.drafts(), thrown),
    keepDrafts: (changes) => guarded(() => book.keepDrafts(changes), lockedKeeping),
    find: (...asked) => guarded(() => book.find(...asked), thrown),
    findLines: (...asked) => guarded(() => book.findLines(...asked), thrown),
    savedFilters: () => guarded(() => book.savedFilters(), thrown),
    keepFilter: (...asked) => guarded(() => book.keepFilter(...asked), lockedKeeping),
    portfolio: (...asked) => guarded(() => book.portfolio(...asked), thrown),
    warnings: (...asked) => guarded(() => book.warnings(...asked), thrown),
    cancelSurvey: book.cancelSurvey,
    decideLog: book.decideLog,
    lifeline: book.lifeline,
    ping: book.ping,
  }
}

function lockedSummary(empty: BookSummary): BookSummary {
  return { ...empty, trouble: [{ code: 'locked', detail: 'The book is locked', borrowers: [] }] }
}

const LOCKED_FILE = wholeFile('locked', 'an unlocked book', 'a locked one')

function lockedReport(): ImportReport {
  return refusedReport(LOCKED_FILE)
}

/** What was being recorded when the lock fell may have been stored: its page finds out after the next unlock. */
function lockedRecord(): RecordResult & { readonly ok: false } {
  return { ok: false, issues: [], failure: { code: 'locked', detail: 'The book is locked' } }
}

/** As for one entry: nobody knows, and the same sheet is sent again. */
function lockedSheet(): SheetResult {
  return { ok: false, issues: [], failure: { code: 'locked', detail: 'The book is locked' } }
}

function lockedKeeping(): DraftsKept {
  return { ok: false, code: 'locked', detail: 'The book is locked' }
}

function lockedAnswer(): AnswerResult {
  return { ok: false, refusal: { code: 'locked', waitMs: 0 } }
}

/** What was being restored when the lock fell may be there whole, or not at all. */
function lockedBackup() {
  return { outcome: 'refused', refusal: { code: 'locked', detail: 'The book is locked' } } as const
}

export async function userOf(vault: Promise<Vault> | null): Promise<VaultUser | null> {
  return (await vault)?.user ?? null
}
