/** The score of a day and its reasons: S1 to S3. */
import type { MetricReader } from './conditions.ts'
import type { CharacteristicJson, ScorecardJson, ScoreReason } from './shapes.ts'

export function scoreOf(scorecard: ScorecardJson, read: MetricReader): { score: number; reasons: ScoreReason[] } {
  const got = scorecard.characteristics.map((characteristic) => {
    const points = pointsFor(characteristic, read(characteristic.metric))
    return { characteristic: characteristic.id, points, shortfall: bestOf(characteristic) - points }
  })
  const sum = got.reduce((total, { points }) => total + points, scorecard.base)
  const score = Math.min(scorecard.max, Math.max(scorecard.min, Math.floor(sum + 0.5)))
  const reasons = got
    .filter(({ shortfall }) => shortfall > 0)
    .sort((a, b) => b.shortfall - a.shortfall) // stable: ties stay in scorecard order
    .slice(0, 4)
  return { score, reasons }
}

function pointsFor(characteristic: CharacteristicJson, value: number | null): number {
  if (value === null) return characteristic.missing
  const bin = characteristic.bins.find(({ below }) => below === undefined || value < below)
  return bin?.points ?? characteristic.missing
}

function bestOf(characteristic: CharacteristicJson): number {
  return Math.max(characteristic.missing, ...characteristic.bins.map(({ points }) => points))
}
