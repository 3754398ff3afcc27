/** Early warnings and the tasks they open (P15). */
import { addDays, type Day, type KnownEvent } from '@tideline/journal'
import type { WatchedValues } from '../metrics/watched-values.ts'
import type { TaskKind } from '../policy/policy.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import type { LineState } from './state.ts'

const DEFAULT_REPEAT_DAYS = 30

/** Opens, closes and lapses the tasks of a day; `acts` are the contacts and reviews among its events. */
export function updateWarnings(rulebook: Rulebook, state: LineState, { values, woken }: WatchedValues, day: Day, acts: readonly KnownEvent[]): void {
  const { firstWarning } = rulebook.readers
  let closed = false
  for (let i = 0; i < rulebook.warnings.length; i++) {
    if (woken[firstWarning + i] === 0 && state.nextRepeat > day && acts.length === 0) continue
    const task = state.warnings[i]!
    const { warning, when } = rulebook.warnings[i]!
    closed ||= task.closedOn !== null
    const holds = woken[firstWarning + i] === 0 ? task.held : when(values)
    if (!holds) {
      task.dueOn = null
      task.closedOn = null
    } else if (!task.held || repeats(task.closedOn, warning.repeatDays, day)) {
      task.dueOn = addDays(day, warning.dueInDays)
      task.closedOn = null
    }
    task.held = holds
    if (task.dueOn !== null && acts.length > 0 && acts.some((event) => closesTask(event, warning.kind))) {
      task.dueOn = null
      task.closedOn = day
      closed = true
    }
  }
  if (closed) state.nextRepeat = nextRepeat(rulebook, state)
}

/** The next day on which a closed task opens again if its condition still holds; Infinity if none does. */
function nextRepeat(rulebook: Rulebook, state: LineState): number {
  let next = Infinity
  for (let i = 0; i < state.warnings.length; i++) {
    const { closedOn } = state.warnings[i]!
    if (closedOn === null) continue
    next = Math.min(next, closedOn + (rulebook.warnings[i]!.warning.repeatDays ?? DEFAULT_REPEAT_DAYS))
  }
  return next
}

function repeats(closedOn: Day | null, repeatDays: number | undefined, day: Day): boolean {
  return closedOn !== null && day - closedOn >= (repeatDays ?? DEFAULT_REPEAT_DAYS)
}

/** A review closes every task, a visit those of visit and call, a call those of call; a message none. */
export function closesTask(event: KnownEvent, kind: TaskKind): boolean {
  if (event.type === 'review.held') return true
  if (event.type !== 'contact.made') return false
  if (event.data.kind === 'visit') return kind !== 'review'
  return event.data.kind === 'call' && kind === 'call'
}
