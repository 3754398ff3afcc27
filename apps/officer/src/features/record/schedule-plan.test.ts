import { expect, it } from 'vitest'
import { planDues, type SchedulePlan } from './schedule-plan.ts'

const plan = (given: Partial<SchedulePlan>): string[] =>
  planDues({ plan: 'equal', total: 100_000, first: '2025-01-31', count: 3, exponent: 2, ...given }).map(({ dueOn, amount }) => `${dueOn} ${amount}`)

it('divides into equal instalments of whole units, the rest on the last, clipped to the ends of months', () => {
  expect(plan({})).toEqual(['2025-01-31 33300', '2025-02-28 33300', '2025-03-31 33400'])
  expect(plan({ total: 100_01, count: 2, every: 'week' })).toEqual(['2025-01-31 5000', '2025-02-07 5001'])
  expect(plan({ every: 'fortnight', count: 2, exponent: 0 })).toEqual(['2025-01-31 50000', '2025-02-14 50000'])
})

it('puts seasonal instalments into the months of the harvest, year after year', () => {
  expect(plan({ plan: 'seasonal', first: '2025-02-15', months: [10, 5], count: 3, total: 300_000 })).toEqual(['2025-05-15 100000', '2025-10-15 100000', '2026-05-15 100000'])
})

it('asks for all at once in a bullet', () => {
  expect(plan({ plan: 'bullet', count: 9 })).toEqual(['2025-01-31 100000'])
})

it('gives none where nothing sensible comes out', () => {
  expect([plan({ total: 200, count: 3 }), plan({ count: 0 }), plan({ count: 121 }), plan({ first: 'soon' }), plan({ plan: 'seasonal', months: [] })]).toEqual([[], [], [], [], []])
})

it('adds up to the total, whatever it is', () => {
  for (const total of [1_00, 99_99, 123_456_78, 7_000_00]) {
    for (const count of [1, 2, 7, 60]) {
      const dues = planDues({ plan: 'equal', total, first: '2025-01-01', count, exponent: 2 })
      if (dues.length > 0) expect(dues.reduce((sum, { amount }) => sum + amount, 0)).toBe(total)
    }
  }
})
