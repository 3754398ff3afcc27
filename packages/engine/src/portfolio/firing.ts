/** Early warnings as they fired on a line, what was done about them, and whether the line was suspended (B8, B9, B10). */
import { formatDay, type Day, type KnownEvent } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import { explainCondition, type ExplainedCondition } from '../policy/condition.ts'
import type { TaskKind } from '../policy/policy.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import type { LineDay } from '../replay/replay.ts'
import { closesTask } from '../status/warnings.ts'

/** So many days a line is followed after a warning. */
export const FOLLOWED_DAYS = 60

/** Days `YYYY-MM-DD`. */
export interface Firing {
  readonly warning: string
  readonly kind: TaskKind
  readonly firedOn: string
  /** The day on which its condition ceased to hold, or the line closed; `null` while it holds. */
  readonly endedOn: string | null
  /** The condition as it was on the day it fired, and as it is by the end, where it still holds. */
  readonly then: ExplainedCondition
  readonly now: ExplainedCondition | null
  /** Of the task that is open by the end; `null` without one. */
  readonly dueOn: string | null
  readonly overdue: boolean
  /** Calls, visits, messages and reviews from the day it fired to the day it ended. */
  readonly contacts: readonly KnownEvent[]
  /** The first day of a suspension while the line is followed; `null` for none. */
  readonly suspendedOn: string | null
  readonly outcome: FiringOutcome
  /** Whether its task was done while it could still matter. */
  readonly contacted: boolean
}

/** `no-time`: the line was shut by the day it fired; `too-early`: it is still followed. */
export type FiringOutcome = 'suspended' | 'not-suspended' | 'too-early' | 'no-time'

export interface FiringRun {
  /** To be told each visited day, in their order. */
  readonly see: (today: LineDay) => void
  /** All of them, oldest first, as they stand at the end of the last day. */
  readonly firings: () => readonly Firing[]
}

interface Fired {
  readonly warning: Rulebook['policy']['warnings'][number]
  readonly firedOn: Day
  readonly then: ExplainedCondition
  readonly shut: boolean
  now: ExplainedCondition | null
  endedOn: Day | null
  dueOn: Day | null
}

/** `to`: the last day of the replay. */
export function firingRun({ warnings }: Rulebook, line: BookLine, to: Day): FiringRun {
  const fired: Fired[] = []
  const running: (Fired | null)[] = warnings.map(() => null)
  const suspensions: Day[] = []
  let wasShut = false
  let closedOn: Day | null = null

  function see({ day, state, values }: LineDay): void {
    const shut = state.status === 'suspended'
    if (shut && !wasShut) suspensions.push(day)
    wasShut = shut
    if (state.status === 'closed') closedOn = day
    for (let i = 0; i < warnings.length; i++) {
      const { held, dueOn } = state.warnings[i]!
      const holds = held && closedOn === null
      const one = running[i]!
      if (one && !holds) {
        Object.assign(one, { endedOn: day, dueOn: null, now: null })
        running[i] = null
      } else if (holds) {
        const { warning } = warnings[i]!
        const then = one?.then ?? explainCondition(warning.when, values)
        const now = day === to ? explainCondition(warning.when, values) : null
        if (one) Object.assign(one, { now, dueOn })
        else fired.push((running[i] = { warning, firedOn: day, then, now, shut, endedOn: null, dueOn }))
      }
    }
  }

  function told(one: Fired): Firing {
    const { warning, firedOn, endedOn, dueOn, then, now } = one
    const followed = Math.min(firedOn + FOLLOWED_DAYS, to)
    const suspendedOn = suspensions.find((day) => day > firedOn && day <= followed) ?? null
    const lasted = endedOn ?? to
    const useful = actsBetween(line, firedOn, Math.min(lasted, suspendedOn === null ? followed : suspendedOn - 1))
    return {
      warning: warning.id,
      kind: warning.kind,
      firedOn: formatDay(firedOn),
      endedOn: endedOn === null ? null : formatDay(endedOn),
      then,
      now,
      dueOn: dueOn === null ? null : formatDay(dueOn),
      overdue: dueOn !== null && to > dueOn,
      contacts: actsBetween(line, firedOn, lasted),
      suspendedOn: suspendedOn === null ? null : formatDay(suspendedOn),
      outcome: outcomeOf(one, suspendedOn, to, closedOn),
      contacted: useful.some((event) => closesTask(event, warning.kind)),
    }
  }

  return { see, firings: () => fired.map(told) }
}

function outcomeOf({ shut, firedOn }: Fired, suspendedOn: Day | null, to: Day, closedOn: Day | null): FiringOutcome {
  if (shut) return 'no-time'
  if (suspendedOn !== null) return 'suspended'
  return closedOn !== null || to >= firedOn + FOLLOWED_DAYS ? 'not-suspended' : 'too-early'
}

function actsBetween(line: BookLine, from: number, to: number): KnownEvent[] {
  return line.events.filter(({ type }, i) => (type === 'contact.made' || type === 'review.held') && line.days[i]! >= from && line.days[i]! <= to)
}
