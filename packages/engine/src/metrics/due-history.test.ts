import { describe, expect, it } from 'vitest'
import { is, policyOf, rule } from '../testing/documents.ts'
import { cancelled, drawn, due, opened, paid, reported, type Entry } from '../testing/entries.ts'
import { lifeOf } from '../testing/life-of.ts'

/** A due of 1 000 on the 10th of a month of 2026, raised on the 1st, paid on a day of that month or not at all. */
function monthly(month: number, paidOn: number | null): Entry[] {
  const day = (n: number) => `2026-${`${month}`.padStart(2, '0')}-${`${n}`.padStart(2, '0')}`
  return [due(day(1), day(10), 1_000), ...(paidOn === null ? [] : [paid(day(paidOn), 1_000)])]
}

describe('metrics of the dues', () => {
  it('[M0] the payment of a day counts on that day', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      drawn('2026-01-01', 5_000),
      due('2026-01-01', '2026-01-10', 1_000),
      paid('2026-01-15', 1_000),
    ])
    expect([life.metric('balance', '2026-01-14'), life.metric('days_past_due', '2026-01-14')]).toEqual([5_000, 4])
    expect([life.metric('balance', '2026-01-15'), life.metric('days_past_due', '2026-01-15')]).toEqual([4_000, 0])
  })

  it('[M0] a due that matures on a day is counted on it', () => {
    const life = lifeOf([opened('2026-01-01'), ...monthly(1, 13)])
    expect([life.metric('dues_counted_6m', '2026-01-12'), life.metric('dues_counted_6m', '2026-01-13')]).toEqual([0, 1])
    expect([life.metric('on_time_streak', '2026-01-12'), life.metric('on_time_streak', '2026-01-13')]).toEqual([
      null,
      1,
    ])
  })

  it('[M4] arrears_amount is the unpaid part of unsettled dues past their day', () => {
    const policy = policyOf({ rules: [rule('IN_ARREARS', is('arrears_amount', 'gt', 0))] })
    const life = lifeOf(
      [
        opened('2026-01-01'),
        due('2026-01-01', '2026-01-10', 1_000),
        due('2026-01-01', '2026-01-20', 2_000),
        paid('2026-01-12', 400),
        paid('2026-01-25', 592),
        paid('2026-01-26', 2_008),
        reported('2026-01-31', 0, 0, 0),
      ],
      { policy },
    )
    // On the 25th the first has 8 left, within its tolerance of 10: settled, no arrears.
    const days = [
      '2026-01-10',
      '2026-01-11',
      '2026-01-12',
      '2026-01-20',
      '2026-01-21',
      '2026-01-25',
      '2026-01-26',
      '2026-01-31',
    ]
    expect(days.map((day) => life.metric('arrears_amount', day))).toEqual([0, 1_000, 600, 600, 2_600, 2_000, 0, null])
    expect(['2026-01-10', '2026-01-11', '2026-01-26'].map((day) => life.on(day).reasons.length)).toEqual([0, 1, 0])
  })

  it('[M4] max_days_past_due_* is the highest at the end of any day in the window, which moves on the first', () => {
    // Unpaid from 10 January, paid on 20 January: 9 days at the end of the 19th.
    const life = lifeOf([opened('2026-01-01'), ...monthly(1, 20)])
    expect(life.metric('max_days_past_due_3m', '2026-01-19')).toBe(9)
    expect(life.metric('max_days_past_due_3m', '2026-01-20')).toBe(9)
    for (const [metric, last, first] of [
      ['max_days_past_due_3m', '2026-03-31', '2026-04-01'],
      ['max_days_past_due_6m', '2026-06-30', '2026-07-01'],
      ['max_days_past_due_12m', '2026-12-31', '2027-01-01'],
      ['max_days_past_due_24m', '2027-12-31', '2028-01-01'],
    ] as const) {
      expect([life.metric(metric, last), life.metric(metric, first)], metric).toEqual([9, 0])
    }
  })

  it('[M4] max_days_past_due_* takes from each month what it reached there', () => {
    const life = lifeOf([opened('2026-01-01'), ...monthly(1, null), paid('2026-03-05', 1_000)])
    // 10 January to 4 March: 53 days; the window of 3 months still holds March on 31 May, not on 1 June.
    expect(
      ['2026-02-28', '2026-03-31', '2026-05-31', '2026-06-01'].map((day) => life.metric('max_days_past_due_3m', day)),
    ).toEqual([49, 53, 53, 0])
  })

  it('[M4] dues_counted_* go by the month of maturity, not of dueOn', () => {
    // Due on 30 January, matured on 2 February.
    const life = lifeOf([opened('2026-01-01'), due('2026-01-02', '2026-01-30', 1_000), paid('2026-01-03', 1_000)])
    expect(
      ['2026-02-01', '2026-02-02', '2026-04-30', '2026-05-01'].map((day) => life.metric('dues_counted_3m', day)),
    ).toEqual([0, 1, 1, 0])
    expect(['2026-07-31', '2026-08-01'].map((day) => life.metric('dues_counted_6m', day))).toEqual([1, 0])
    expect(['2027-01-31', '2027-02-01'].map((day) => life.metric('dues_counted_12m', day))).toEqual([1, 0])
  })

  it('[M4] on_time_rate_3m needs one due, those of 6 and 12 months three', () => {
    const life = lifeOf([opened('2026-01-01'), ...monthly(1, 10), ...monthly(2, 20), ...monthly(3, 10)])
    const rates = (day: string) =>
      (['on_time_rate_3m', 'on_time_rate_6m', 'on_time_rate_12m'] as const).map((metric) => life.metric(metric, day))
    expect(rates('2026-01-12')).toEqual([null, null, null])
    expect(rates('2026-01-13')).toEqual([1, null, null])
    expect(rates('2026-03-12')).toEqual([0.5, null, null])
    // Two of three, rounded half up to 9 decimals (V4).
    expect(rates('2026-03-13')).toEqual([0.666666667, 0.666666667, 0.666666667])
    expect(rates('2026-04-01')).toEqual([0.5, 0.666666667, 0.666666667])
    expect(rates('2026-07-01')).toEqual([null, null, 0.666666667])
  })

  it('[V4] 95 % is 95 %, whatever the way there', () => {
    const dues = Array.from({ length: 20 }, (_, i) => due('2026-01-02', '2026-01-10', 1_000 + i))
    // All but the last are paid: 19 of 20.
    const all = dues.slice(0, 19).reduce((total, _, i) => total + 1_000 + i, 0)
    const policy = policyOf({
      dueTolerance: 0,
      rules: [rule('GOOD', is('on_time_rate_12m', 'gte', 0.95)), rule('BAD', is('on_time_rate_12m', 'lt', 0.95))],
    })
    const life = lifeOf([opened('2026-01-01'), ...dues, paid('2026-01-03', all)], { policy })
    expect(life.metric('on_time_rate_12m', '2026-01-13')).toBe(0.95)
    expect(life.on('2026-01-13').reasons.map(({ code }) => code)).toEqual(['GOOD'])
  })

  it('[M4] on_time_streak counts back from the newest matured due to the latest late one', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      ...monthly(1, 10),
      ...monthly(2, 20),
      ...monthly(3, 10),
      ...monthly(4, 12),
    ])
    expect(
      ['2026-01-13', '2026-02-13', '2026-03-13', '2026-04-12', '2026-04-13'].map((day) =>
        life.metric('on_time_streak', day),
      ),
    ).toEqual([1, 0, 1, 1, 2])
  })

  it('[M4] on_time_streak takes dues of one maturity in canonical order', () => {
    // Both mature on the 13th; the first in order is paid, the second not, so the newest is late.
    const life = lifeOf([
      opened('2026-01-01'),
      due('2026-01-02', '2026-01-10', 1_000),
      due('2026-01-03', '2026-01-10', 1_000),
      paid('2026-01-04', 1_000),
    ])
    expect(life.metric('on_time_streak', '2026-01-13')).toBe(0)
    const other = lifeOf([
      opened('2026-01-01'),
      due('2026-01-02', '2026-01-10', 2_000, 'big'),
      due('2026-01-03', '2026-01-10', 1_000),
      paid('2026-01-04', 2_000),
      cancelled('2026-01-05', 'big', 'error'),
    ])
    expect(other.metric('on_time_streak', '2026-01-13')).toBe(1)
  })

  it('[M4] payment_ratio_3m follows what is paid on matured dues, also after they matured', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      due('2026-01-01', '2026-01-10', 3_000),
      paid('2026-01-05', 1_000),
      paid('2026-02-05', 1_000),
    ])
    expect(
      ['2026-01-12', '2026-01-13', '2026-02-04', '2026-02-05', '2026-03-31', '2026-04-01'].map((day) =>
        life.metric('payment_ratio_3m', day),
      ),
    ).toEqual([null, 0.333333333, 0.333333333, 0.666666667, 0.666666667, null])
  })

  it('[M4] payment_ratio_3m of reports is unknown where the one before had no balance', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      reported('2026-01-31', 0, 500, 0),
      reported('2026-02-28', 8_000, 100, 0),
      reported('2026-03-31', 8_000, 2_000, 0),
    ])
    expect(['2026-01-31', '2026-02-28'].map((day) => life.metric('payment_ratio_3m', day))).toEqual([null, null])
    // (100 + 2 000) ÷ (0 + 8 000), and without February in May: 2 000 ÷ 8 000.
    expect(['2026-03-31', '2026-04-30', '2026-05-01'].map((day) => life.metric('payment_ratio_3m', day))).toEqual([
      0.2625, 0.2625, 0.25,
    ])
  })

  it('[M4] the very first report stays left out, wherever the window stands', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      drawn('2026-01-01', 8_000),
      reported('2026-01-31', 8_000, 4_000, 0),
      reported('2026-02-28', 8_000, 4_000, 0),
    ])
    expect(life.metric('payment_ratio_3m', '2026-02-28')).toBe(0.5)
    expect(life.metric('dues_counted_3m', '2026-02-28')).toBe(2)
  })
})
