import { describe, expect, it } from 'vitest'
import { COLUMN, newMetricValues, type MetricId } from '../metrics/vocabulary.ts'
import type { Characteristic } from '../policy/policy.ts'
import { is, policyOf, rule, scorecardOf } from '../testing/documents.ts'
import { bureau, opened } from '../testing/entries.ts'
import { lifeOf } from '../testing/life-of.ts'
import { compileScorecard } from './scorecard.ts'

const arrears: Characteristic = {
  id: 'arrears',
  metric: 'days_past_due',
  missing: 0,
  bins: [{ below: 1, points: 30 }, { below: 30, points: -10 }, { points: -60 }],
}
const rate: Characteristic = {
  id: 'rate',
  metric: 'on_time_rate_6m',
  missing: -5,
  bins: [{ below: 0.5, points: -40 }, { points: 20 }],
}
const delinquent: Characteristic = {
  id: 'delinquent',
  metric: 'bureau_delinquent_accounts',
  missing: 12,
  bins: [{ below: 1, points: 10 }, { points: -20 }],
}
const CARD = scorecardOf({ characteristics: [arrears, rate, delinquent] })

function scored(metrics: Partial<Record<MetricId, number>>, card = CARD) {
  const values = newMetricValues()
  for (const [metric, value] of Object.entries(metrics)) values[COLUMN[metric as MetricId]] = value
  const compiled = compileScorecard(card)
  return { score: compiled.score(values), reasons: compiled.reasons(values), parts: compiled.parts(values) }
}

describe('a score', () => {
  it('[S1] adds the points of the bin a value falls in to the base', () => {
    expect(scored({ days_past_due: 0, on_time_rate_6m: 0.9, bureau_delinquent_accounts: 0 }).score).toBe(
      600 + 30 + 20 + 10,
    )
    expect(scored({ days_past_due: 45, on_time_rate_6m: 0.2, bureau_delinquent_accounts: 3 }).score).toBe(
      600 - 60 - 40 - 20,
    )
  })

  it('[S1] a value at a bound falls in the next bin', () => {
    const points = (days: number) => scored({ days_past_due: days }).parts[0]!.points
    expect([0, 1, 29, 30].map(points)).toEqual([30, -10, -10, -60])
    expect([0.499999999, 0.5].map((value) => scored({ on_time_rate_6m: value }).parts[1]!.points)).toEqual([-40, 20])
  })

  it('[S1] an unknown value takes the points for missing', () => {
    expect(scored({}).score).toBe(600 + 0 - 5 + 12)
  })

  it('[S2] is rounded half up', () => {
    const half = (points: number) =>
      scored({}, scorecardOf({ base: 600, characteristics: [{ ...arrears, missing: points }] })).score
    expect([0.4, 0.5, 0.6, -0.5, -0.6].map(half)).toEqual([600, 601, 601, 600, 599])
  })

  it('[S2] is clipped to its range', () => {
    const of = (base: number) => scored({}, scorecardOf({ base, min: 300, max: 900 })).score
    expect([299, 300, 900, 901, 899.5, 900.5].map(of)).toEqual([300, 300, 900, 900, 900, 900])
  })

  it('[S3] names the largest shortfalls from the best points, missing among them', () => {
    const { reasons } = scored({ days_past_due: 5, on_time_rate_6m: 0.4, bureau_delinquent_accounts: 0 })
    expect(reasons).toEqual([
      { characteristic: 'rate', points: -40, shortfall: 60 },
      { characteristic: 'arrears', points: -10, shortfall: 40 },
      { characteristic: 'delinquent', points: 10, shortfall: 2 },
    ])
  })

  it('[S3] names none without a shortfall, at most four, and ties in scorecard order', () => {
    expect(scored({ days_past_due: 0, on_time_rate_6m: 1 }).reasons).toEqual([])
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({
      ...arrears,
      id,
      bins: [{ points: id === 'e' ? 20 : 10 }],
      missing: 30,
    }))
    expect(
      scored({ days_past_due: 1 }, scorecardOf({ characteristics: six })).reasons.map(
        ({ characteristic, shortfall }) => [characteristic, shortfall],
      ),
    ).toEqual([
      ['a', 20],
      ['b', 20],
      ['c', 20],
      ['d', 20],
    ])
  })

  it('[S3] adds up: base + Σ best − Σ shortfall is the score', () => {
    for (const metrics of [
      {},
      { days_past_due: 5 },
      { days_past_due: 60, on_time_rate_6m: 0.1, bureau_delinquent_accounts: 9 },
    ]) {
      const { score, parts } = scored(metrics)
      const best = 30 + 20 + 12
      expect(score).toBe(600 + best - parts.reduce((total, part) => total + part.shortfall, 0))
    }
  })

  it('[S4] score and segment stand before the rules of their day', () => {
    const policy = policyOf({
      segments: [
        { id: 'low', when: is('score', 'lt', 600) },
        { id: 'everyone', when: { always: true } },
      ],
      reviewDays: { low: 10, everyone: 90 },
      rules: [rule('LOW', is('score', 'lt', 600), { segments: ['low'], effect: { status: 'watch' } })],
    })
    const scorecard = scorecardOf({ characteristics: [{ ...delinquent, missing: 0 }] })
    const life = lifeOf([opened('2026-01-01'), bureau('2026-01-10', { delinquentAccounts: 1 })], { policy, scorecard })
    expect(life.on('2026-01-09')).toMatchObject({ score: 600, segment: 'everyone', status: 'active' })
    expect(life.on('2026-01-10')).toMatchObject({
      score: 580,
      segment: 'low',
      status: 'watch',
      scoreReasons: [{ characteristic: 'delinquent', points: -20, shortfall: 30 }],
    })
  })
})
