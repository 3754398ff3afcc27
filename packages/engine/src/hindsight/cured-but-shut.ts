/** Cured but still shut (O3): the causes have ceased, the line is suspended all the same. */
import { parseDay, type Day } from '@tideline/journal'
import type { BookLine } from '../book/book.ts'
import type { Decider } from '../decision/decider.ts'
import type { ExplainedCondition } from '../policy/condition.ts'

/** Days `YYYY-MM-DD`. */
export interface CuredLine {
  readonly borrower: string
  readonly line: string
  readonly asOf: string
  readonly suspendedSince: string
  /** The first day of the present unbroken run of days on which no cause was left. */
  readonly curedSince: string
  /** Days from the cure to `asOf`; 0 on the day of the cure. */
  readonly days: number
  /** What is still missing for reopening, as in the decision (D2). */
  readonly unmet: readonly ExplainedCondition[]
}

/** `null` for a line that is not suspended, has a cause left, or is held by an override. Throws `MoneyOverflowError`. */
export function curedButShut(decider: Decider, line: BookLine, day: Day): CuredLine | null {
  const explanation = decider.explain(line, day)
  if (!explanation || explanation.curedSince === null) return null
  const { decision, curedSince } = explanation
  const { borrower, asOf, since, unmet } = decision
  return { borrower, line: line.id, asOf, suspendedSince: since, curedSince, days: day - parseDay(curedSince)!, unmet }
}
