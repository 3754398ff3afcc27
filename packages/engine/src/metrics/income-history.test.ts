import { describe, expect, it } from 'vitest'
import { cancelled, due, earned, opened, reported, spent, type Entry } from '../testing/entries.ts'
import { lifeOf } from '../testing/life-of.ts'
import type { MetricId } from './vocabulary.ts'

const OPENED = opened('2024-01-01')

/** Incomes of the months before 2026-07, the last given being that of June; `null` for a month without a record. */
function incomesUpToJune(amounts: readonly (number | null)[]): Entry[] {
  return amounts.flatMap((amount, i) => {
    const back = amounts.length - i
    const index = 2026 * 12 + 6 - back
    const month = `${Math.floor(index / 12)}-${`${(index % 12) + 1}`.padStart(2, '0')}`
    return amount === null ? [] : [earned('2026-07-01', month, amount)]
  })
}

const inJuly = (metric: MetricId, entries: readonly Entry[]) =>
  lifeOf([OPENED, ...entries]).metric(metric, '2026-07-15')

describe('income', () => {
  it('[M4] income_mean_6m is the mean of monthly totals over the complete months with income', () => {
    expect(inJuly('income_mean_6m', incomesUpToJune([100, null, 200, null, null, 600]))).toBe(300)
    expect(inJuly('income_mean_6m', [...incomesUpToJune([100, 200, 600]), earned('2026-07-02', '2026-04', 500)])).toBe(
      (600 + 200 + 600) / 3,
    )
  })

  it('[M4] income_mean_6m and income_cv_6m are unknown under three months with income', () => {
    expect(inJuly('income_mean_6m', incomesUpToJune([100, 200]))).toBe(null)
    expect(inJuly('income_cv_6m', incomesUpToJune([100, 200]))).toBe(null)
    expect(inJuly('income_cv_6m', incomesUpToJune([100, 100, 100]))).toBe(0)
  })

  it('[M4] income_mean_6m and income_cv_6m are unknown at a mean of 0, though 0 is recorded', () => {
    expect(inJuly('income_mean_6m', incomesUpToJune([0, 0, 0]))).toBe(null)
    expect(inJuly('income_cv_6m', incomesUpToJune([0, 0, 0]))).toBe(null)
    expect(inJuly('income_mean_6m', incomesUpToJune([0, 0, 300]))).toBe(100)
  })

  it('[M4] income_cv_6m is the population standard deviation ÷ the mean', () => {
    // 100, 200, 300: mean 200, variance (10 000 + 0 + 10 000) ÷ 3, deviation 81.6496580927…
    expect(inJuly('income_cv_6m', incomesUpToJune([100, 200, 300]))).toBe(0.40824829)
  })

  it('[M10] income_mean_6m is not rounded', () => {
    expect(inJuly('income_mean_6m', incomesUpToJune([100, 100, 101]))).toBe(301 / 3)
  })

  it('[M4] the month of the day and those more than six before it are left out', () => {
    const life = lifeOf([
      OPENED,
      ...incomesUpToJune([900, 100, 100, 100, 100, 100, 100]),
      earned('2026-07-10', '2026-07', 700),
    ])
    expect([life.metric('income_mean_6m', '2026-07-31'), life.metric('income_mean_6m', '2026-08-01')]).toEqual([
      100, 200,
    ])
  })

  it('[M4] a record counts from its day, not from its month', () => {
    const life = lifeOf([
      OPENED,
      earned('2026-07-10', '2026-04', 100),
      earned('2026-07-11', '2026-05', 100),
      earned('2026-07-12', '2026-06', 100),
    ])
    expect([life.metric('income_mean_6m', '2026-07-11'), life.metric('income_mean_6m', '2026-07-12')]).toEqual([
      null,
      100,
    ])
  })

  it('[E7] income recorded before the opening counts', () => {
    const life = lifeOf([opened('2026-07-05'), ...incomesUpToJune([100, 100, 100])])
    expect(life.metric('income_mean_6m', '2026-07-05')).toBe(100)
  })

  it('[M4] income_change_3m compares the last three complete months with the three before', () => {
    expect(inJuly('income_change_3m', incomesUpToJune([200, 200, 200, 100, 100, 100]))).toBe(-0.5)
    expect(inJuly('income_change_3m', incomesUpToJune([300, 300, 300, 100, 100, 100]))).toBe(-0.666666667)
    // Each mean over its own months with income: 150 ÷ 100 − 1.
    expect(inJuly('income_change_3m', incomesUpToJune([100, null, 100, 100, 200, null]))).toBe(0.5)
  })

  it('[M4] income_change_3m is unknown without two months on each side or with nothing to compare with', () => {
    expect(inJuly('income_change_3m', incomesUpToJune([null, null, 100, 100, 100, 100]))).toBe(null)
    expect(inJuly('income_change_3m', incomesUpToJune([100, 100, 100, null, null, 100]))).toBe(null)
    expect(inJuly('income_change_3m', incomesUpToJune([0, 0, 0, 100, 100, 100]))).toBe(null)
    expect(inJuly('income_change_3m', incomesUpToJune([100, 100, 100, 0, 0, 0]))).toBe(-1)
  })

  it('[M4] income_change_12m compares twelve months with the twelve before, six or more in each', () => {
    const year = (amount: number, months: number) => Array.from({ length: 12 }, (_, i) => (i < months ? amount : null))
    expect(inJuly('income_change_12m', incomesUpToJune([...year(100, 6), ...year(80, 6)]))).toBe(-0.2)
    expect(inJuly('income_change_12m', incomesUpToJune([...year(100, 5), ...year(80, 12)]))).toBe(null)
    expect(inJuly('income_change_12m', incomesUpToJune([...year(100, 12), ...year(80, 5)]))).toBe(null)
  })
})

describe('spending', () => {
  const spending = [
    spent('2026-07-01', '2026-04', 'essential', 60),
    spent('2026-07-01', '2026-05', 'essential', 60),
    spent('2026-07-01', '2026-05', 'discretionary', 40),
    spent('2026-07-01', '2026-06', 'discretionary', 500),
  ]

  it('[M4] spend_to_income_3m and discretionary_share_3m take months that have both', () => {
    // June has spending only: 160 ÷ 400 and 40 ÷ 160.
    const entries = [...spending, ...incomesUpToJune([200, 200, null])]
    expect([inJuly('spend_to_income_3m', entries), inJuly('discretionary_share_3m', entries)]).toEqual([0.4, 0.25])
  })

  it('[M4] spend_to_income_3m and discretionary_share_3m are unknown under two such months', () => {
    const entries = [...spending, ...incomesUpToJune([200, null, null])]
    expect([inJuly('spend_to_income_3m', entries), inJuly('discretionary_share_3m', entries)]).toEqual([null, null])
  })

  it('[M4] spend_to_income_3m and discretionary_share_3m are unknown on a divisor of 0', () => {
    expect(inJuly('spend_to_income_3m', [...spending, ...incomesUpToJune([0, 0, 0])])).toBe(null)
    const nothingSpent = ['2026-04', '2026-05'].map((month) => spent('2026-07-01', month, 'essential', 0))
    expect(inJuly('discretionary_share_3m', [...nothingSpent, ...incomesUpToJune([200, 200, 200])])).toBe(null)
    expect(inJuly('spend_to_income_3m', [...nothingSpent, ...incomesUpToJune([200, 200, 200])])).toBe(0)
  })
})

describe('debt service', () => {
  const dues = [
    due('2026-04-01', '2026-04-10', 30),
    due('2026-04-01', '2026-05-10', 30),
    due('2026-05-01', '2026-06-10', 90, 'june'),
  ]

  it('[M4] debt_service_to_income_3m is the dues of the months with income ÷ that income', () => {
    expect(inJuly('debt_service_to_income_3m', [...dues, ...incomesUpToJune([100, 100, 100])])).toBe(0.5)
    // May has no income, so its due is left out too: 120 ÷ 200.
    expect(inJuly('debt_service_to_income_3m', [...dues, ...incomesUpToJune([100, null, 100])])).toBe(0.6)
  })

  it('[M4] debt_service_to_income_3m counts dues raised by the day, paid or not', () => {
    const life = lifeOf([
      OPENED,
      ...incomesUpToJune([100, 100, 100]),
      due('2026-07-20', '2026-07-25', 500),
      earned('2026-07-20', '2026-07', 100),
    ])
    expect(life.metric('debt_service_to_income_3m', '2026-07-31')).toBe(0)
    expect(life.metric('debt_service_to_income_3m', '2026-08-01')).toBe(1.666666667)
  })

  it('[M4] debt_service_to_income_3m is unknown under two months, at income 0 and in reported mode', () => {
    expect(inJuly('debt_service_to_income_3m', [...dues, ...incomesUpToJune([null, null, 100])])).toBe(null)
    expect(inJuly('debt_service_to_income_3m', [...dues, ...incomesUpToJune([0, 0, 0])])).toBe(null)
    expect(
      inJuly('debt_service_to_income_3m', [
        ...dues,
        ...incomesUpToJune([100, 100, 100]),
        reported('2026-07-10', 100, 0, 0),
      ]),
    ).toBe(null)
  })

  it('[L6] a cancelled due leaves the debt service from its cancelling on', () => {
    const life = lifeOf([
      OPENED,
      ...dues,
      ...incomesUpToJune([100, 100, 100]),
      cancelled('2026-07-10', 'june', 'rescheduled'),
    ])
    expect([
      life.metric('debt_service_to_income_3m', '2026-07-09'),
      life.metric('debt_service_to_income_3m', '2026-07-10'),
    ]).toEqual([0.5, 0.2])
  })
})
