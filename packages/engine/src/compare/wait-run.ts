/** Follows the days of a replay: how long was a suspended line cured and shut all the same (W11)? */
import type { Day } from '@tideline/journal'
import { cureRun } from '../decision/cure-run.ts'
import type { Status } from '../policy/policy.ts'
import type { LineDay } from '../replay/replay.ts'
import type { LineState } from '../status/state.ts'

/** An end to being cured but shut: `cured` is the first day of the stretch that ended on `on`. */
export interface Wait {
  readonly cured: Day
  readonly on: Day
  readonly how: 'reopened' | 'shut-again' | 'closed'
}

export interface WaitRun {
  readonly waits: readonly Wait[]
  /** The first day of being cured, where it still is and still suspended; else `null`. */
  readonly curedSince: Day | null
  /** To be told each visited day, in their order. */
  readonly see: (today: LineDay) => void
}

export function waitRun(): WaitRun {
  const waits: Wait[] = []
  const cure = cureRun()
  let before: Status | null = null
  return {
    waits,
    get curedSince() {
      return cure.since
    },
    see(today) {
      const { day, state } = today
      const curedSince = cure.since
      cure.see(today)
      if (before === 'suspended' && cure.since === null) {
        const cured = curedSince ?? (reopensByItself(state, day) ? day : null)
        if (cured !== null) waits.push({ cured, on: day, how: HOW[state.status] ?? 'reopened' })
      }
      before = state.status
    },
  }
}

/** How the wait of a suspended line ends by the status it then has. */
const HOW: { readonly [S in Status]?: Wait['how'] } = { suspended: 'shut-again', closed: 'closed' }

/** Whether a line that was suspended is open because its cause ceased that day: neither people nor a promise opened it. */
function reopensByItself({ status, override, promise }: LineState, day: Day): boolean {
  if (status === 'suspended' || status === 'closed') return false
  return override === null && !(promise?.outcome === 'kept' && promise.endedOn === day)
}
