import { describe, expect, it } from 'vitest'
import type { Condition } from '../policy/condition.ts'
import type { PolicyDocument, RuleEffect, ScorecardDocument } from '../policy/policy.ts'
import { ALWAYS, is, policyOf, rule, scorecardOf } from '../testing/documents.ts'
import { foundAs, reachOf } from '../testing/reach-of.ts'
import { adviseOnSelfHarm } from './self-harm.ts'

const SUSPENDED: RuleEffect = { status: 'suspended' }
const onSelfHarm = (policy: PolicyDocument, scorecard: ScorecardDocument = scorecardOf()) => adviseOnSelfHarm(reachOf(policy, scorecard).policy, scorecard)
const withRule = (when: Condition, effect: RuleEffect, until?: Condition) => policyOf({ rules: [rule('R', when, { effect, ...(until && { until }) })] })
const AT = 'layers[1].rules[0]'

describe('advice on cuts that feed back', () => {
  it('[A1] a suspension for earlier suspensions is the next suspension for itself', () => {
    const advice = onSelfHarm(withRule(is('suspensions_24m', 'gte', 1), SUSPENDED))
    expect(foundAs('cut-feeds-its-cause', advice)).toEqual([`${AT}.when warning`])
    expect(advice[0]!.facts).toEqual({ rule: 'R', metric: 'suspensions_24m' })
  })

  it('[A1] a line shut for not being used can not be used, in whatever way that is written', () => {
    const unused = [is('utilisation', 'lt', 0.1), { not: is('utilisation_avg_3m', 'gte', 0.1) }, { all: [is('months_on_book', 'gte', 6), is('dues_counted_6m', 'lt', 2)] }]
    expect(unused.map((when) => foundAs('cut-feeds-its-cause', onSelfHarm(withRule(when, SUSPENDED))))).toEqual([
      [`${AT}.when warning`],
      [`${AT}.when.not warning`],
      [`${AT}.when.all[1] warning`],
    ])
  })

  it('[A1] an exit by another metric makes it a note', () => {
    const advice = onSelfHarm(withRule(is('utilisation', 'lt', 0.1), SUSPENDED, is('months_on_book', 'gte', 12)))
    expect(foundAs('cut-feeds-its-cause', advice)).toEqual([`${AT}.when note`])
  })

  it('[A1] a lower limit feeds low use only if it lies below the use asked for', () => {
    const cut = (limitFactor: number) => foundAs('cut-feeds-its-cause', onSelfHarm(withRule(is('utilisation', 'lt', 0.3), { limitFactor })))
    expect([cut(0.2), cut(0.5)]).toEqual([[`${AT}.when warning`], []])
  })

  it('[A1] arrears, income, flags and high use are not worsened by a cut: use counts against the approved limit', () => {
    const causes = [is('days_past_due', 'gte', 30), is('income_change_3m', 'lte', -0.4), is('flag_fraud', 'eq', 1), is('utilisation', 'gte', 0.95), is('on_time_rate_6m', 'lt', 0.5)]
    for (const when of causes) for (const effect of [SUSPENDED, { limitFactor: 0.5 }]) expect(onSelfHarm(withRule(when, effect))).toEqual([])
  })

  it('[A2] an exit that asks for use of a shut line is barred, unless another way leads out', () => {
    const barred = withRule(is('days_past_due', 'gte', 30), SUSPENDED, is('utilisation', 'gte', 0.2))
    const open = withRule(is('days_past_due', 'gte', 30), SUSPENDED, { any: [is('utilisation', 'gte', 0.2), is('days_past_due', 'eq', 0)] })
    expect(foundAs('cut-hinders-its-exit', onSelfHarm(barred))).toEqual([`${AT}.until warning`])
    expect(foundAs('cut-hinders-its-exit', onSelfHarm(open))).toEqual([])
  })

  it('[A3] a scorecard that takes points for suspensions feeds a suspension by score', () => {
    const counting = (points: readonly number[]) =>
      scorecardOf({ characteristics: [{ id: 'stops', metric: 'suspensions_24m', missing: 0, bins: [{ below: 1, points: points[0]! }, { points: points[1]! }] }] })
    const policy = withRule(is('score', 'lt', 550), SUSPENDED)
    expect(foundAs('cut-lowers-the-score', onSelfHarm(policy, counting([20, -40])))).toEqual([`${AT}.when warning`])
    expect(foundAs('cut-lowers-the-score', onSelfHarm(policy, counting([0, 10])))).toEqual([])
    expect(foundAs('cut-lowers-the-score', onSelfHarm(withRule(is('days_past_due', 'gte', 30), SUSPENDED), counting([20, -40])))).toEqual([])
  })

  const segmented = (shift: number, coolingOffDays: number): PolicyDocument =>
    policyOf({
      segments: [
        { id: 'repeat', when: is('suspensions_24m', 'gte', 2) },
        { id: 'everyone', when: ALWAYS },
      ],
      phases: { growth: { scoreShift: {} }, steady: { scoreShift: {} }, tighten: { scoreShift: { repeat: shift } } },
      rules: [rule('R', is('adjusted_score', 'lt', 500), { effect: SUSPENDED })],
      reopening: [{ ...policyOf().reopening[0]!, id: 'hard', segments: ['repeat'], coolingOffDays }, policyOf().reopening[0]!],
      reviewDays: { repeat: 30, everyone: 90 },
    })

  it('[A4] a suspension that leads into a segment with a lower adjusted score holds a rule that reads it', () => {
    const advice = onSelfHarm(segmented(-30, 30))
    expect(foundAs('cut-worsens-the-segment', advice)).toEqual([`${AT}.when note`])
    expect(advice[0]!.facts).toEqual({ rule: 'R', segment: 'repeat', metric: 'suspensions_24m', points: 30 })
    expect(foundAs('cut-worsens-the-segment', onSelfHarm(segmented(0, 30)))).toEqual([])
  })

  it('[A5] a segment that counts suspensions and has the longer cooling-off is named', () => {
    expect(foundAs('suspension-counts-in-segment', onSelfHarm(segmented(0, 90)))).toEqual(['segments[0].when note'])
    expect(foundAs('suspension-counts-in-segment', onSelfHarm(segmented(0, 30)))).toEqual([])
  })
})
