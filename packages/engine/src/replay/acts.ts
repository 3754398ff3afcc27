/** What people did about a line on a day: the events that status, limit and tasks read by themselves, beside the metrics. */
import type { Day, EventOf, KnownEvent } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import type { LineState } from '../status/state.ts'

const NONE: readonly KnownEvent[] = []
const NO_APPROVALS: readonly EventOf<'override.approved'>[] = []

/**
 * Takes limits set by a person, proposals and reviews from the events of a line from one place to before
 * another, those of `day`, and gives all that people did.
 */
export function recordActs(state: LineState, line: BookLine, from: number, to: number, day: Day): readonly KnownEvent[] {
  let acts: KnownEvent[] | null = null
  for (let i = from; i < to; i++) {
    const event = line.events[i]!
    switch (event.type) {
      case 'limit.set':
        state.approved = event.data.limit
        break
      case 'override.proposed':
        state.proposals.set(event.id, event)
        break
      case 'review.held':
        state.lastReviewOn = day
        break
      case 'contact.made':
      case 'override.approved':
      case 'path.issued':
      case 'line.closed':
        break
      default:
        continue
    }
    if (acts) acts.push(event)
    else acts = [event]
  }
  return acts ?? NONE
}

export function approvalsAmong(acts: readonly KnownEvent[]): readonly EventOf<'override.approved'>[] {
  return acts.length === 0 ? NO_APPROVALS : acts.filter((event) => event.type === 'override.approved')
}
