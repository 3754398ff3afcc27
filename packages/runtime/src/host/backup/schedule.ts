/** When the next backup is due, by a clock that may stand wrong. */
import { addDays, formatDay, parseDay } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { BackupMade, BackupState } from '../../backup-contract.ts'

/** What is remembered of backups, sealed under `BACKUP_SETTING`. */
export interface BackupSetting {
  readonly everyDays: number
  readonly last: BackupMade | null
  /** The latest day seen since: a clock set back must not make a backup younger. */
  readonly latestDay: string | null
  readonly putOffOn: string | null
}

export const BACKUP_SETTING = 'backup'
export const MOST_DAYS = 365
const NONE: BackupSetting = { everyDays: 7, last: null, latestDay: null, putOffOn: null }

export async function readBackupSetting(store: SharedStore): Promise<BackupSetting> {
  // One that can't be read back must not keep anybody from making a backup.
  const found = (await store.getSetting(BACKUP_SETTING).catch(() => null)) as BackupSetting | null | undefined
  return found ?? NONE
}

export function changeBackupSetting(store: SharedStore, before: BackupSetting, change: Partial<BackupSetting>): Promise<void> {
  return store.putSetting(BACKUP_SETTING, { ...before, ...change })
}

/** `hasEvents`: of an empty book nothing is due. */
export function backupStateOf({ everyDays, last, latestDay, putOffOn }: BackupSetting, today: string, hasEvents: boolean): BackupState {
  const dueOn = everyDays === 0 || !hasEvents ? null : last ? plusDays(last.day, everyDays) : today
  const latest = latestDay !== null && latestDay > today ? latestDay : today
  // Made on a day that has not come yet: the clock was ahead then or is behind now, and nobody knows how old it is.
  const due = dueOn !== null && (latest >= dueOn || (last !== null && last.day > today))
  return { last, everyDays, dueOn, due, remind: due && putOffOn !== today }
}

function plusDays(day: string, days: number): string {
  const parsed = parseDay(day)
  return parsed === null ? day : formatDay(addDays(parsed, days))
}
