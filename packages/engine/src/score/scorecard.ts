/** The score of a day (SPEC §5): integers from a table, and the shortfalls that explain it. */
import type { Characteristic, ScorecardDocument } from '../policy/policy.ts'
import { COLUMN, type MetricValues } from '../metrics/vocabulary.ts'

export interface ScoreReason {
  readonly characteristic: string
  readonly points: number
  readonly shortfall: number
}

const MOST_REASONS = 4

export interface CompiledScorecard {
  readonly document: ScorecardDocument
  readonly score: (values: MetricValues) => number
  /** The up to 4 largest shortfalls above 0, ties in scorecard order (S3). */
  readonly reasons: (values: MetricValues) => ScoreReason[]
  /** Every characteristic with its points and shortfall, in scorecard order. */
  readonly parts: (values: MetricValues) => ScoreReason[]
}

/** Compiles a checked scorecard. */
export function compileScorecard(document: ScorecardDocument): CompiledScorecard {
  const { base, min, max, characteristics } = document
  const tables = characteristics.map(compileCharacteristic)
  const parts = (values: MetricValues): ScoreReason[] =>
    tables.map((table) => {
      const points = table.points(values)
      return { characteristic: table.id, points, shortfall: table.best - points }
    })
  return {
    document,
    parts,
    score(values) {
      let total = base
      for (const table of tables) total += table.points(values)
      return Math.min(max, Math.max(min, Math.floor(total + 0.5)))
    },
    reasons(values) {
      const reasons: ScoreReason[] = []
      for (const { id, best, points: pointsOf } of tables) {
        const points = pointsOf(values)
        const shortfall = best - points
        if (shortfall <= 0) continue
        // Behind those as large: ties stay in scorecard order.
        let at = reasons.length
        while (at > 0 && reasons[at - 1]!.shortfall < shortfall) at--
        if (at === MOST_REASONS) continue
        reasons.splice(at, 0, { characteristic: id, points, shortfall })
        if (reasons.length > MOST_REASONS) reasons.pop()
      }
      return reasons
    },
  }
}

interface PointsTable {
  readonly id: string
  readonly best: number
  readonly points: (values: MetricValues) => number
}

function compileCharacteristic({ id, metric, missing, bins }: Characteristic): PointsTable {
  const column = COLUMN[metric]
  const bounds = bins.map((bin) => bin.below ?? Infinity)
  const points = bins.map((bin) => bin.points)
  return {
    id,
    best: Math.max(missing, ...points),
    points(values) {
      const value = values[column]!
      if (Number.isNaN(value)) return missing
      let bin = 0
      while (value >= bounds[bin]!) bin++
      return points[bin]!
    },
  }
}
