import type { RecordFailure } from '@tideline/runtime'
import { m } from '../paraglide/messages.js'

/** Why the device could not store an entry, and what to do. */
export function saveFailureText({ code, detail }: RecordFailure): string {
  switch (code) {
    case 'full':
      return m.save_failure_full()
    case 'locked':
      return m.save_failure_locked()
    case 'not-allowed':
      return m.save_failure_not_allowed()
    case 'unavailable':
      return m.save_failure_unavailable({ detail })
  }
}
