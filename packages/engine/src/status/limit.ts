/** The limit of a day and its growth (P13, P14): integers throughout. */
import { addMonths, scaleMinor, type Day, type Phase } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import type { MetricValues } from '../metrics/vocabulary.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import type { LineState } from './state.ts'

/** Approved × the smallest factor in force, rounded down; the approved limit where none is. A promise lifts the step's part (Q6). */
export function limitOf(rulebook: Rulebook, state: LineState): number {
  let least: number | null = null
  for (const { rule, limitThousandths } of rulebook.limitCuts) {
    if (state.firingSince[rule] === null || state.forgiven[rule]) continue
    least = least === null ? limitThousandths : Math.min(least, limitThousandths)
  }
  const cut = least === null ? state.approved : partOf(rulebook, state, least)
  if (state.status !== 'probation') return cut
  const step = partOf(rulebook, state, state.variant!.ladder[state.step]!.limitThousandths)
  const promised = Math.min(state.promisedLimit ?? 0, state.approved)
  return Math.min(cut, Math.max(step, promised))
}

function partOf(rulebook: Rulebook, state: LineState, thousandths: number): number {
  // A factor of at most 1 can't overflow.
  return scaleMinor(state.approved, thousandths, rulebook.policy.limitRounding)!
}

/** What may be drawn: nothing where the line is suspended or closed. */
export function availableOf(state: LineState, limit: number, balance: number): number {
  if (state.status === 'suspended' || state.status === 'closed') return 0
  return Math.max(0, limit - Math.max(0, balance))
}

/** Whether the conditions of an increase hold: if nothing moves, it may come at the end of the month. */
export function mayGrow(
  rulebook: Rulebook,
  state: LineState,
  { segment, phase, values }: { readonly segment: string; readonly phase: Phase; readonly values: MetricValues },
): boolean {
  if (state.status !== 'active') return false
  for (const increase of rulebook.increases) if (increase.matches(segment, phase)) return increase.when(values)
  return false
}

/** On a month's last day, raises the approved limit of an active line if its policy says so (P14). */
export function growLimit(
  rulebook: Rulebook,
  state: LineState,
  line: BookLine,
  today: { readonly day: Day; readonly monthEnd: Day; readonly segment: string; readonly phase: Phase; readonly values: MetricValues },
): void {
  const { day, segment, phase, values } = today
  if (state.status !== 'active' || day !== today.monthEnd) return
  const chosen = rulebook.increases.find((candidate) => candidate.matches(segment, phase))
  if (!chosen) return
  const longAgo = (since: Day | null): boolean => since === null || addMonths(since, chosen.increase.everyMonths) <= day
  if (!longAgo(line.openedOn) || !longAgo(state.approvedChangedOn) || !longAgo(state.since) || !chosen.when(values)) return
  const { limitRounding } = rulebook.policy
  const grown = scaleMinor(state.approved, chosen.factorThousandths, limitRounding)
  const cap = scaleMinor(line.openingLimit, chosen.capThousandths, limitRounding)
  // A limit that money can't hold (V1) is no limit to grow to; the other bound may still hold.
  const target = Math.min(grown ?? Infinity, cap ?? Infinity)
  if (target > state.approved && target !== Infinity) state.approved = target
}
