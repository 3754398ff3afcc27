import { describe, expect, it } from 'vitest'
import { drawn, due, opened, paid, reported } from '../testing/entries.ts'
import { dayAt, lifeOf } from '../testing/life-of.ts'

describe('reported mode', () => {
  it('[L5] takes days past due from the latest report, standing still until the next', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      reported('2026-01-31', 40_000, 0, 12),
      reported('2026-02-28', 40_000, 0, 40),
    ])
    expect(
      ['2026-01-30', '2026-01-31', '2026-02-27', '2026-02-28', '2026-03-20'].map((day) =>
        life.metric('days_past_due', day),
      ),
    ).toEqual([0, 12, 12, 40, 40])
  })

  it('[L5] has no days past due while the balance is not above 0', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      reported('2026-01-31', 40_000, 0, 12),
      paid('2026-02-10', 40_000),
      drawn('2026-02-20', 1),
    ])
    expect(
      ['2026-02-09', '2026-02-10', '2026-02-19', '2026-02-20'].map((day) => life.metric('days_past_due', day)),
    ).toEqual([12, 0, 0, 12])
  })

  it('[L5] counts the reports, and no more what was raised by due.raised', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      drawn('2026-01-01', 5_000),
      due('2026-01-02', '2026-01-05', 1_000),
      reported('2026-01-31', 40_000, 0, 0),
      due('2026-02-01', '2026-02-05', 1_000),
    ])
    expect([life.metric('dues_counted_3m', '2026-01-30'), life.metric('on_time_rate_3m', '2026-01-30')]).toEqual([1, 0])
    expect([life.metric('dues_counted_3m', '2026-01-31'), life.metric('on_time_rate_3m', '2026-01-31')]).toEqual([1, 1])
    expect([life.metric('dues_counted_3m', '2026-02-20'), life.metric('days_past_due', '2026-02-20')]).toEqual([1, 0])
    expect(life.decider.openDues(life.line, dayAt('2026-02-20'))).toEqual([])
  })

  it('[L5] a report is on time with days past due up to the grace', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      reported('2026-01-31', 40_000, 0, 3),
      reported('2026-02-28', 40_000, 0, 4),
    ])
    expect([
      life.metric('on_time_streak', '2026-01-31'),
      life.metric('on_time_streak', '2026-02-28'),
      life.metric('on_time_rate_3m', '2026-02-28'),
    ]).toEqual([1, 0, 0.5])
  })

  it('[L5] the amount of a report is the balance of the one before, its paid part what it says', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      reported('2026-01-31', 40_000, 7_000, 0),
      reported('2026-02-28', -500, 10_000, 0),
      reported('2026-03-31', 100, 5_000, 0),
    ])
    // The first is left out: 10 000 ÷ 40 000; then, a credit being no amount, 15 000 ÷ 40 000.
    expect(['2026-01-31', '2026-02-28', '2026-03-31'].map((day) => life.metric('payment_ratio_3m', day))).toEqual([
      null,
      0.25,
      0.375,
    ])
  })
})
