import { describe, expect, it } from 'vitest'
import type { IncreaseVariant, RuleEffect } from '../policy/policy.ts'
import { ALWAYS, is, policyOf, rule } from '../testing/documents.ts'
import {
  approved,
  closed,
  drawn,
  flagged,
  limited,
  opened,
  paid,
  phase,
  proposed,
  unflagged,
  type Entry,
} from '../testing/entries.ts'
import { lifeOf } from '../testing/life-of.ts'

const when = (flag: 'dispute' | 'hardship' | 'fraud', effect: RuleEffect) =>
  rule(flag.toUpperCase(), is(`flag_${flag}`, 'eq', 1), { effect })

describe('the limit of a day', () => {
  const policy = policyOf({
    rules: [
      when('dispute', { limitFactor: 0.7 }),
      when('hardship', { status: 'watch', limitFactor: 0.333 }),
      when('fraud', { status: 'suspended' }),
    ],
  })
  const lived = (limit: number, ...entries: Entry[]) =>
    lifeOf([opened('2026-01-01', { limit }), ...entries], { policy })

  it('[P13] is the approved one, as set last, and not rounded', () => {
    const life = lived(12_345, limited('2026-01-05', 23_456))
    expect(['2026-01-04', '2026-01-05', '2026-02-01'].map((day) => life.on(day).limit)).toEqual([
      12_345, 23_456, 23_456,
    ])
  })

  it('[P13] is cut by the factor of a rule that fires, rounded down', () => {
    // 12 345 × 0.7 = 8 641.5, down to whole thousands.
    const life = lived(12_345, flagged('2026-01-05', 'dispute'), unflagged('2026-01-08', 'dispute'))
    expect(['2026-01-04', '2026-01-05', '2026-01-07', '2026-01-08'].map((day) => life.on(day).limit)).toEqual([
      12_345, 8_000, 8_000, 12_345,
    ])
  })

  it('[P13] is cut by the smallest of several factors', () => {
    const life = lived(100_000, flagged('2026-01-05', 'dispute'), flagged('2026-01-06', 'hardship'))
    expect(['2026-01-05', '2026-01-06'].map((day) => life.on(day).limit)).toEqual([70_000, 33_000])
  })

  it('[P13] is computed in integers, where doubles might lose one', () => {
    for (const [limitFactor, expected] of [
      [0.7, 70_000],
      [0.29, 29_000],
      [0.57, 57_000],
      [1, 100_000],
      [0, 0],
      [0.001, 100],
    ] as const) {
      const exact = policyOf({ limitRounding: 1, rules: [when('dispute', { limitFactor })] })
      expect(
        lifeOf([opened('2026-01-01'), flagged('2026-01-02', 'dispute')], { policy: exact }).on('2026-01-02').limit,
        `${limitFactor}`,
      ).toBe(expected)
    }
    const large = policyOf({ limitRounding: 1, rules: [when('dispute', { limitFactor: 0.999 })] })
    // floor((2^53 − 1) × 999 ÷ 1000), beyond what doubles multiply exactly.
    expect(
      lifeOf([opened('2026-01-01', { limit: Number.MAX_SAFE_INTEGER }), flagged('2026-01-02', 'dispute')], {
        policy: large,
      }).on('2026-01-02').limit,
    ).toBe(8_998_192_055_486_250)
  })

  it('[P13] a factor of 1 still rounds, for it is a cut in force', () => {
    const whole = policyOf({ rules: [when('dispute', { limitFactor: 1 })] })
    expect(
      lifeOf([opened('2026-01-01', { limit: 12_345 }), flagged('2026-01-02', 'dispute')], { policy: whole }).on(
        '2026-01-02',
      ).limit,
    ).toBe(12_000)
  })

  it('[P13] on probation is cut by the step, or by a rule that cuts deeper', () => {
    const life = lived(
      100_000,
      flagged('2026-01-05', 'fraud'),
      unflagged('2026-01-06', 'fraud'),
      flagged('2026-02-06', 'dispute'),
      flagged('2026-02-08', 'hardship'),
    )
    expect(['2026-02-03', '2026-02-04', '2026-02-06', '2026-02-08'].map((day) => life.on(day).limit)).toEqual([
      100_000, 50_000, 50_000, 33_000,
    ])
  })

  it('[P13] available is what the limit leaves, none when suspended or closed', () => {
    const life = lived(
      100_000,
      drawn('2026-01-02', 30_000),
      flagged('2026-01-03', 'hardship'),
      unflagged('2026-01-04', 'hardship'),
      flagged('2026-01-05', 'fraud'),
      unflagged('2026-01-06', 'fraud'),
    )
    expect(
      ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05', '2026-02-04'].map(
        (day) => life.on(day).available,
      ),
    ).toEqual([100_000, 70_000, 3_000, 70_000, 0, 20_000])
    expect(lived(100_000, drawn('2026-01-02', 130_000)).on('2026-01-02').available).toBe(0)
    expect(lived(100_000, paid('2026-01-02', 5_000)).on('2026-01-02')).toMatchObject({
      balance: -5_000,
      available: 100_000,
    })
    expect(lived(100_000, closed('2026-01-02')).on('2026-01-02')).toMatchObject({ limit: 100_000, available: 0 })
  })
})

describe('the increase of a limit', () => {
  const INCREASE: IncreaseVariant = { id: 'usual', everyMonths: 3, factor: 1.2, capOfOriginal: 2, when: ALWAYS }
  const growing = (...increases: Partial<IncreaseVariant>[]) =>
    policyOf({
      increases: increases.map((more, i) => ({ ...INCREASE, id: `${i}`, ...more })),
      rules: [when('hardship', { status: 'watch' })],
    })
  const limits = (policy: ReturnType<typeof growing>, days: string[], entries: Entry[] = [], limit = 10_000) => {
    const life = lifeOf([opened('2026-01-31', { limit }), ...entries], { policy })
    return days.map((day) => life.on(day).limit)
  }

  it('[P14] comes on the last day of a month, everyMonths after opening and after the last change', () => {
    // Opened on 31 January: three months later is 30 April; and then 30 July lies before 31 July.
    expect(limits(growing({}), ['2026-03-31', '2026-04-29', '2026-04-30', '2026-07-30', '2026-07-31'])).toEqual([
      10_000, 10_000, 12_000, 12_000, 14_000,
    ])
  })

  it('[P14] is rounded down, and capped by the opening limit', () => {
    // 12 000 × 1.2 = 14 400 → 14 000; × 1.2 = 16 800 → 16 000; 19 200 → 19 000; then the cap of 20 000.
    expect(limits(growing({}), ['2026-07-31', '2026-10-31', '2027-01-31', '2027-04-30', '2027-07-31'])).toEqual([
      14_000, 16_000, 19_000, 20_000, 20_000,
    ])
    expect(limits(growing({ capOfOriginal: 1.15 }), ['2026-04-30'])).toEqual([11_000])
  })

  it('[P14] is none if it would not be more', () => {
    expect(limits(growing({ factor: 1.05 }), ['2026-04-30', '2026-12-31'])).toEqual([10_000, 10_000])
    expect(limits(growing({}), ['2026-04-30', '2026-08-31'], [limited('2026-02-10', 25_000)])).toEqual([25_000, 25_000])
  })

  it('[P14] waits after a limit was set, and not after it was set to what it was', () => {
    expect(limits(growing({}), ['2026-04-30', '2026-05-30', '2026-05-31'], [limited('2026-02-28', 11_000)])).toEqual([
      11_000, 11_000, 13_000,
    ])
    expect(limits(growing({}), ['2026-04-30'], [limited('2026-02-28', 10_000)])).toEqual([12_000])
  })

  it('[P18] a limit set on the day of opening is no change of limit, and no opening limit', () => {
    expect(limits(growing({}), ['2026-01-31', '2026-04-30'], [limited('2026-01-31', 15_000)])).toEqual([15_000, 18_000])
    // The cap is that of line.opened: 2 × 10 000.
    expect(limits(growing({}), ['2026-07-31'], [limited('2026-01-31', 15_000)])).toEqual([20_000])
  })

  it('[P14] waits after a change of status, and needs an active line', () => {
    // On watch from 5 to 15 February and active again from the 15th: three months later is 15 May.
    const flags = [flagged('2026-02-05', 'hardship'), unflagged('2026-02-06', 'hardship')]
    expect(limits(growing({}), ['2026-04-30', '2026-05-31'], flags)).toEqual([10_000, 12_000])
    expect(limits(growing({}), ['2026-04-30', '2026-12-31'], [flagged('2026-02-05', 'hardship')])).toEqual([
      10_000, 10_000,
    ])
  })

  it('[P14] takes the first that matches segment and phase, or none if its condition fails', () => {
    const two = growing({ phases: ['growth'], factor: 1.5 }, { when: is('balance', 'gte', 500) })
    expect(limits(two, ['2026-04-30'])).toEqual([10_000])
    expect(limits(two, ['2026-04-30'], [drawn('2026-02-01', 500)])).toEqual([12_000])
    expect(limits(two, ['2026-04-30'], [phase('2026-04-30', 'growth')])).toEqual([15_000])
    const first = growing({ phases: ['growth'], when: is('balance', 'gte', 500) }, {})
    expect(limits(first, ['2026-04-30'], [phase('2026-04-30', 'growth')])).toEqual([10_000])
  })

  it('[P14] a limit that ends the day as it ended the day before did not change', () => {
    // Cut to 10 000 and grown back to 12 000 on the same last day of February.
    const policy = growing({ phases: ['growth'], everyMonths: 0 }, {})
    const backAndForth = [phase('2026-02-28', 'growth'), limited('2026-02-28', 10_000), phase('2026-03-01', 'steady')]
    expect(limits(policy, ['2026-02-28', '2026-04-30'], backAndForth, 12_000)).toEqual([12_000, 14_000])
  })

  it('[P14] counts in the limit of its day, also where a rule cuts it', () => {
    const policy = {
      ...growing({}),
      layers: [
        { id: 'hard', rules: [] },
        { id: 'ordinary', rules: [when('dispute', { limitFactor: 0.5 })] },
      ],
    }
    expect(limits(policy, ['2026-04-29', '2026-04-30'], [flagged('2026-02-05', 'dispute')])).toEqual([5_000, 6_000])
  })

  it('[P14] comes after an override of its day, whose limit it then waits for', () => {
    const override = [
      proposed('2026-04-29', 'p', { status: 'active', limit: 11_000, until: '2026-05-05' }),
      approved('2026-04-30', 'p'),
    ]
    expect(limits(growing({}), ['2026-04-30', '2026-07-30', '2026-07-31'], override)).toEqual([11_000, 11_000, 13_000])
  })

  it('[M4] utilisation leaves out what an increase does that day', () => {
    const life = lifeOf([opened('2026-01-31', { limit: 10_000 }), drawn('2026-02-01', 6_000)], { policy: growing({}) })
    expect([
      life.metric('utilisation', '2026-04-30'),
      life.metric('utilisation', '2026-05-01'),
      life.metric('utilisation_avg_3m', '2026-05-01'),
    ]).toEqual([0.6, 0.5, 0.6])
  })

  it('[P20] is not made where money can’t hold it; one bound alone may still decide', () => {
    const most = Number.MAX_SAFE_INTEGER
    expect(limits(growing({}), ['2026-04-30'], [], most)).toEqual([most])
    // Approved × 1.2 is beyond money, opening × 2 is not: the cap decides.
    const raised = [limited('2026-01-31', most - 1)]
    expect(limits(growing({ capOfOriginal: 2 }), ['2026-04-30'], raised, 10_000)).toEqual([most - 1])
    const nearly = [limited('2026-01-31', 8_000_000_000_000_000)]
    expect(limits(growing({ capOfOriginal: 1.8 }), ['2026-04-30'], nearly, 5_000_000_000_000_000)).toEqual([
      9_000_000_000_000_000,
    ])
    // Opening × 1 000 000 is beyond money, approved × 1.2 is not.
    expect(limits(growing({ capOfOriginal: 1_000_000 }), ['2026-04-30'], [], 10_000_000_000_000)).toEqual([
      12_000_000_000_000,
    ])
  })
})
