import { describe, expect, it } from 'vitest'
import type { MetricId } from '../metrics/vocabulary.ts'
import { policyOf, scorecardOf } from '../testing/documents.ts'
import { checkScorecard, loadRulebook } from './check.ts'
import type { Characteristic } from './policy.ts'

const characteristic: Characteristic = {
  id: 'a',
  metric: 'balance',
  missing: 0,
  bins: [{ below: 10, points: 1 }, { points: 2 }],
}

/** The findings on a scorecard, `code path` each. */
function foundInCard(scorecard: unknown): string[] {
  const checked = checkScorecard(scorecard)
  return checked.ok ? [] : checked.issues.map(({ code, path }) => `${code} ${path}`)
}

describe('the check of a scorecard', () => {
  const card = (...bins: Characteristic['bins']) => scorecardOf({ characteristics: [{ ...characteristic, bins }] })

  it('lets a right one through', () => {
    expect(foundInCard(scorecardOf({ characteristics: [characteristic] }))).toEqual([])
  })

  it('[C1] refuses a wrong shape', () => {
    expect(foundInCard({ ...scorecardOf(), bas: 1 })).toEqual(['bad-shape bas'])
    expect(foundInCard(card())).toEqual(['bad-shape characteristics[0].bins'])
    expect(foundInCard({ ...scorecardOf(), min: 300.5 })).toEqual(['bad-shape min'])
  })

  it('[C2] refuses a characteristic of no metric', () => {
    expect(
      foundInCard(scorecardOf({ characteristics: [{ ...characteristic, metric: 'shoe_size' as MetricId }] })),
    ).toEqual(['unknown-metric characteristics[0].metric'])
  })

  it('[C5] refuses a characteristic named twice', () => {
    expect(foundInCard(scorecardOf({ characteristics: [characteristic, characteristic] }))).toEqual([
      'duplicate-id characteristics[1].id',
    ])
  })

  it('[C13] refuses bins that do not rise', () => {
    expect(foundInCard(card({ below: 5, points: 1 }, { below: 5, points: 2 }, { points: 3 }))).toEqual([
      'bins-out-of-order characteristics[0].bins[1].below',
    ])
    expect(foundInCard(card({ below: 5, points: 1 }, { below: 4, points: 2 }, { points: 3 }))).toEqual([
      'bins-out-of-order characteristics[0].bins[1].below',
    ])
    expect(foundInCard(card({ points: 1 }, { points: 3 }))).toEqual([
      'bins-out-of-order characteristics[0].bins[0].below',
    ])
  })

  it('[C14] refuses a last bin with a bound', () => {
    expect(foundInCard(card({ below: 5, points: 1 }))).toEqual(['missing-last-bin characteristics[0].bins[0].below'])
  })

  it('[C15] refuses a score that reads a score', () => {
    for (const metric of ['score', 'adjusted_score', 'score_change_3m', 'score_change_since_suspension'] as const) {
      expect(foundInCard(scorecardOf({ characteristics: [{ ...characteristic, metric }] })), metric).toEqual([
        'score-reads-itself characteristics[0].metric',
      ])
    }
    expect(foundInCard(scorecardOf({ characteristics: [{ ...characteristic, metric: 'bureau_score' }] }))).toEqual([])
  })

  it('[C16] refuses a range without room', () => {
    expect(foundInCard(scorecardOf({ min: 900, max: 900 }))).toEqual(['empty-range min'])
    expect(foundInCard(scorecardOf({ min: 901, max: 900 }))).toEqual(['empty-range min'])
  })

  it('comes before that of the policy when both are loaded', () => {
    const loaded = loadRulebook({}, scorecardOf({ min: 900, max: 900 }), new Set())
    expect(loaded).toMatchObject({ ok: false, issues: [{ code: 'empty-range' }] })
    expect(loadRulebook(policyOf(), scorecardOf(), new Set()).ok).toBe(true)
  })
})
