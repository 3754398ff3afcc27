/** The tasks on the vault, and the lock before all tasks on the book. */
import type { Vault, VaultRefusal, VaultUser } from '@tideline/storage'
import type { BookSummary, ImportReport, RecordResult, TidelineWorker } from '../contract.ts'
import type { AnswerResult } from '../judgement-contract.ts'
import { lockedError, type VaultTasks } from '../vault-contract.ts'
import { refusedReport, wholeFile } from './import-job.ts'

/** The tasks on the book itself. */
export type BookTasks = Omit<TidelineWorker, keyof VaultTasks>

export interface VaultTasksContext {
  /** `null`: the book is kept without one. */
  readonly vault: Promise<Vault> | null
  /** Forgets what was decided and stops what runs: the keys have gone, or the book has. */
  readonly forget: () => void
  /** Ends the chain of this device: some of it is about to be erased, and what comes next is another's. */
  readonly endChain: () => Promise<void>
  readonly instant: () => string
  readonly emptySummary: (today: string) => BookSummary
}

const NO_VAULT: VaultRefusal = { ok: false, code: 'no-vault', waitMs: 0 }

export function makeVaultTasks({ vault, forget, endChain, instant }: VaultTasksContext): VaultTasks {
  const withVault = async <T>(work: (vault: Vault) => Promise<T>): Promise<T | VaultRefusal> => (vault ? work(await vault) : NO_VAULT)
  return {
    async vaultState() {
      const opened = await vault?.catch(() => null)
      return opened ? opened.status() : { state: 'absent' }
    },
    createVault: (name, pin) => withVault((its) => its.create(name, pin)),
    unlock: (user, pin) => withVault((its) => its.unlock(user, pin)),
    async lock() {
      const locking = (await vault)?.lock()
      forget()
      await locking
    },
    addUser: (user, pin, ownPin) => withVault((its) => its.addUser(user, pin, ownPin)),
    removeUser: (user, ownPin) => withVault((its) => its.removeUser(user, ownPin)),
    resetPin: (user, newPin, ownPin) => withVault((its) => its.resetPin(user, newPin, ownPin)),
    changePin: (user, pin, newPin) => withVault((its) => its.changePin(user, pin, newPin)),
    addPasskey: (passkey, output, ownPin) => withVault((its) => its.addPasskey(passkey, output, ownPin)),
    unlockByPasskey: (user, output) => withVault((its) => its.unlockByPasskey(user, output)),
    removePasskey: (ownPin) => withVault((its) => its.removePasskey(ownPin)),
    recover: (code, user, newPin) => withVault((its) => its.recover(code, user, newPin)),
    renewRecoveryCode: (ownPin) => withVault((its) => its.renewRecoveryCode(ownPin)),
    eraseBorrower: (borrower) =>
      withVault(async (its) => {
        if (its.user?.role === 'supervisor') await endChain()
        const shredded = await its.shred(borrower, instant())
        return shredded.ok ? { ok: true, events: shredded.tombstone?.events ?? 0 } : shredded
      }),
    async discardVault() {
      await endChain()
      await (await vault)?.discard()
      forget()
    },
  }
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
  // Every task by name, so that none that is added is left unguarded; the last seven touch no book.
  return {
    openBook: (today) => guarded(() => book.openBook(today), () => lockedSummary(emptySummary(today))),
    startBook: (...asked) => guarded(() => book.startBook(...asked), lockedReport),
    importFile: (...asked) => guarded(() => book.importFile(...asked), lockedReport),
    openLine: (...asked) => guarded(() => book.openLine(...asked), thrown),
    record: (...asked) => guarded(() => book.record(...asked), lockedRecord),
    paths: (...asked) => guarded(() => book.paths(...asked), thrown),
    whatIf: (...asked) => guarded(() => book.whatIf(...asked), thrown),
    issuePath: (...asked) => guarded(() => book.issuePath(...asked), lockedRecord),
    compare: (...asked) =>
      guarded(() => book.compare(...asked), () => ({ outcome: 'refused', problems: [{ code: 'locked', path: '', expected: 'an unlocked book', got: 'a locked one' }] })),
    asTold: (...asked) => guarded(() => book.asTold(...asked), thrown),
    exportBook: (by, today) => guarded(async () => book.exportBook((await vault).user?.name ?? by, today), thrown),
    eraseBook: () => guarded(() => book.eraseBook(), thrown),
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
    cancelBackup: book.cancelBackup,
    profiles: book.profiles,
    detectProfile: book.detectProfile,
    cancelImport: book.cancelImport,
    cancelCompare: book.cancelCompare,
    drafts: () => guarded(() => book.drafts(), thrown),
    keepDrafts: (changes) => guarded(() => book.keepDrafts(changes), () => ({ ok: false, code: 'locked', detail: 'The book is locked' })),
    decideLog: book.decideLog,
    lifeline: book.lifeline,
    ping: book.ping,
  }
}

function lockedSummary(empty: BookSummary): BookSummary {
  return { ...empty, trouble: [{ code: 'locked', detail: 'The book is locked', borrowers: [] }] }
}

function lockedReport(): ImportReport {
  return refusedReport(wholeFile('locked', 'an unlocked book', 'a locked one'))
}

/** What was being recorded when the lock fell may have been stored: its page finds out after the next unlock. */
function lockedRecord(): RecordResult {
  return { ok: false, issues: [], failure: { code: 'locked', detail: 'The book is locked' } }
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
