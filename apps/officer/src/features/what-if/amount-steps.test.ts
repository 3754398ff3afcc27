import { expect, it } from 'vitest'
import { amountAt, amountSteps, positionOf } from './amount-steps.ts'

it('has round stops and ends on the whole amount, whatever it is', () => {
  const steps = amountSteps(402_137, 2)
  expect(steps.size).toBe(5_000)
  expect(amountAt(steps, 1)).toBe(5_000)
  expect(amountAt(steps, steps.count)).toBe(402_137)
  expect(positionOf(steps, 402_137)).toBe(steps.count)
  expect(positionOf(steps, 12_000)).toBe(2)
})

it('never has more than about a hundred, nor fewer than one whole unit between them', () => {
  for (const most of [1, 99, 100, 12_345, 6_000_000_000_00]) {
    const { size, count } = amountSteps(most, 2)
    expect(count).toBeLessThanOrEqual(100)
    expect(size % 100).toBe(0)
  }
  expect(amountSteps(0, 2)).toMatchObject({ most: 0, count: 0 })
  expect(amountSteps(-5, 0).count).toBe(0)
})
