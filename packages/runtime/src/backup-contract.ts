/** What a page may ask about copies of the book that leave the device. Passphrases go in and never come out. */
import type { BookFault, Range } from '@tideline/sealed-file'

/** The last backup that this device knows of. */
export interface BackupMade {
  /** The instant and the device's day. */
  readonly at: string
  readonly day: string
  readonly by: string
  readonly borrowers: number
  readonly events: number
  readonly bytes: number
  /** Of the contents: the same in the file and wherever it is looked into. */
  readonly sha256: string
}

export interface BackupState {
  readonly last: BackupMade | null
  /** Days between two backups; 0: nobody is reminded. */
  readonly everyDays: number
  /** `null`: none is due, as there is no schedule. */
  readonly dueOn: string | null
  readonly due: boolean
  /** It is due, and has not been put off today. */
  readonly remind: boolean
}

export interface BackupProgress {
  /** `sealing` and `storing` count borrowers, the others bytes. */
  readonly stage: 'sealing' | 'checking' | 'saving' | 'reading' | 'storing'
  readonly done: number
  readonly of: number
}

export interface BackupRequest {
  readonly passphrase: string
  /** Where to write it; without one the file is given back, to be downloaded. */
  readonly target?: FileSystemFileHandle
}

/** Why there is no backup; what was there before is as it was. */
export interface BackupRefusal {
  readonly code:
    | 'no-vault'
    | 'locked'
    | 'not-allowed'
    /** As `judgePassphrase` says. */
    | 'weak-passphrase'
    | 'backup-running'
    /** There is nothing to back up. */
    | 'empty-book'
    /** Another tab wrote into the book again and again. */
    | 'busy'
    /** Where it was to be written there is no room, or no leave. */
    | 'full'
    | 'unwritable'
    /** It was written and does not read back as it was made. */
    | 'not-verified'
    | 'unavailable'
  readonly detail: string
}

export type BackupResult =
  /** `file` where no target was given. `unreadable`: who could not be read in the book itself, and so is not in it. */
  | { readonly outcome: 'done'; readonly made: BackupMade; readonly file?: Blob; readonly unreadable: readonly string[] }
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'refused'; readonly refusal: BackupRefusal }

/** What is in a file, and what is wrong with it. */
export interface BackupContents {
  readonly whole: boolean
  /** `null` where that is lost. */
  readonly made: { readonly at: string; readonly day: string; readonly by: string; readonly borrowers: number; readonly events: number } | null
  /** What can be restored: all of these borrowers. */
  readonly borrowers: number
  readonly events: number
  /** Who is lost, by id, `''` for what concerns the book as a whole; `null`: nobody can tell. */
  readonly missing: readonly string[] | null
  /** Damaged chunks with their bytes, other damaged bytes, and where the file breaks off. */
  readonly chunks: readonly (Range & { readonly index: number })[]
  readonly beside: readonly Range[]
  readonly truncatedAt: number | null
  readonly sha256: string | null
}

/** Why a file was not opened or not restored; nothing was stored. */
export type RestoreRefusal =
  | BookFault
  | { readonly code: 'no-vault' | 'locked' | 'not-allowed' | 'backup-running' | 'full' | 'unavailable' | 'unreadable-file'; readonly detail: string }
  /** A backup goes into an empty book only. */
  | { readonly code: 'book-exists' }
  /** It was to be restored whole, and is not; what would be missing stands in `contents`. */
  | { readonly code: 'not-whole'; readonly contents: BackupContents }
  /** Nobody in it can be restored. */
  | { readonly code: 'nothing-left' }

export type BackupLook =
  | { readonly outcome: 'done'; readonly contents: BackupContents }
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'refused'; readonly refusal: RestoreRefusal }

export type RestoreResult =
  /** `erased`: how many were left out because they were erased on this device. */
  | { readonly outcome: 'done'; readonly borrowers: number; readonly events: number; readonly erased: number; readonly contents: BackupContents }
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'refused'; readonly refusal: RestoreRefusal }

/** All but the first two rejecting while locked (`isLocked`) or refusing; without a vault all are `no-vault`. */
export interface BackupTasks {
  /** `today`: the device's day. `null`: there is no vault, and no backup. */
  backupState(today: string): Promise<BackupState | null>
  /** No reminder for the rest of the day. */
  putOffBackup(today: string): Promise<void>
  /** By a supervisor; 0 for no reminder. `false`: not allowed, or not between 0 and 365. */
  setBackupSchedule(everyDays: number): Promise<boolean>
  /**
   * Seals the whole book under a passphrase, opens it again to see that it is whole, and writes it. The file that was
   * there before is replaced when all of the new one lies on the disk.
   */
  makeBackup(request: BackupRequest, today: string, onProgress?: (p: BackupProgress) => void): Promise<BackupResult>
  /** Reads through a file and stores nothing. */
  lookIntoBackup(file: Blob, passphrase: string, onProgress?: (p: BackupProgress) => void): Promise<BackupLook>
  /** By a supervisor, into an empty book: all of it, or with `wholeOnly: false` what is whole of a damaged one. */
  restoreBackup(
    request: { readonly file: Blob; readonly fileName: string; readonly passphrase: string; readonly wholeOnly: boolean },
    today: string,
    onProgress?: (p: BackupProgress) => void,
  ): Promise<RestoreResult>
  /** Ends what runs of these, soon after. */
  cancelBackup(): Promise<void>
}
