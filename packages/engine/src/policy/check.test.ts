import { describe, expect, it } from 'vitest'
import type { MetricId } from '../metrics/vocabulary.ts'
import { ALWAYS, is, missing, policyOf, rule, scorecardOf } from '../testing/documents.ts'
import { checkPolicy } from './check.ts'
import type { Condition } from './condition.ts'
import type { PolicyDocument, ReopeningVariant } from './policy.ts'

const context = { reasonCodes: new Set(['SAID']), scorecard: scorecardOf() }

/** The findings on a policy, `code path` each. */
function found(policy: unknown): string[] {
  const checked = checkPolicy(policy, context)
  return checked.ok ? [] : checked.issues.map(({ code, path }) => `${code} ${path}`)
}

const said = (when: Condition, more = {}) => rule('R', when, { reason: 'SAID', ...more })
const noSuch = 'shoe_size' as MetricId
const [VARIANT] = policyOf().reopening as [ReopeningVariant]
const reopening = (when: Condition, step: Condition = ALWAYS): Partial<PolicyDocument> => ({
  reopening: [{ ...VARIANT, when, ladder: [{ limitFactor: 0.5, when: step }] }],
})

describe('the check of a policy', () => {
  it('lets a right one through as it is', () => {
    const checked = checkPolicy(policyOf({ rules: [said(ALWAYS)] }), context)
    expect(checked).toEqual({ ok: true, document: policyOf({ rules: [said(ALWAYS)] }) })
  })

  it('[C1] refuses missing, unknown and mistyped fields by their path', () => {
    const { graceDays: _, ...without } = policyOf()
    expect(found(without)).toEqual(['bad-shape graceDays'])
    expect(found({ ...policyOf(), gracedays: 3 })).toEqual(['bad-shape gracedays'])
    expect(found({ ...policyOf(), graceDays: '3' })).toEqual(['bad-shape graceDays'])
    expect(found(policyOf({ rules: [{ ...said(ALWAYS), untill: ALWAYS } as never] }))).toEqual([
      'bad-shape layers[1].rules[0].untill',
    ])
    expect(found(policyOf({ rules: [said({ metric: 'score', op: 'above', value: 1 } as never)] }))).toEqual([
      'bad-shape layers[1].rules[0].when.op',
    ])
    expect(found(policyOf({ segments: [] }))).toEqual(['bad-shape segments'])
    const { ladder: _ladder, ...flat } = VARIANT
    expect(found(policyOf({ reopening: [flat as never] }))).toEqual(['bad-shape reopening[0].ladder'])
    for (const nothing of [null, 7, 'policy', []]) expect(found(nothing), JSON.stringify(nothing)).not.toEqual([])
  })

  it('[C1] refuses what is too deep, too large or too long before it looks into it, and lists no more than can be read', () => {
    const deep = (levels: number): Condition => (levels === 0 ? ALWAYS : { not: deep(levels - 1) })
    const whole = (policy: unknown) => checkPolicy(policy, context)
    for (const policy of [
      policyOf({ rules: [said(deep(5_000))] }),
      policyOf({ segments: Array.from({ length: 30_000 }, (_, i) => ({ id: `S${i}`, when: is('score', 'lt', i) })) }),
      policyOf({ note: 'x'.repeat(10_001) }),
    ]) {
      expect(whole(policy)).toMatchObject({ ok: false, issues: [{ code: 'bad-shape', path: '', got: 'a larger one' }] })
    }
    const many = whole(policyOf({ segments: Array.from({ length: 5_000 }, () => ({ id: 'x'.repeat(5_000), when: ALWAYS })) }))
    expect(!many.ok && many.issues.length).toBe(100)
    expect(JSON.stringify(many).length).toBeLessThan(100_000)
  })

  it('[C1] refuses a name that every object has', () => {
    const named = (id: string) => found(policyOf({ segments: [{ id, when: ALWAYS }], reviewDays: { [id]: 90 } }))
    expect(named('plain')).toEqual([])
    expect(named('toString')).toContain('bad-shape segments[0].id')
    expect(named('constructor')).toContain('bad-shape segments[0].id')
  })

  it('[C1] refuses numbers out of their range', () => {
    expect(found(policyOf({ graceDays: -1 }))).toEqual(['bad-shape graceDays'])
    expect(found(policyOf({ graceDays: 1.5 }))).toEqual(['bad-shape graceDays'])
    expect(found(policyOf({ limitRounding: 0 }))).toEqual(['bad-shape limitRounding'])
    expect(found(policyOf({ dueTolerance: 1 }))).toEqual(['bad-shape dueTolerance'])
    expect(found(policyOf({ rules: [said(ALWAYS, { effect: { limitFactor: 1.001 } })] }))).toEqual([
      'bad-shape layers[1].rules[0].effect.limitFactor',
    ])
  })

  it('[C1] refuses a factor with more than three decimals (P13)', () => {
    const factor = (limitFactor: number) => found(policyOf({ rules: [said(ALWAYS, { effect: { limitFactor } })] }))
    expect([factor(0.999), factor(0.29), factor(0), factor(1)]).toEqual([[], [], [], []])
    expect(factor(0.9995)).toEqual(['bad-shape layers[1].rules[0].effect.limitFactor'])
  })

  it('[C1] refuses an empty all or any, which would hold always or never', () => {
    for (const when of [{ all: [] }, { any: [] }, {}, { always: false }, { all: [ALWAYS], any: [ALWAYS] }]) {
      expect(found(policyOf({ rules: [said(when as never)] })).join(), JSON.stringify(when)).toMatch(
        /^bad-shape layers\[1\]\.rules\[0\]\.when/,
      )
    }
  })

  it('[C2] refuses a metric that is none, wherever it stands', () => {
    expect(found(policyOf({ rules: [said({ all: [ALWAYS, is(noSuch, 'gt', 1)] })] }))).toEqual([
      'unknown-metric layers[1].rules[0].when.all[1].metric',
    ])
    expect(found(policyOf({ rules: [said(ALWAYS, { until: missing(noSuch) })] }))).toEqual([
      'unknown-metric layers[1].rules[0].until.metric',
    ])
    expect(found(policyOf(reopening({ not: is(noSuch, 'gt', 1) })))).toEqual([
      'unknown-metric reopening[0].when.not.metric',
    ])
    expect(found(policyOf(reopening(ALWAYS, is(noSuch, 'gt', 1))))).toEqual([
      'unknown-metric reopening[0].ladder[0].when.metric',
    ])
    expect(found(policyOf({ warnings: [{ id: 'W', kind: 'call', dueInDays: 1, when: is(noSuch, 'gt', 1) }] }))).toEqual(
      ['unknown-metric warnings[0].when.metric'],
    )
    expect(
      found(
        policyOf({
          increases: [{ id: 'I', everyMonths: 6, factor: 1.2, capOfOriginal: 2, when: is(noSuch, 'gt', 1) }],
        }),
      ),
    ).toEqual(['unknown-metric increases[0].when.metric'])
    expect(found(policyOf({ rules: [said(is('toString' as MetricId, 'gt', 1))] }))).toEqual([
      'unknown-metric layers[1].rules[0].when.metric',
    ])
  })

  it('[C3] refuses a segment that is none, wherever it is named', () => {
    const segments = ['everyone', 'nobody']
    expect(found(policyOf({ rules: [said(ALWAYS, { segments })] }))).toEqual([
      'unknown-segment layers[1].rules[0].segments',
    ])
    expect(found(policyOf({ reopening: [{ ...VARIANT, id: 'first', segments }, VARIANT] }))).toEqual([
      'unknown-segment reopening[0].segments',
    ])
    expect(
      found(
        policyOf({ increases: [{ id: 'I', segments, everyMonths: 6, factor: 1.2, capOfOriginal: 2, when: ALWAYS }] }),
      ),
    ).toEqual(['unknown-segment increases[0].segments'])
    expect(
      found(
        policyOf({
          phases: { growth: { scoreShift: { nobody: 1 } }, steady: { scoreShift: {} }, tighten: { scoreShift: {} } },
        }),
      ),
    ).toEqual(['unknown-segment phases.growth.scoreShift'])
    expect(found(policyOf({ reviewDays: { everyone: 90, nobody: 30 } }))).toEqual(['unknown-segment reviewDays'])
  })

  it('[C4] refuses a layer that is none', () => {
    expect(found(policyOf({ overrides: { maxDays: 30, neverAgainst: ['hard', 'harder'] } }))).toEqual([
      'unknown-layer overrides.neverAgainst[1]',
    ])
  })

  it('[C5] refuses an id used twice among its like', () => {
    const warning = { id: 'W', kind: 'call', dueInDays: 1, when: ALWAYS } as const
    const increase = { id: 'I', everyMonths: 6, factor: 1.2, capOfOriginal: 2, when: ALWAYS }
    expect(found(policyOf({ rules: [said(ALWAYS), said(ALWAYS)] }))).toEqual(['duplicate-id layers[1].rules[1].id'])
    expect(found(policyOf({ rules: [said(ALWAYS)], hardRules: [said(ALWAYS)] }))).toEqual([])
    expect(
      found(
        policyOf({
          layers: [
            { id: 'hard', rules: [] },
            { id: 'hard', rules: [] },
          ],
        }),
      ),
    ).toEqual(['duplicate-id layers[1].id'])
    expect(found(policyOf({ reopening: [VARIANT, VARIANT] }))).toEqual(['duplicate-id reopening[1].id'])
    expect(found(policyOf({ warnings: [warning, warning] }))).toEqual(['duplicate-id warnings[1].id'])
    expect(found(policyOf({ increases: [increase, increase] }))).toEqual(['duplicate-id increases[1].id'])
    expect(
      found(
        policyOf({
          segments: [
            { id: 'everyone', when: is('score', 'lt', 400) },
            { id: 'everyone', when: ALWAYS },
          ],
        }),
      ),
    ).toEqual(['duplicate-id segments[1].id'])
  })

  const segmented = (...whens: Condition[]): PolicyDocument =>
    policyOf({
      segments: whens.map((when, i) => ({ id: `s${i}`, when })),
      reviewDays: Object.fromEntries(whens.map((_, i) => [`s${i}`, 30])),
    })

  it('[C6] refuses a segment that no line can reach', () => {
    expect(found(segmented(is('score', 'lt', 500), ALWAYS, ALWAYS))).toEqual(['segment-never-matches segments[2]'])
    expect(found(segmented(is('score', 'lt', 500), is('score', 'lt', 500), ALWAYS))).toEqual([
      'segment-never-matches segments[1].when',
    ])
    expect(found(segmented(is('on_time_rate_6m', 'gt', 1), ALWAYS))).toEqual(['segment-never-matches segments[0].when'])
    expect(found(segmented({ all: [is('months_on_book', 'gt', 5), is('months_on_book', 'lt', 6)] }, ALWAYS))).toEqual([
      'segment-never-matches segments[0].when',
    ])
    // The scorecard gives 300 to 900.
    expect(found(segmented(is('score', 'gt', 900), ALWAYS))).toEqual(['segment-never-matches segments[0].when'])
    expect(found(segmented(is('score', 'gte', 900), ALWAYS))).toEqual([])
  })

  it('[C7] refuses a last segment with a condition and a last variant that does not match all', () => {
    expect(found(segmented(is('score', 'lt', 500), is('score', 'gte', 500)))).toEqual([
      'last-not-unconditional segments[1].when',
    ])
    expect(found(policyOf({ reopening: [{ ...VARIANT, segments: ['everyone'] }] }))).toEqual([
      'last-not-unconditional reopening[0]',
    ])
    expect(found(policyOf({ reopening: [{ ...VARIANT, phases: ['growth', 'steady', 'tighten'] }] }))).toEqual([
      'last-not-unconditional reopening[0]',
    ])
  })

  it('[C8] refuses the adjusted score in a segment, which it is computed from', () => {
    expect(found(segmented({ any: [is('adjusted_score', 'lt', 500)] }, ALWAYS))).toEqual([
      'adjusted-score-in-segment segments[0].when.any[0].metric',
    ])
  })

  it('[C9] refuses a way back that no event can bring about, naming the member', () => {
    expect(found(policyOf(reopening({ all: [is('days_past_due', 'eq', 0), is('on_time_rate_6m', 'gt', 1)] })))).toEqual(
      ['reopening-never-holds reopening[0].when.all[1]'],
    )
    expect(found(policyOf(reopening({ all: [is('score', 'gte', 700), is('score', 'lt', 700)] })))).toEqual([
      'reopening-never-holds reopening[0].when',
    ])
    // A suspended line has no step, a line on probation no suspension.
    expect(found(policyOf(reopening(is('days_since_step', 'gte', 1))))).toEqual([
      'reopening-never-holds reopening[0].when',
    ])
    expect(found(policyOf(reopening(ALWAYS, is('days_suspended', 'gte', 1))))).toEqual([
      'reopening-never-holds reopening[0].ladder[0].when',
    ])
    expect(found(policyOf(reopening({ not: ALWAYS })))).toEqual(['reopening-never-holds reopening[0].when'])
    expect(found(policyOf(reopening(missing('days_suspended'))))).toEqual(['reopening-never-holds reopening[0].when'])
    expect(found(policyOf(reopening({ any: [is('days_since_step', 'gte', 1), is('balance', 'lte', 0)] })))).toEqual([])
  })

  it('[C10] refuses a reason without a text', () => {
    expect(found(policyOf({ rules: [rule('UNSAID', ALWAYS)] }))).toEqual([
      'reason-without-text layers[1].rules[0].reason',
    ])
  })

  it('[C11] refuses a segment without review days', () => {
    expect(found(policyOf({ reviewDays: {} }))).toEqual(['missing-review-days reviewDays.everyone'])
  })

  it('[C12] takes the scorecard it is given, whichever the policy names; the name must be id@version', () => {
    expect(found(policyOf({ scorecard: 'steep@1' }))).toEqual([])
    expect(found(policyOf({ scorecard: 'flat' }))).toEqual(['bad-shape scorecard'])
  })

  it('says what was expected and what is there, and everything that is wrong at once', () => {
    const checked = checkPolicy(policyOf({ rules: [rule('UNSAID', is(noSuch, 'gt', 1))], reviewDays: {} }), context)
    expect(checked).toEqual({
      ok: false,
      issues: [
        {
          code: 'unknown-metric',
          path: 'layers[1].rules[0].when.metric',
          expected: 'a metric of the vocabulary',
          got: 'shoe_size',
        },
        {
          code: 'missing-review-days',
          path: 'reviewDays.everyone',
          expected: 'days between reviews for every segment',
          got: 'none',
        },
        {
          code: 'reason-without-text',
          path: 'layers[1].rules[0].reason',
          expected: 'a code that the reason catalogue has a text for',
          got: 'UNSAID',
        },
      ],
    })
  })
})
