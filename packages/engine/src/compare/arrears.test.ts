import type { Day } from '@tideline/journal'
import { expect, it } from 'vitest'
import { firstAbove, worstBetween, type Arrears } from './arrears.ts'

const day = (n: number): Day => n as Day
/** Days past due: 0 up to day 20, then growing from day 20; 40 from day 70 on; 0 from day 80 on; closed on day 90. */
const arrears: Arrears = {
  stretches: [
    { from: day(10), anchor: day(20), fixed: 0 },
    { from: day(70), anchor: null, fixed: 40 },
    { from: day(80), anchor: null, fixed: 0 },
  ],
  last: day(90),
}
const on = (n: number): number => (n < 10 || n >= 80 ? 0 : n >= 70 ? 40 : Math.max(0, n - 20))

it('[W7] finds the worst and the first day above as a walk over every day does', () => {
  for (let from = 5; from <= 95; from += 3) {
    for (let to = from; to <= 100; to += 4) {
      const days = Array.from({ length: Math.min(to, 90) - from + 1 }, (_, i) => from + i).filter((n) => n >= 10)
      expect(worstBetween(arrears, day(from), day(to))).toBe(Math.max(0, ...days.map(on)))
      for (const limit of [0, 30, 45, 90]) {
        expect(firstAbove(arrears, limit, day(from), day(to)), `${limit} ${from} ${to}`).toBe(days.find((n) => on(n) > limit) ?? null)
      }
    }
  }
})
