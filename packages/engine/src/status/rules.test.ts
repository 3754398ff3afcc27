import { describe, expect, it } from 'vitest'
import { ALWAYS, is, missing, policyOf, rule, scorecardOf } from '../testing/documents.ts'
import { bureau, drawn, due, flagged, opened, paid, phase, unflagged } from '../testing/entries.ts'
import { lifeOf, type Life } from '../testing/life-of.ts'
import type { RuleReason } from '../decision/reasons.ts'

const codes = (life: Life, day: string) => life.on(day).reasons.map(({ code }) => code)
const late = [opened('2026-01-01'), due('2026-01-01', '2026-01-10', 1_000), paid('2026-02-01', 1_000)]

describe('segment, phase and adjusted score', () => {
  const segments = [
    { id: 'indebted', when: is('balance', 'gte', 500) },
    { id: 'known', when: is('balance', 'gte', 100) },
    { id: 'everyone', when: ALWAYS },
  ]
  const policy = policyOf({
    segments,
    reviewDays: { indebted: 10, known: 20, everyone: 30 },
    phases: {
      growth: { scoreShift: { known: 30 } },
      steady: { scoreShift: { indebted: -7 } },
      tighten: { scoreShift: {} },
    },
  })
  const life = lifeOf(
    [
      opened('2026-01-01'),
      drawn('2026-01-05', 100),
      drawn('2026-01-06', 400),
      paid('2026-01-07', 300),
      phase('2026-01-08', 'growth'),
      phase('2026-01-10', 'tighten'),
    ],
    { policy },
  )

  it('[P1] the segment is the first whose condition holds', () => {
    expect(['2026-01-04', '2026-01-05', '2026-01-06', '2026-01-07'].map((day) => life.on(day).segment)).toEqual([
      'everyone',
      'known',
      'indebted',
      'known',
    ])
  })

  it('[P2] the phase is the latest set on or before the day, steady without one', () => {
    expect(
      ['2026-01-07', '2026-01-08', '2026-01-09', '2026-01-10', '2026-03-01'].map((day) => life.on(day).phase),
    ).toEqual(['steady', 'growth', 'growth', 'tighten', 'tighten'])
  })

  it('[P2] a phase set before the line opened holds for it; of one day the last recorded', () => {
    const later = lifeOf([
      phase('2025-12-01', 'growth'),
      { ...phase('2025-12-20', 'steady'), time: '11:00:00' },
      { ...phase('2025-12-20', 'tighten'), time: '12:00:00' },
      opened('2026-01-01'),
    ])
    expect(later.on('2026-01-01').phase).toBe('tighten')
  })

  it('[P3] the adjusted score is shifted by phase and segment, by 0 if they name none', () => {
    expect(
      ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08', '2026-01-10'].map((day) =>
        life.metric('adjusted_score', day),
      ),
    ).toEqual([600, 593, 600, 630, 600])
    expect(life.on('2026-01-08').score).toBe(600)
  })
})

describe('rules', () => {
  it('[P4] apply to the kinds, segments and phases they name', () => {
    const policy = policyOf({
      segments: [
        { id: 'indebted', when: is('balance', 'gt', 0) },
        { id: 'everyone', when: ALWAYS },
      ],
      reviewDays: { indebted: 10, everyone: 30 },
      rules: [
        rule('KIND', ALWAYS, { kinds: ['instalment', 'project'] }),
        rule('SEGMENT', ALWAYS, { segments: ['indebted'] }),
        rule('PHASE', ALWAYS, { phases: ['growth'] }),
        rule('ALL', ALWAYS, { kinds: ['revolving'], segments: ['indebted'], phases: ['growth'] }),
      ],
    })
    const entries = [drawn('2026-01-05', 100), phase('2026-01-10', 'growth'), paid('2026-01-15', 100)]
    const life = lifeOf([opened('2026-01-01'), ...entries], { policy })
    expect(['2026-01-04', '2026-01-05', '2026-01-10', '2026-01-15'].map((day) => codes(life, day))).toEqual([
      [],
      ['SEGMENT'],
      ['SEGMENT', 'PHASE', 'ALL'],
      ['PHASE'],
    ])
    expect(codes(lifeOf([opened('2026-01-01', { kind: 'project' }), ...entries], { policy }), '2026-01-10')).toEqual([
      'KIND',
      'SEGMENT',
      'PHASE',
    ])
  })

  it('[P4] without until fire as long as their condition holds', () => {
    const life = lifeOf(late, { policy: policyOf({ rules: [rule('LATE', is('days_past_due', 'gte', 7))] }) })
    expect(['2026-01-16', '2026-01-17', '2026-01-31', '2026-02-01'].map((day) => codes(life, day))).toEqual([
      [],
      ['LATE'],
      ['LATE'],
      [],
    ])
    expect((life.on('2026-01-31').reasons[0] as RuleReason).since).toBe('2026-01-17')
  })

  it('[P4] with until go on firing after their condition ceased', () => {
    const policy = policyOf({
      rules: [rule('INDEBTED', is('balance', 'gte', 500), { until: is('balance', 'lt', 100) })],
    })
    const life = lifeOf(
      [
        opened('2026-01-01'),
        drawn('2026-01-05', 500),
        paid('2026-01-10', 400),
        paid('2026-01-15', 1),
        drawn('2026-01-20', 50),
        drawn('2026-01-25', 351),
      ],
      { policy },
    )
    expect(
      ['2026-01-05', '2026-01-10', '2026-01-15', '2026-01-20', '2026-01-25'].map((day) => codes(life, day)),
    ).toEqual([['INDEBTED'], ['INDEBTED'], [], [], ['INDEBTED']])
    expect(life.on('2026-01-14').reasons).toEqual([
      { code: 'INDEBTED', layer: 'ordinary', rule: 'INDEBTED', since: '2026-01-05' },
    ])
    expect(life.on('2026-01-26').reasons).toMatchObject([{ since: '2026-01-25' }])
  })

  it('[P4] never fire on a day on which until holds, though their condition does', () => {
    const policy = policyOf({
      rules: [rule('INDEBTED', is('balance', 'gte', 500), { until: is('balance', 'gte', 900) })],
    })
    const life = lifeOf(
      [opened('2026-01-01'), drawn('2026-01-05', 900), paid('2026-01-06', 100), drawn('2026-01-08', 100)],
      { policy },
    )
    expect(['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08'].map((day) => codes(life, day).length)).toEqual([
      0, 1, 1, 0,
    ])
  })

  it('[P4] with until stop when they no longer apply, and begin anew', () => {
    const policy = policyOf({
      rules: [rule('INDEBTED', is('balance', 'gte', 500), { until: is('balance', 'lt', 100), phases: ['steady'] })],
    })
    const life = lifeOf(
      [
        opened('2026-01-01'),
        drawn('2026-01-05', 500),
        paid('2026-01-06', 100),
        phase('2026-01-10', 'growth'),
        phase('2026-01-12', 'steady'),
      ],
      { policy },
    )
    // Back in steady, 400 is not enough to begin.
    expect(['2026-01-09', '2026-01-10', '2026-01-12'].map((day) => codes(life, day).length)).toEqual([1, 0, 0])
  })

  it('[P4] statuses say where a rule may begin, by the status of the day before', () => {
    const policy = policyOf({
      rules: [
        rule('W', is('balance', 'gte', 500), { effect: { status: 'watch' } }),
        rule('ON_WATCH', is('balance', 'gte', 500), { statuses: ['watch'] }),
        rule('ON_ACTIVE', is('balance', 'gte', 500), { statuses: ['active'], until: is('balance', 'lt', 500) }),
      ],
    })
    const life = lifeOf(
      [opened('2026-01-01'), drawn('2026-01-05', 500), paid('2026-01-20', 100), drawn('2026-01-22', 100)],
      { policy },
    )
    expect(life.on('2026-01-05').status).toBe('watch')
    expect(codes(life, '2026-01-05')).toEqual(['W', 'ON_ACTIVE'])
    // Once begun on active it goes on while the line is on watch; and the other begins the day after.
    expect(codes(life, '2026-01-06')).toEqual(['W', 'ON_WATCH', 'ON_ACTIVE'])
    // On the 22nd the line is still on watch: the rule that begins on active does not.
    expect(codes(life, '2026-01-20')).toEqual(['WATCH_CLEARING'])
    expect(codes(life, '2026-01-22')).toEqual(['W', 'ON_WATCH'])
  })

  it('[P18] on the day of opening the status of the day before is active', () => {
    const policy = policyOf({
      rules: [
        rule('ACTIVE', ALWAYS, { statuses: ['active'] }),
        rule('OTHER', ALWAYS, { statuses: ['watch', 'suspended', 'probation', 'closed'] }),
      ],
    })
    expect(codes(lifeOf([opened('2026-01-01')], { policy }), '2026-01-01')).toEqual(['ACTIVE'])
  })

  it('[P5] are all evaluated, and the most severe gives the verdict', () => {
    const policy = policyOf({
      hardRules: [rule('FRAUD', is('flag_fraud', 'eq', 1), { effect: { status: 'suspended' } })],
      rules: [
        rule('NOTE', is('flag_dispute', 'eq', 1)),
        rule('HARDSHIP', is('flag_hardship', 'eq', 1), { effect: { status: 'watch' } }),
        rule('DEAD', is('flag_deceased', 'eq', 1), { effect: { status: 'closed' } }),
      ],
    })
    const withFlags = (...flags: ('fraud' | 'dispute' | 'hardship' | 'deceased')[]) =>
      lifeOf([opened('2026-01-01'), ...flags.map((flag) => flagged('2026-01-05', flag))], { policy }).on('2026-01-05')
    expect(withFlags('dispute')).toMatchObject({ status: 'active', reasons: [{ code: 'NOTE' }] })
    expect(withFlags('dispute', 'hardship')).toMatchObject({
      status: 'watch',
      reasons: [{ code: 'NOTE' }, { code: 'HARDSHIP' }],
    })
    expect(withFlags('hardship', 'fraud')).toMatchObject({
      status: 'suspended',
      reasons: [{ code: 'FRAUD' }, { code: 'HARDSHIP' }],
    })
    expect(withFlags('hardship', 'fraud', 'deceased', 'dispute')).toMatchObject({
      status: 'closed',
      reasons: [{ code: 'FRAUD' }, { code: 'NOTE' }, { code: 'HARDSHIP' }, { code: 'DEAD' }],
    })
  })

  it('[M3] missing sees what is unknown', () => {
    const policy = policyOf({
      rules: [rule('NO_SCORE', missing('bureau_score')), rule('LOW', is('bureau_score', 'lt', 500))],
    })
    const life = lifeOf([opened('2026-01-01'), bureau('2026-01-05', { score: 400 })], { policy })
    expect([codes(life, '2026-01-04'), codes(life, '2026-01-05')]).toEqual([['NO_SCORE'], ['LOW']])
  })

  it('[M2] that read the status see it as at the end of the day before', () => {
    const policy = policyOf({
      rules: [
        rule('FRAUD', is('flag_fraud', 'eq', 1), { effect: { status: 'suspended' } }),
        rule('SUSPENDED_ONCE', is('suspensions_24m', 'gte', 1)),
        rule('NOW', is('days_suspended', 'gte', 0)),
      ],
    })
    const life = lifeOf([opened('2026-01-01'), flagged('2026-01-05', 'fraud'), unflagged('2026-01-07', 'fraud')], {
      policy,
      scorecard: scorecardOf(),
    })
    expect(codes(life, '2026-01-05')).toEqual(['FRAUD'])
    expect(codes(life, '2026-01-06')).toEqual(['FRAUD', 'SUSPENDED_ONCE', 'NOW'])
  })
})
