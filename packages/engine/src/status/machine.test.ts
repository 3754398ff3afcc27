import { describe, expect, it } from 'vitest'
import type { ReopeningVariant, RuleEffect } from '../policy/policy.ts'
import { ALWAYS, is, policyOf, rule } from '../testing/documents.ts'
import {
  approved,
  bureau,
  closed,
  drawn,
  due,
  flagged,
  opened,
  paid,
  phase,
  proposed,
  unflagged,
  type Entry,
} from '../testing/entries.ts'
import { lifeOf, type Life } from '../testing/life-of.ts'

const effect = (status: RuleEffect['status']) => ({ effect: { status } })
/** Dispute is a matter for watch, fraud for suspension, death for closing. */
const RULES = [
  rule('DISPUTE', is('flag_dispute', 'eq', 1), effect('watch')),
  rule('FRAUD', is('flag_fraud', 'eq', 1), effect('suspended')),
  rule('DEAD', is('flag_deceased', 'eq', 1), effect('closed')),
]
const POLICY = policyOf({ rules: RULES })
const OPENED = opened('2026-01-01')
const statuses = (life: Life, ...days: string[]) => days.map((day) => life.on(day).status)
/** Suspended from 5 to 9 January. */
const SUSPENDED = [OPENED, flagged('2026-01-05', 'fraud'), unflagged('2026-01-10', 'fraud')]

describe('closing', () => {
  it('[P6] line.closed closes that day and for good', () => {
    const life = lifeOf([OPENED, closed('2026-01-05'), flagged('2026-01-06', 'fraud'), drawn('2026-01-07', 400)], {
      policy: POLICY,
    })
    expect(statuses(life, '2026-01-04', '2026-01-05', '2026-01-06', '2026-06-01')).toEqual([
      'active',
      'closed',
      'closed',
      'closed',
    ])
    const closing = life.on('2026-01-05')
    expect(closing).toMatchObject({ since: '2026-01-05', available: 0, reasons: [{ code: 'LINE_CLOSED' }] })
    expect(life.on('2026-06-01')).toEqual({ ...closing, asOf: '2026-06-01', balance: 400 })
  })

  it('[P6] a verdict of closed closes from any status', () => {
    const dead = flagged('2026-03-01', 'deceased')
    const before = {
      active: [],
      watch: [flagged('2026-02-27', 'dispute')],
      suspended: [flagged('2026-02-27', 'fraud')],
      probation: SUSPENDED.slice(1),
    }
    for (const [status, entries] of Object.entries(before)) {
      const life = lifeOf([OPENED, ...entries, dead], { policy: POLICY })
      expect(statuses(life, '2026-02-28', '2026-03-01', '2026-03-02'), status).toEqual([
        status === 'probation' ? 'active' : status,
        'closed',
        'closed',
      ])
    }
    const onProbation = lifeOf([...SUSPENDED, flagged('2026-02-10', 'deceased')], { policy: POLICY })
    expect(statuses(onProbation, '2026-02-09', '2026-02-10')).toEqual(['probation', 'closed'])
  })

  it('[P6] a cleared cause does not open a closed line again', () => {
    const life = lifeOf([OPENED, flagged('2026-01-05', 'deceased'), unflagged('2026-01-06', 'deceased')], {
      policy: POLICY,
    })
    expect(life.on('2026-01-20')).toMatchObject({ status: 'closed', since: '2026-01-05', reasons: [{ code: 'DEAD' }] })
  })

  it('[P6] an approval on the day of closing has no effect, and an override ends', () => {
    const log = [
      OPENED,
      proposed('2026-01-02', 'p', { status: 'watch', until: '2026-01-31', limit: 5_000 }),
      approved('2026-01-05', 'p', 'ben', 'a'),
    ]
    const sameDay = lifeOf([...log, closed('2026-01-05')], { policy: POLICY }).on('2026-01-05')
    expect(sameDay).toMatchObject({ status: 'closed', limit: 100_000, ignored: [{ event: 'a', why: 'line-closed' }] })
    const running = lifeOf([...log, closed('2026-01-10')], { policy: POLICY }).on('2026-01-10')
    expect(running).toMatchObject({ status: 'closed', limit: 5_000, reasons: [{ code: 'LINE_CLOSED' }] })
    expect(running.override).toBe(undefined)
  })

  it('[P17] a line closed by line.closed has LINE_CLOSED alone, by a rule or both the reasons of that day', () => {
    const reasons = (...entries: Entry[]) =>
      lifeOf([OPENED, ...entries], { policy: POLICY })
        .on('2026-01-20')
        .reasons.map(({ code }) => code)
    expect(reasons(flagged('2026-01-05', 'fraud'), closed('2026-01-06'))).toEqual(['LINE_CLOSED'])
    expect(reasons(flagged('2026-01-05', 'fraud'), flagged('2026-01-06', 'deceased'))).toEqual(['FRAUD', 'DEAD'])
    expect(reasons(flagged('2026-01-06', 'deceased'), closed('2026-01-06'))).toEqual(['DEAD'])
  })
})

describe('suspension', () => {
  it('[P7] takes effect that day, from active, watch and probation', () => {
    expect(statuses(lifeOf(SUSPENDED, { policy: POLICY }), '2026-01-04', '2026-01-05')).toEqual(['active', 'suspended'])
    const fromWatch = lifeOf([OPENED, flagged('2026-01-03', 'dispute'), flagged('2026-01-05', 'fraud')], {
      policy: POLICY,
    })
    expect(statuses(fromWatch, '2026-01-04', '2026-01-05')).toEqual(['watch', 'suspended'])
    const fromProbation = lifeOf([...SUSPENDED, flagged('2026-02-10', 'fraud')], { policy: POLICY })
    expect(statuses(fromProbation, '2026-02-09', '2026-02-10')).toEqual(['probation', 'suspended'])
    expect(fromProbation.on('2026-02-10')).toMatchObject({ since: '2026-02-10', available: 0 })
    expect(fromProbation.on('2026-02-10').step).toBe(undefined)
  })

  it('[P7] on the day of opening too', () => {
    expect(lifeOf([OPENED, flagged('2025-12-01', 'fraud')], { policy: POLICY }).on('2026-01-01')).toMatchObject({
      status: 'suspended',
      since: '2026-01-01',
    })
  })
})

describe('watch', () => {
  it('[P8] begins on the day of the verdict and clears watchClearDays after the last', () => {
    // Verdict from 5 to 9 January; the last was on the 9th.
    const life = lifeOf([OPENED, flagged('2026-01-05', 'dispute'), unflagged('2026-01-10', 'dispute')], {
      policy: POLICY,
    })
    expect(statuses(life, '2026-01-04', '2026-01-05', '2026-01-18', '2026-01-19', '2026-01-20')).toEqual([
      'active',
      'watch',
      'watch',
      'active',
      'active',
    ])
    expect([life.on('2026-01-18').since, life.on('2026-01-20').since]).toEqual(['2026-01-05', '2026-01-19'])
  })

  it('[P8] a new verdict starts the wait anew', () => {
    const life = lifeOf(
      [
        OPENED,
        flagged('2026-01-05', 'dispute'),
        unflagged('2026-01-06', 'dispute'),
        flagged('2026-01-14', 'dispute'),
        unflagged('2026-01-15', 'dispute'),
      ],
      { policy: POLICY },
    )
    expect(statuses(life, '2026-01-15', '2026-01-23', '2026-01-24')).toEqual(['watch', 'watch', 'active'])
  })

  it('[P8] a line that came to watch without a verdict waits from the day it came', () => {
    const life = lifeOf(
      [OPENED, proposed('2026-01-05', 'p', { status: 'watch', until: '2026-01-06' }), approved('2026-01-05', 'p')],
      { policy: POLICY },
    )
    expect(statuses(life, '2026-01-05', '2026-01-14', '2026-01-15')).toEqual(['watch', 'watch', 'active'])
  })

  it('[P8] an old verdict does not shorten the wait of a line that came to watch later', () => {
    const life = lifeOf(
      [
        OPENED,
        flagged('2026-01-05', 'dispute'),
        unflagged('2026-01-06', 'dispute'),
        proposed('2026-02-05', 'p', { status: 'watch', until: '2026-02-06' }),
        approved('2026-02-05', 'p'),
      ],
      { policy: POLICY },
    )
    expect(statuses(life, '2026-01-15', '2026-02-05', '2026-02-14', '2026-02-15')).toEqual([
      'active',
      'watch',
      'watch',
      'active',
    ])
  })

  it('[P8] moves nothing from probation or suspended', () => {
    const life = lifeOf([...SUSPENDED, flagged('2026-01-07', 'dispute')], { policy: POLICY })
    expect(statuses(life, '2026-01-07', '2026-01-10', '2026-02-04', '2026-02-28', '2026-06-01')).toEqual([
      'suspended',
      'suspended',
      'probation',
      'probation',
      'probation',
    ])
  })

  it('[P21] a verdict of watch keeps a line on watch, also without days to clear', () => {
    const life = lifeOf([OPENED, flagged('2026-01-05', 'dispute'), unflagged('2026-01-10', 'dispute')], {
      policy: policyOf({ rules: RULES, watchClearDays: 0 }),
    })
    expect(statuses(life, '2026-01-05', '2026-01-06', '2026-01-09', '2026-01-10')).toEqual([
      'watch',
      'watch',
      'watch',
      'active',
    ])
  })
})

describe('reopening', () => {
  it('[P9] goes to probation on the first day after the cooling-off', () => {
    // Suspended on 5 January: 30 days suspended on 4 February.
    const life = lifeOf(SUSPENDED, { policy: POLICY })
    expect(statuses(life, '2026-01-10', '2026-02-03', '2026-02-04', '2026-02-05')).toEqual([
      'suspended',
      'suspended',
      'probation',
      'probation',
    ])
    expect(life.on('2026-02-10')).toMatchObject({ since: '2026-02-04', step: 0, limit: 50_000 })
  })

  it('[P9] waits while the verdict is suspended or the condition does not hold', () => {
    const flaggedOn = lifeOf([OPENED, flagged('2026-01-05', 'fraud'), unflagged('2026-03-01', 'fraud')], {
      policy: POLICY,
    })
    expect(statuses(flaggedOn, '2026-02-28', '2026-03-01')).toEqual(['suspended', 'probation'])
    const inArrears = lifeOf([...SUSPENDED, due('2026-01-20', '2026-01-31', 1_000), paid('2026-02-15', 1_000)], {
      policy: POLICY,
    })
    expect(statuses(inArrears, '2026-02-14', '2026-02-15')).toEqual(['suspended', 'probation'])
  })

  it('[P9] the cooling-off of 0 days still lets a day pass, for a day can’t see its own suspension (M2)', () => {
    const [standard] = POLICY.reopening as [ReopeningVariant]
    const policy = policyOf({ rules: RULES, reopening: [{ ...standard, coolingOffDays: 0 }] })
    const life = lifeOf([OPENED, flagged('2026-01-05', 'fraud'), unflagged('2026-01-06', 'fraud')], { policy })
    expect(statuses(life, '2026-01-05', '2026-01-06')).toEqual(['suspended', 'probation'])
  })

  const variants: ReopeningVariant[] = [
    {
      id: 'growing',
      phases: ['growth'],
      coolingOffDays: 5,
      when: ALWAYS,
      ladder: [
        { limitFactor: 0.8, when: is('days_since_step', 'gte', 10) },
        { limitFactor: 0.9, when: is('days_since_step', 'gte', 10) },
      ],
    },
    {
      id: 'indebted',
      segments: ['indebted'],
      coolingOffDays: 60,
      when: ALWAYS,
      ladder: [{ limitFactor: 0.1, when: ALWAYS }],
    },
    {
      id: 'others',
      coolingOffDays: 30,
      when: ALWAYS,
      ladder: [{ limitFactor: 0.5, when: is('days_since_step', 'gte', 100) }],
    },
  ]
  const varied = policyOf({
    rules: RULES,
    reopening: variants,
    segments: [
      { id: 'indebted', when: is('balance', 'gt', 0) },
      { id: 'everyone', when: ALWAYS },
    ],
    reviewDays: { indebted: 30, everyone: 90 },
  })

  it('[P9] takes the first variant that matches segment and phase, afresh each day', () => {
    const reopened = (...entries: Entry[]) => {
      const life = lifeOf([...SUSPENDED, ...entries], { policy: varied })
      return ['2026-01-10', '2026-01-15', '2026-02-04', '2026-02-20', '2026-03-06'].find(
        (day) => life.on(day).status === 'probation',
      )
    }
    expect(reopened()).toBe('2026-02-04')
    expect(reopened(drawn('2026-01-02', 500))).toBe('2026-03-06')
    expect(reopened(drawn('2026-01-02', 500), phase('2026-01-01', 'growth'))).toBe('2026-01-10')
    // Growth from the 15th on: five days of cooling-off were over long ago.
    expect(reopened(drawn('2026-01-02', 500), phase('2026-01-15', 'growth'))).toBe('2026-01-15')
    expect(reopened(drawn('2026-01-02', 500), paid('2026-02-20', 500))).toBe('2026-02-20')
  })

  it('[P9] the variant that reopened the line is kept for its ladder', () => {
    const life = lifeOf([...SUSPENDED, phase('2026-01-01', 'growth'), phase('2026-01-11', 'steady')], {
      policy: varied,
    })
    expect(life.on('2026-01-10')).toMatchObject({ status: 'probation', step: 0, limit: 80_000 })
    expect(life.on('2026-01-19')).toMatchObject({ step: 0 })
    expect(life.on('2026-01-20')).toMatchObject({ step: 1, limit: 90_000 })
    expect(life.on('2026-01-30')).toMatchObject({ status: 'active', limit: 100_000 })
  })
})

describe('the ladder', () => {
  it('[P10] the next step begins when the condition of the step holds; after the last the line is active', () => {
    const life = lifeOf(SUSPENDED, { policy: POLICY })
    expect(life.on('2026-02-23')).toMatchObject({ status: 'probation', step: 0, since: '2026-02-04' })
    expect(life.on('2026-02-24')).toMatchObject({ status: 'active', since: '2026-02-24', limit: 100_000 })
  })

  it('[P10] no step begins while a rule of verdict watch fires', () => {
    const life = lifeOf([...SUSPENDED, flagged('2026-02-20', 'dispute'), unflagged('2026-03-10', 'dispute')], {
      policy: POLICY,
    })
    expect(statuses(life, '2026-02-24', '2026-03-09', '2026-03-10')).toEqual(['probation', 'probation', 'active'])
  })

  it('[P10] each step counts from its own day, and since stays that of probation', () => {
    const step = (limitFactor: number) => ({ limitFactor, when: is('days_since_step', 'gte', 10) })
    const [standard] = POLICY.reopening as [ReopeningVariant]
    const life = lifeOf(SUSPENDED, {
      policy: policyOf({ rules: RULES, reopening: [{ ...standard, ladder: [step(0.2), step(0.4), step(0.6)] }] }),
    })
    const days = ['2026-02-13', '2026-02-14', '2026-02-23', '2026-02-24', '2026-03-05', '2026-03-06']
    expect(days.map((day) => life.on(day).step)).toEqual([0, 1, 1, 2, 2, undefined])
    expect(days.map((day) => life.on(day).since).slice(0, 5)).toEqual(Array(5).fill('2026-02-04'))
    expect(life.on('2026-03-06')).toMatchObject({ status: 'active', since: '2026-03-06' })
  })

  it('[P11] the status changes at most once a day', () => {
    // With every condition true and no wait, each change still takes a day of its own.
    const policy = policyOf({
      rules: RULES,
      reopening: [{ id: 'at-once', coolingOffDays: 0, when: ALWAYS, ladder: [{ limitFactor: 0.5, when: ALWAYS }] }],
    })
    const life = lifeOf(
      [OPENED, flagged('2026-01-05', 'fraud'), unflagged('2026-01-06', 'fraud'), bureau('2026-01-07')],
      { policy },
    )
    expect(statuses(life, '2026-01-05', '2026-01-06', '2026-01-07')).toEqual(['suspended', 'probation', 'active'])
    // From watch a verdict of suspended leads to suspended, not by way of active.
    const both = lifeOf([OPENED, flagged('2026-01-05', 'dispute'), flagged('2026-01-05', 'fraud')], { policy })
    expect(statuses(both, '2026-01-05')).toEqual(['suspended'])
  })
})
