/** How long a line was past due, as pieces of days: looked up for any day without a replay of its own. */
import type { Day } from '@tideline/journal'

/** From `from` on, days past due grow from the day `anchor`, or stand at `fixed` where `anchor` is `null`. */
export interface ArrearsStretch {
  readonly from: Day
  readonly anchor: Day | null
  readonly fixed: number
}

/** One line's arrears under one rulebook, to the day `last`: the end, or the day it closed. */
export interface Arrears {
  /** By `from`, the first on the day of opening. */
  readonly stretches: readonly ArrearsStretch[]
  readonly last: Day
}

/** The worst of the days from one to another, none after the last; 0 for no day. */
export function worstBetween({ stretches, last }: Arrears, from: Day, to: Day): number {
  let worst = 0
  stretches.forEach((stretch, i) => {
    const begins = Math.max(stretch.from, from)
    const ends = Math.min((stretches[i + 1]?.from ?? Infinity) - 1, to, last)
    // Within a stretch days past due never fall.
    if (begins <= ends) worst = Math.max(worst, within(stretch, ends))
  })
  return worst
}

/** The first of the days from one to another with more than `days` days past due; `null` for none. */
export function firstAbove({ stretches, last }: Arrears, days: number, from: Day, to: Day): Day | null {
  for (const [i, stretch] of stretches.entries()) {
    const begins = Math.max(stretch.from, from)
    const ends = Math.min((stretches[i + 1]?.from ?? Infinity) - 1, to, last)
    if (begins > ends || within(stretch, ends) <= days) continue
    return (stretch.anchor === null ? begins : Math.max(begins, stretch.anchor + days + 1)) as Day
  }
  return null
}

function within({ anchor, fixed }: ArrearsStretch, day: number): number {
  return anchor === null ? fixed : Math.max(0, day - anchor)
}
