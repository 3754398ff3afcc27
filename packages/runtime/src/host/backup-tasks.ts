/** Backups: what may be asked of them, by whom, one at a time. */
import { judgePassphrase, type KdfParams } from '@tideline/sealed-file'
import type { Vault, VaultUser } from '@tideline/storage'
import type { BackupProgress, BackupRefusal, BackupResult, BackupTasks, RestoreRefusal } from '../backup-contract.ts'
import type { AccessLog } from './access-log.ts'
import { makeBackup } from './backup/make-backup.ts'
import { lookInto, restoreBackup, unreadableFile } from './backup/restore-backup.ts'
import { backupStateOf, changeBackupSetting, MOST_DAYS, readBackupSetting } from './backup/schedule.ts'
import { writeFile } from './backup/write-file.ts'
import { noteHandedOver } from './hand-over-setting.ts'
import { headsOf } from './hand-over-tasks.ts'
import type { RecordContext } from './record-entry.ts'
import { tellErasures } from './tell-erasures.ts'

export interface BackupTasksContext {
  /** `null`: the book is kept without one, and has no backups: it is nobody's money. */
  readonly vault: Promise<Vault> | null
  readonly context: () => Promise<RecordContext>
  /** Does its work after all that was asked before to change the journal. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>
  readonly log: AccessLog
  /** Params of a file's key; for tests. */
  readonly kdf?: KdfParams | undefined
}

const NOBODY: BackupRefusal & { readonly code: 'no-vault' } = { code: 'no-vault', detail: 'The book has no vault' }

export function makeBackupTasks({ vault, context, inTurn, log, kdf }: BackupTasksContext): BackupTasks {
  let running: AbortController | null = null

  /** One at a time, with the vault and whoever has unlocked it. */
  async function alone<T, R>(
    roles: readonly VaultUser['role'][],
    refused: (refusal: BackupRefusal & { readonly code: 'no-vault' | 'locked' | 'not-allowed' | 'backup-running' }) => R,
    work: (its: Vault, user: VaultUser, signal: AbortSignal) => Promise<T>,
  ): Promise<T | R | { readonly outcome: 'cancelled' }> {
    const its = await vault
    if (!its) return refused(NOBODY)
    const { user } = its
    if (!user) return refused({ code: 'locked', detail: 'The book is locked' })
    if (!roles.includes(user.role)) return refused({ code: 'not-allowed', detail: roles.join(', ') })
    if (running) return refused({ code: 'backup-running', detail: 'One at a time' })
    const { signal } = (running = new AbortController())
    try {
      return await inTurn(() => work(its, user, signal))
    } catch (error) {
      if (signal.aborted) return { outcome: 'cancelled' }
      throw error
    } finally {
      running = null
    }
  }

  const noBackup = (refusal: BackupRefusal): BackupResult => ({ outcome: 'refused', refusal })
  const notOpened = (refusal: RestoreRefusal) => ({ outcome: 'refused', refusal }) as const

  return {
    async backupState(today) {
      if (!(await vault)) return null
      const { store, decided } = await context()
      const setting = await readBackupSetting(store)
      if (setting.latestDay === null || setting.latestDay < today) await changeBackupSetting(store, setting, { latestDay: today })
      const { borrowers } = await decided.latest(today)
      return backupStateOf(setting, today, borrowers.size > 0)
    },

    async putOffBackup(today) {
      const { store } = await context()
      await changeBackupSetting(store, await readBackupSetting(store), { putOffOn: today })
    },

    async setBackupSchedule(everyDays) {
      const user = (await vault)?.user
      if (user?.role !== 'supervisor' || !Number.isInteger(everyDays) || everyDays < 0 || everyDays > MOST_DAYS) return false
      const { store } = await context()
      await changeBackupSetting(store, await readBackupSetting(store), { everyDays })
      return true
    },

    makeBackup: (request, today, onProgress) =>
      // An officer is alone with the tablet for weeks; what a backup needs is that it is made.
      alone(['supervisor', 'officer'], noBackup, async (_its, user, signal) => {
        const { passphrase, target } = request
        if (['short', 'easy'].includes(judgePassphrase(passphrase))) return noBackup({ code: 'weak-passphrase', detail: judgePassphrase(passphrase) })
        const told = sparingly(onProgress)
        const recording = await context()
        const places = headsOf(await recording.decided.latest(today))
        const sealed = await makeBackup({ context: recording, passphrase, by: user.name, today, signal, onProgress: told, kdf })
        if ('code' in sealed) return noBackup(sealed)
        const { file, made, unreadable } = sealed
        const refusal = target && (await writeFile(target, file, (done) => (signal.throwIfAborted(), told({ stage: 'saving', done, of: file.size }))))
        if (refusal) return noBackup(refusal)
        // From here on another latest day counts: a clock that was ahead once must not nag for ever.
        await changeBackupSetting(recording.store, await readBackupSetting(recording.store), { last: made, latestDay: today, putOffOn: null })
        // What is in a backup has left the device; what was recorded since goes on waiting.
        await noteHandedOver(recording.store, { what: 'backup', places, events: made.events }, { at: made.at, by: user.name })
        await log.note({ kind: 'backed-up', facts: { events: made.events, bytes: made.bytes } })
        return { outcome: 'done', made, unreadable, ...(target ? {} : { file }) }
      }),

    lookIntoBackup: (file, passphrase, onProgress) =>
      alone(['supervisor', 'officer'], notOpened, async (_its, _user, signal) => {
        const looked = await lookInto({ file, passphrase, signal, onProgress: sparingly(onProgress) }).catch(orUnreadable)
        return 'code' in looked ? notOpened(looked) : { outcome: 'done', contents: looked.contents }
      }),

    restoreBackup: ({ file, fileName, passphrase, wholeOnly }, today, onProgress) =>
      alone(['supervisor'], notOpened, async (its, _user, signal) => {
        const recording = await context()
        const { decided, signer } = recording
        if ((await decided.latest(today)).borrowers.size > 0) return notOpened({ code: 'book-exists' })
        const asked = { vault: its, file, fileName, passphrase, wholeOnly, signal, onProgress: sparingly(onProgress), beforeStoring: () => signer.forget() }
        const restored = await restoreBackup(asked).catch((error: unknown) => notOpened(orUnreadable(error)))
        decided.forget()
        if (restored.outcome === 'done') {
          await tellErasures(recording, its)
          await log.note({ kind: 'restored', facts: { events: restored.events, bytes: file.size } })
        }
        return restored
      }),

    async cancelBackup() {
      running?.abort()
    },
  }
}

function orUnreadable(error: unknown): RestoreRefusal {
  const refusal = unreadableFile(error)
  if (!refusal) throw error
  return refusal
}

/** In fifty steps: enough for an eye, and it does not fill the way to the page. */
function sparingly(onProgress?: (progress: BackupProgress) => void): (progress: BackupProgress) => void {
  let told = ''
  return (progress) => {
    const step = `${progress.stage} ${Math.floor((progress.done * 50) / Math.max(1, progress.of))}`
    if (step !== told) onProgress?.(progress)
    told = step
  }
}
