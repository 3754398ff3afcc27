/** When the book locks itself: a setting that is sealed with it, so that nobody lengthens it from outside. */
import type { Role, SharedStore } from '@tideline/storage'
import { LOCK_CHOICES, LOCK_TIMES, type LockTasks, type LockTimes } from '../lock-contract.ts'

interface LockTasksContext {
  readonly opened: Promise<{ readonly store: SharedStore }>
  readonly mayChange: (...roles: readonly Role[]) => Promise<boolean>
}

const SETTING = 'lock-times'

export function makeLockTasks({ opened, mayChange }: LockTasksContext): LockTasks {
  return {
    async lockTimes() {
      const kept = (await (await opened).store.getSetting(SETTING)) as LockTimes | null | undefined
      return kept && isChoice(kept) ? kept : LOCK_TIMES
    },
    async setLockTimes(times) {
      if (!isChoice(times) || !(await mayChange('supervisor'))) return { ok: false, code: 'not-allowed', waitMs: 0 }
      const { idleMinutes, hiddenSeconds } = times
      await (await opened).store.putSetting(SETTING, { idleMinutes, hiddenSeconds })
      return { ok: true }
    },
  }
}

function isChoice({ idleMinutes, hiddenSeconds }: LockTimes): boolean {
  const known = (choices: readonly number[], value: number): boolean => choices.includes(value)
  return known(LOCK_CHOICES.idleMinutes, idleMinutes) && known(LOCK_CHOICES.hiddenSeconds, hiddenSeconds)
}
