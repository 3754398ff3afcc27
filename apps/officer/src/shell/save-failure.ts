import type { RecordFailure } from '@tideline/runtime'
import { m } from '../paraglide/messages.js'

/** Why the device could not store an entry, and what to do. */
export function saveFailureText({ code, detail }: RecordFailure): string {
  return code === 'full' ? m.save_failure_full() : m.save_failure_unavailable({ detail })
}
