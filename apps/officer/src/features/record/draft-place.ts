/** Where the form of a draft is, from its key: `<line>/<kind>`, `meeting/<centre>/<day>`, `open-line/<borrower>` or `register`. */
import type { Route } from '../../shell/route.ts'
import { meetingOfKey } from '../meeting/sheet-key.ts'
import { isRecordKind } from './record-kind-ids.ts'

/** `null` for a form that this version does not know. */
export function draftPlace(key: string): Route | null {
  if (key === 'register') return { page: 'register' }
  const meeting = meetingOfKey(key)
  if (meeting) return { page: 'meeting', ...meeting }
  const cut = key.lastIndexOf('/')
  const [before, after] = [key.slice(0, cut), key.slice(cut + 1)]
  if (before === 'open-line') return { page: 'open-line', borrower: after }
  return cut > 0 && isRecordKind(after) ? { page: 'line', line: before, record: after } : null
}
