import { expect, it } from 'vitest'
import { spreadOf } from './spread.ts'

it('[W12] gives the middle one, or the mean of the two in the middle, and nothing of nothing', () => {
  expect(spreadOf([])).toEqual({ count: 0, total: 0, mean: null, median: null, most: null })
  expect(spreadOf([7])).toEqual({ count: 1, total: 7, mean: 7, median: 7, most: 7 })
  expect(spreadOf([10, 1, 2])).toEqual({ count: 3, total: 13, mean: 4.333333333, median: 2, most: 10 })
  expect(spreadOf([10, 1, 2, 3])).toMatchObject({ mean: 4, median: 2.5 })
})
