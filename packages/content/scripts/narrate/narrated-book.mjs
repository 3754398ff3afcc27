import { scheduleMeetings, setPhase, toldEvents } from './book.mjs'
import { tellGoodTimes } from './good-times.mjs'
import { tellHardTimes } from './hard-times.mjs'
import { tellOtherCauses } from './other-causes.mjs'
import { tellProjects } from './projects.mjs'

/** The whole narrated book as JSON Lines. */
export function narratedBook() {
  setPhase('2024-01-01', 'steady')
  setPhase('2025-01-01', 'growth')
  setPhase('2025-07-01', 'steady')
  setPhase('2025-12-01', 'tighten')
  tellGoodTimes()
  tellHardTimes()
  tellOtherCauses()
  tellProjects()
  scheduleMeetings('2024-01-01')
  return toldEvents().map((event) => JSON.stringify(event) + '\n').join('')
}
