/** What the definitions of the metrics (SPEC, Metrics and Score) say of one by another. */
import { COLUMN, type MetricId } from '../metrics/vocabulary.ts'
import type { ScorecardDocument } from '../policy/policy.ts'
import { atLeast, atMost, isOpen, setKnown, setUnknown, type Box } from './box.ts'

/** Each is at most the next, on every day on which both are known. */
const RISING: readonly (readonly MetricId[])[] = [
  ['days_past_due', 'max_days_past_due_3m', 'max_days_past_due_6m', 'max_days_past_due_12m', 'max_days_past_due_24m'],
  ['dues_counted_3m', 'dues_counted_6m', 'dues_counted_12m'],
  ['dscr_historic_min_2p', 'dscr_historic'],
]

/** A rate is known from so many dues on. */
const RATES: readonly (readonly [MetricId, MetricId, number])[] = [
  ['on_time_rate_3m', 'dues_counted_3m', 1],
  ['on_time_rate_6m', 'dues_counted_6m', 3],
  ['on_time_rate_12m', 'dues_counted_12m', 3],
]

/** A suspension of fewer days than this began within the last 24 months. */
const WITHIN_24_MONTHS = 700

/** Narrows a box by what follows; `false` if nothing is left. `shifts`: the least and the most that a score may be shifted by. */
export function follow(box: Box, scorecard: ScorecardDocument, shifts: readonly [number, number]): boolean {
  for (const chain of RISING) {
    for (let k = 1; k < chain.length; k++) if (!atLeastThat(box, chain[k]!, chain[k - 1]!)) return false
    for (let k = chain.length - 1; k > 0; k--) if (!atMostThat(box, chain[k - 1]!, chain[k]!)) return false
  }
  for (const [rate, counted, least] of RATES) {
    const [r, c] = [COLUMN[rate], COLUMN[counted]]
    if (!box.unknown[r] && !atLeast(box, c, least, false)) return false
    if (!box.known[r] && !atMost(box, c, least, true)) return false
    if (box.high[c]! < least && !setUnknown(box, rate)) return false
    if (box.low[c]! >= least && !setKnown(box, rate)) return false
  }
  return followAmounts(box) && followScore(box, scorecard, shifts)
}

function followAmounts(box: Box): boolean {
  const { days_past_due: late, arrears_amount: arrears, balance, utilisation } = COLUMN
  if (box.high[late]! < 1 && !atMost(box, arrears, 0, false)) return false
  if (box.low[late]! >= 1 && !atLeast(box, arrears, 1, false)) return false
  if (box.high[balance]! <= 0 && !atMost(box, utilisation, 0, false)) return false
  const suspended = COLUMN.days_suspended
  if (box.known[suspended] && !box.unknown[suspended] && box.high[suspended]! < WITHIN_24_MONTHS) {
    return atLeast(box, COLUMN.suspensions_24m, 1, false)
  }
  return true
}

function followScore(box: Box, scorecard: ScorecardDocument, [least, most]: readonly [number, number]): boolean {
  const [score, adjusted] = [COLUMN.score, COLUMN.adjusted_score]
  const { lowest, highest } = pointsWithin(box, scorecard)
  if (!atLeast(box, score, lowest, false) || !atMost(box, score, highest, false)) return false
  if (!atLeast(box, adjusted, box.low[score]! + least, false) || !atMost(box, adjusted, box.high[score]! + most, false)) return false
  if (!atLeast(box, score, box.low[adjusted]! - most, false) || !atMost(box, score, box.high[adjusted]! - least, false)) return false
  for (const metric of ['score_change_3m', 'score_change_since_suspension'] as const) {
    const i = COLUMN[metric]
    if (!atLeast(box, i, box.low[score]! - scorecard.max, false) || !atMost(box, i, box.high[score]! - scorecard.min, false)) return false
  }
  return true
}

/** The lowest and highest score that the spans of a box allow (S1, S2). */
function pointsWithin(box: Box, { base, min, max, characteristics }: ScorecardDocument): { readonly lowest: number; readonly highest: number } {
  let lowest = base
  let highest = base
  for (const { metric, missing, bins } of characteristics) {
    const i = COLUMN[metric]
    const points = box.unknown[i] ? [missing] : []
    bins.forEach(({ below = Infinity, points: given }, k) => {
      const from = k === 0 ? -Infinity : bins[k - 1]!.below!
      const reaches = box.low[i]! < below && (box.high[i]! > from || (box.high[i] === from && !box.highOpen[i]))
      if (box.known[i] && reaches) points.push(given)
    })
    if (points.length === 0) continue
    lowest += Math.min(...points)
    highest += Math.max(...points)
  }
  const clip = (total: number): number => Math.min(max, Math.max(min, Math.floor(total + 0.5)))
  return { lowest: clip(lowest), highest: clip(highest) }
}

/** `greater` is not below `lesser`, where both must be known. */
function atLeastThat(box: Box, greater: MetricId, lesser: MetricId): boolean {
  const [g, l] = [COLUMN[greater], COLUMN[lesser]]
  if (box.unknown[l] || !box.known[l]) return isOpen(box, g)
  return atLeast(box, g, box.low[l]!, box.lowOpen[l] === 1)
}

function atMostThat(box: Box, lesser: MetricId, greater: MetricId): boolean {
  const [l, g] = [COLUMN[lesser], COLUMN[greater]]
  if (box.unknown[g] || !box.known[g]) return isOpen(box, l)
  return atMost(box, l, box.high[g]!, box.highOpen[g] === 1)
}
