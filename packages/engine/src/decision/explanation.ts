/** A decision with what it was made of: the metrics behind the reasons, the score taken apart. */
import { formatDay, type Day } from '@tideline/journal'
import { METRICS, shownValue } from '../metrics/vocabulary.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import type { LineDay } from '../replay/replay.ts'
import type { ScoreReason } from '../score/scorecard.ts'
import { decisionOf, type Decision } from './decision.ts'

export interface Explanation {
  readonly decision: Decision
  /** Every metric of the day by its id, `null` where unknown; of a closed line those of the day it closed. */
  readonly metrics: Readonly<Record<string, number | null>>
  /** The approved limit (P13), of which the decision's limit may be a part. */
  readonly approvedLimit: number
  /** Every characteristic with its points and shortfall (S3), in scorecard order. */
  readonly scoreParts: readonly ScoreReason[]
  /** The steps of the ladder the line is on; 0 unless on probation. */
  readonly ladderSteps: number
  /** The day since which no cause of the suspension is left and the line is shut all the same (O3); `null` unless so. */
  readonly curedSince: string | null
}

export function explanationOf(rulebook: Rulebook, today: LineDay, curedSince: Day | null): Explanation {
  const { state, values } = today
  return {
    decision: decisionOf(rulebook, today),
    metrics: Object.fromEntries(METRICS.map(({ id }) => [id, shownValue(values, id)])),
    approvedLimit: state.approved,
    scoreParts: rulebook.scorecard.parts(values),
    ladderSteps: state.status === 'probation' ? state.variant!.ladder.length : 0,
    curedSince: curedSince === null ? null : formatDay(curedSince),
  }
}
