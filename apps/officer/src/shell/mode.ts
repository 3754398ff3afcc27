/**
 * Work or practice: two books that never meet. Each has a worker, a database and a key of its own, told apart by the
 * worker's name; a page is in one of the two for its whole life, and changing starts it anew.
 */
import type { TextShelf } from '@tideline/ui/page'

export type Mode = 'work' | 'practice'

/** The name of the worker, which is also that of its databases. */
export const WORKER_NAMES = { work: 'tideline', practice: 'tideline-practice' } as const satisfies Record<Mode, string>

/**
 * Work, unless a person has chosen to practise. Browsers put such a choice on the disk some time later: after a power cut
 * the one before may be back, which the frame of practice shows.
 */
export function readMode(shelf: TextShelf): Mode {
  return shelf.read() === 'practice' ? 'practice' : 'work'
}
