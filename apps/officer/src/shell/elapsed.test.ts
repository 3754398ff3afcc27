import { expect, it } from 'vitest'
import { startOf } from './elapsed.ts'

it('goes by the clock that says more: neither sleep nor a date set back shortens it', () => {
  const at = { steady: 1000, date: 50_000 }
  const since = startOf({ steady: () => at.steady, date: () => at.date })
  at.steady += 300
  expect(since()).toBe(300)
  at.date += 60_000
  expect(since()).toBe(60_000)
  at.date -= 100_000
  expect(since()).toBe(300)
})
