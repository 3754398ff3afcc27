/** When an open book locks itself: kept with the book, set by a supervisor. */
import type { VaultRefusal } from '@tideline/storage'

export interface LockTimes {
  /** Without a touch or a key, in minutes. */
  readonly idleMinutes: number
  /** Out of sight, in seconds: long enough for choosing a file, which hides the page. */
  readonly hiddenSeconds: number
}

export const LOCK_TIMES: LockTimes = { idleMinutes: 5, hiddenSeconds: 60 }

/** What may be chosen: a tablet that never locks is no vault. */
export const LOCK_CHOICES = { idleMinutes: [1, 2, 5, 10, 15, 30], hiddenSeconds: [15, 60, 300] } as const

export interface LockTasks {
  /** As set, or `LOCK_TIMES`. Rejects while locked (`isLocked`). */
  lockTimes(): Promise<LockTimes>
  /** `not-allowed`: who is no supervisor, or times that are no choice. */
  setLockTimes(times: LockTimes): Promise<{ readonly ok: true } | VaultRefusal>
}
