/** For every metric of the contract, figures around which real lines lie: thresholds worth comparing with. */
import { METRIC_NAMES } from '../reference/metrics.ts'
import type { ConditionJson } from '../reference/shapes.ts'
import type { Random } from './random.ts'

const DAYS = [0, 1, 3, 7, 15, 30, 45, 60, 90, 180]
const COUNTS = [0, 1, 2, 3, 4, 6, 12]
const RATES = [0, 0.2, 0.333333333, 0.5, 0.6, 0.666666667, 0.8, 0.95, 1, 1.1]
const CHANGES = [-0.5, -0.4, -0.25, -0.1, 0, 0.05, 0.3]
const POINTS = [450, 500, 540, 570, 600, 640, 680, 700, 750]
const POINT_CHANGES = [-120, -80, -40, -10, 0, 15, 20, 40]
const COVERAGE = [0.9, 1.05, 1.15, 1.2, 1.25, 1.35, 1.4]
const MONEY = [-5000, 0, 1, 20_000, 200_000, 1_000_000]
const BIT = [0, 1]

const EXACT: { readonly [metric: string]: readonly number[] } = {
  balance: MONEY,
  arrears_amount: MONEY,
  utilisation: RATES,
  utilisation_avg_3m: RATES,
  payment_ratio_3m: RATES,
  months_on_book: [0, 3, 6, 12, 18, 24],
  income_mean_6m: [0, 100_000, 400_000, 900_000],
  income_cv_6m: [0, 0.05, 0.15, 0.35, 0.6],
  income_change_3m: CHANGES,
  income_change_12m: CHANGES,
  spend_to_income_3m: RATES,
  discretionary_share_3m: [0, 0.2, 0.3, 0.5],
  debt_service_to_income_3m: RATES,
  bureau_score: [400, 550, 700],
  dscr_historic: COVERAGE,
  dscr_forecast: COVERAGE,
  dscr_historic_min_2p: COVERAGE,
  llcr: COVERAGE,
  dsra_months: [3, 5.5, 6],
  actual_progress: RATES,
  progress_gap: [0, 0.02, 0.04, 0.06, 0.09, 0.15],
  cost_overrun: [-0.02, 0, 0.02, 0.07, 0.1],
  score: POINTS,
  adjusted_score: POINTS,
  score_change_3m: POINT_CHANGES,
  score_change_since_suspension: POINT_CHANGES,
  good_accounts_since_suspension: [-1, 0, 1, 2],
}

/** Thresholds for a metric; never empty. */
export function valuesOf(metric: string): readonly number[] {
  const exact = EXACT[metric]
  if (exact !== undefined) return exact
  if (metric.startsWith('flag_')) return BIT
  if (metric.startsWith('on_time_rate')) return RATES
  return metric.includes('days') ? DAYS : COUNTS
}

const OPS = ['lt', 'lte', 'gt', 'gte', 'eq', 'ne', 'missing'] as const

/** A random condition over the metrics given, at most `depth` levels of all, any and not deep. */
export function generateCondition(random: Random, metrics: readonly string[], depth: number): ConditionJson {
  const members = (): ConditionJson[] =>
    Array.from({ length: random.int(1, 3) }, () => generateCondition(random, metrics, depth - 1))
  switch (depth <= 0 ? 'leaf' : random.pick(['leaf', 'leaf', 'leaf', 'all', 'any', 'not', 'always'])) {
    case 'all':
      return { all: members() }
    case 'any':
      return { any: members() }
    case 'not':
      return { not: generateCondition(random, metrics, depth - 1) }
    case 'always':
      return random.chance(0.3) ? { always: true } : generateCondition(random, metrics, 0)
    default: {
      const metric = random.pick(metrics)
      const op = random.pick(OPS)
      return op === 'missing' ? { metric, op } : { metric, op, value: random.pick(valuesOf(metric)) }
    }
  }
}

/** What the conditions of rules, warnings, variants and increases may read. */
export const EVERY_METRIC: readonly string[] = METRIC_NAMES
/** What a segment may read (P1). */
export const SEGMENT_METRICS: readonly string[] = METRIC_NAMES.filter((metric) => metric !== 'adjusted_score')
/** What a scorecard may read: nothing that needs the day's own score. */
export const SCORABLE_METRICS: readonly string[] = SEGMENT_METRICS.filter((metric) => !metric.startsWith('score'))
