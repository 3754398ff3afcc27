/** Follows the days of a replay: since when is a suspended line without a cause (O3)? */
import type { Day } from '@tideline/journal'
import { SEVERITY } from '../policy/rulebook.ts'
import type { LineDay } from '../replay/replay.ts'

export interface CureRun {
  /** The first day of the present unbroken run of days cured but shut; `null` while there is none. */
  readonly since: Day | null
  readonly see: (today: LineDay) => void
}

/** Status, verdict and override move on visited days only, so the visited ones are all it has to see (P17). */
export function cureRun(): CureRun {
  let since: Day | null = null
  return {
    get since() {
      return since
    },
    see: (today) => (since = isCuredButShut(today) ? (since ?? today.day) : null),
  }
}

/** An override that runs is a cause of its own: people hold the line, whatever the rules say (O4). */
function isCuredButShut({ state: { status, override }, verdict }: LineDay): boolean {
  return status === 'suspended' && verdict.severity < SEVERITY.suspended && override === null
}
