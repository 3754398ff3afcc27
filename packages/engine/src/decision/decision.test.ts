import { canonicalJson, sha256Hex } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import type { ReopeningVariant } from '../policy/policy.ts'
import { ALWAYS, is, policyOf, rule, scorecardOf } from '../testing/documents.ts'
import {
  approved,
  closed,
  drawn,
  due,
  flagged,
  opened,
  paid,
  proposed,
  reviewed,
  unflagged,
  type Entry,
} from '../testing/entries.ts'
import { dayAt, lifeOf } from '../testing/life-of.ts'
import { ENGINE_VERSION } from './decision.ts'

const FRAUD = rule('FRAUD', is('flag_fraud', 'eq', 1), { effect: { status: 'suspended' } })
const DISPUTE = rule('DISPUTE', is('flag_dispute', 'eq', 1), { effect: { status: 'watch' } })
const OPENED = opened('2026-01-01')
/** Suspended from 5 January; the cause ceases on the 10th. */
const SUSPENDED = [OPENED, flagged('2026-01-05', 'fraud'), unflagged('2026-01-10', 'fraud')]
const POLICY = policyOf({ rules: [FRAUD, DISPUTE] })

describe('a decision', () => {
  it('[D1] is one whole object', () => {
    const life = lifeOf([OPENED, drawn('2026-01-02', 40_000), flagged('2026-01-05', 'dispute')], { policy: POLICY })
    expect(life.on('2026-01-07')).toEqual({
      borrower: 'B1',
      line: 'L1',
      asOf: '2026-01-07',
      status: 'watch',
      since: '2026-01-05',
      limit: 100_000,
      available: 60_000,
      balance: 40_000,
      score: 600,
      segment: 'everyone',
      phase: 'steady',
      reasons: [{ code: 'DISPUTE', layer: 'ordinary', rule: 'DISPUTE', since: '2026-01-05' }],
      scoreReasons: [],
      warnings: [],
      nextReviewOn: '2026-04-01',
      unmet: [],
      policy: { id: 'least@1', sha256: sha256Hex(canonicalJson(POLICY)) },
      scorecard: { id: 'flat@1', sha256: sha256Hex(canonicalJson(scorecardOf())) },
      engine: ENGINE_VERSION,
    })
  })

  it('[D1] there is one a day from the opening on, none before', () => {
    const { decider, line } = lifeOf([OPENED])
    const days = ['2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02'].map(dayAt)
    expect(decider.decide(line, days).map(({ asOf }) => asOf)).toEqual(['2026-01-01', '2026-01-02'])
    expect(decider.decide(line, [])).toEqual([])
  })

  it('[D3] names its documents by what they say, whatever the order of their keys', () => {
    const turned = Object.fromEntries(Object.entries(POLICY).reverse()) as unknown as typeof POLICY
    const of = (policy: typeof POLICY) => lifeOf([OPENED], { policy }).on('2026-01-01').policy
    expect(of(turned)).toEqual(of(POLICY))
    expect(of({ ...POLICY, watchClearDays: 11 }).sha256).not.toBe(of(POLICY).sha256)
  })

  it('[P16] names the next review by the segment of the day', () => {
    const policy = policyOf({
      segments: [
        { id: 'indebted', when: is('balance', 'gt', 0) },
        { id: 'everyone', when: ALWAYS },
      ],
      reviewDays: { indebted: 30, everyone: 90 },
    })
    const life = lifeOf([OPENED, drawn('2026-01-10', 500), reviewed('2026-01-20'), paid('2026-01-25', 500)], { policy })
    expect(
      ['2026-01-09', '2026-01-10', '2026-01-19', '2026-01-20', '2026-01-25'].map((day) => life.on(day).nextReviewOn),
    ).toEqual(['2026-04-01', '2026-01-31', '2026-01-31', '2026-02-19', '2026-04-20'])
  })

  it('[D5] of a closed line repeats that of its closing, but for day and balance', () => {
    const life = lifeOf(
      [
        ...SUSPENDED,
        approved('2026-01-20', 'none', 'ben', 'a'),
        closed('2026-01-20'),
        paid('2026-02-10', 700),
        reviewed('2026-02-11'),
      ],
      { policy: POLICY },
    )
    const closing = life.on('2026-01-20')
    expect(closing.ignored).toEqual([{ event: 'a', why: 'line-closed' }])
    expect(life.on('2026-03-01')).toEqual({ ...closing, asOf: '2026-03-01', balance: -700 })
    const both = life.decider.decide(life.line, [dayAt('2026-01-20'), dayAt('2026-03-01')])
    expect(both).toEqual([closing, life.on('2026-03-01')])
  })
})

describe('reasons', () => {
  const codes = (day: string, ...entries: Entry[]) =>
    lifeOf([OPENED, ...entries], { policy: POLICY })
      .on(day)
      .reasons.map(({ code }) => code)

  it('[P17] are those of the rules firing, in policy order', () => {
    expect(codes('2026-01-06', flagged('2026-01-05', 'dispute'), flagged('2026-01-06', 'fraud'))).toEqual([
      'FRAUD',
      'DISPUTE',
    ])
    expect(codes('2026-01-04')).toEqual([])
  })

  it('[P17] say AWAITING_REOPENING when suspended with a lesser verdict', () => {
    const life = lifeOf([...SUSPENDED, flagged('2026-01-12', 'dispute')], { policy: POLICY })
    expect(life.on('2026-01-09').reasons.map(({ code }) => code)).toEqual(['FRAUD'])
    expect(life.on('2026-01-10').reasons).toEqual([{ code: 'AWAITING_REOPENING' }])
    expect(life.on('2026-01-12').reasons.map(({ code }) => code)).toEqual(['DISPUTE', 'AWAITING_REOPENING'])
  })

  it('[P17] say WATCH_CLEARING on watch without a verdict, and PROBATION on probation', () => {
    const watch = [flagged('2026-01-05', 'dispute'), unflagged('2026-01-08', 'dispute')]
    expect(['2026-01-07', '2026-01-08', '2026-01-16', '2026-01-17'].map((day) => codes(day, ...watch))).toEqual([
      ['DISPUTE'],
      ['WATCH_CLEARING'],
      ['WATCH_CLEARING'],
      [],
    ])
    expect(codes('2026-02-04', ...SUSPENDED.slice(1))).toEqual(['PROBATION'])
    expect(codes('2026-02-05', ...SUSPENDED.slice(1), flagged('2026-02-05', 'dispute'))).toEqual([
      'DISPUTE',
      'PROBATION',
    ])
  })

  it('[P17] say OVERRIDE last, while one runs', () => {
    const override = [
      proposed('2026-01-06', 'p', { status: 'probation', until: '2026-01-08' }),
      approved('2026-01-06', 'p'),
    ]
    expect(['2026-01-06', '2026-01-08', '2026-01-09'].map((day) => codes(day, ...override))).toEqual([
      ['PROBATION', 'OVERRIDE'],
      ['PROBATION', 'OVERRIDE'],
      ['PROBATION'],
    ])
  })
})

describe('what is unmet', () => {
  const [standard] = POLICY.reopening as [ReopeningVariant]
  const reopening: ReopeningVariant[] = [
    {
      ...standard,
      when: {
        all: [
          is('balance', 'lte', 0),
          is('days_past_due', 'eq', 0),
          { any: [is('on_time_since_suspension', 'gte', 1), { not: is('bureau_score', 'lt', 500) }] },
        ],
      },
      ladder: [
        { limitFactor: 0.5, when: { all: [is('days_since_step', 'gte', 20), is('on_time_since_step', 'gte', 1)] } },
        { limitFactor: 0.7, when: is('days_since_step', 'gte', 20) },
      ],
    },
  ]
  const policy = policyOf({ rules: [FRAUD, DISPUTE], reopening })

  it('[D2] is nothing while the verdict is suspended, nor on active or watch', () => {
    const life = lifeOf(SUSPENDED, { policy })
    expect(['2026-01-04', '2026-01-05', '2026-01-09'].map((day) => life.on(day).unmet)).toEqual([[], [], []])
    expect(lifeOf([OPENED, flagged('2026-01-05', 'dispute')], { policy }).on('2026-01-06').unmet).toEqual([])
  })

  it('[D2] is the cooling-off, then the members that do not hold, in order, with what they are', () => {
    const life = lifeOf([...SUSPENDED, drawn('2026-01-02', 800), due('2026-01-02', '2026-01-11', 300)], { policy })
    expect(life.on('2026-01-10').unmet).toEqual([
      { metric: 'days_suspended', op: 'gte', value: 30, actual: 5 },
      { metric: 'balance', op: 'lte', value: 0, actual: 800 },
    ])
    expect(life.on('2026-02-04').unmet).toEqual([
      { metric: 'balance', op: 'lte', value: 0, actual: 800 },
      { metric: 'days_past_due', op: 'eq', value: 0, actual: 24 },
    ])
  })

  it('[D2] shows a nested member whole, as written, unknown as null', () => {
    const nested = policyOf({
      rules: [FRAUD],
      reopening: [
        {
          ...standard,
          coolingOffDays: 0,
          when: { any: [is('bureau_score', 'gte', 500), { all: [is('balance', 'lt', 0), ALWAYS] }] },
        },
      ],
    })
    expect(lifeOf(SUSPENDED, { policy: nested }).on('2026-01-12').unmet).toEqual([
      {
        any: [
          { metric: 'bureau_score', op: 'gte', value: 500, actual: null },
          { all: [{ metric: 'balance', op: 'lt', value: 0, actual: 0 }, { always: true }] },
        ],
      },
    ])
  })

  it('[D2] on probation is that of the step in force', () => {
    const life = lifeOf([...SUSPENDED, due('2026-02-05', '2026-02-25', 300), paid('2026-02-06', 300)], { policy })
    expect(life.on('2026-02-10')).toMatchObject({ status: 'probation', step: 0 })
    expect(life.on('2026-02-10').unmet).toEqual([
      { metric: 'days_since_step', op: 'gte', value: 20, actual: 6 },
      { metric: 'on_time_since_step', op: 'gte', value: 1, actual: 0 },
    ])
    expect(life.on('2026-02-24').unmet).toEqual([{ metric: 'on_time_since_step', op: 'gte', value: 1, actual: 0 }])
  })

  it('[D2] stands beside a verdict of watch', () => {
    expect(lifeOf([...SUSPENDED, flagged('2026-01-12', 'dispute')], { policy }).on('2026-01-12').unmet).toHaveLength(1)
  })

  it('[D4] on the day a step begins is that of the new step, by the metrics of that day', () => {
    const life = lifeOf([...SUSPENDED, due('2026-02-05', '2026-02-25', 300), paid('2026-02-06', 300)], { policy })
    // Reopened on 4 February; the due of the 25th matures on the 28th.
    expect(life.on('2026-02-04')).toMatchObject({
      step: 0,
      unmet: [
        { metric: 'days_since_step', actual: null },
        { metric: 'on_time_since_step', actual: null },
      ],
    })
    expect(life.on('2026-02-28')).toMatchObject({ step: 1, unmet: [] })
    expect(life.on('2026-03-01')).toMatchObject({ step: 1, unmet: [{ metric: 'days_since_step', actual: 1 }] })
  })
})
