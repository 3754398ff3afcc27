import { describe, expect, it } from 'vitest'
import { monthTicks } from './month-ticks.ts'
import { stepArea, stepPath } from './paths.ts'
import { pointArea, pointPath } from './points.ts'
import { runsOf } from './runs.ts'
import { extent, roundScale } from './scale.ts'

describe('scale', () => {
  it('starts and ends on round numbers and turns upside down when asked', () => {
    const scale = roundScale(483, 671, 4, 100, 0)
    expect(scale.ticks).toEqual([450, 500, 550, 600, 650, 700])
    expect(scale.at(450)).toBe(100)
    expect(scale.at(700)).toBe(0)
  })

  it('stands for one value and for nothing but zero', () => {
    expect(roundScale(600, 600, 3, 0, 10).ticks).toEqual([600, 601])
    expect(roundScale(0, 0, 3, 0, 10).at(0)).toBe(0)
  })

  it('sees no extent in unknown values', () => {
    expect(extent([Number.NaN, 3, -1, Infinity])).toEqual([-1, 3])
    expect(extent([Number.NaN])).toBeNull()
  })
})

describe('runs', () => {
  it('covers every index once, unknown values too', () => {
    expect(runsOf([1, 1, 2, Number.NaN, Number.NaN])).toEqual([
      { start: 0, end: 1, value: 1 },
      { start: 2, end: 2, value: 2 },
      { start: 3, end: 4, value: Number.NaN },
    ])
    expect(runsOf([])).toEqual([])
    expect(runsOf([7, 7, 8], 1, 2)).toEqual([{ start: 1, end: 1, value: 7 }])
  })
})

describe('paths', () => {
  const same = (value: number): number => value
  it('steps where the value moves and breaks at what is unknown', () => {
    expect(stepPath([5, 5, 8, Number.NaN, 2], same, same)).toBe('M0 5H2V8H3M4 2H5')
  })
  it('fills above the floor only where there is something', () => {
    expect(stepArea([0, 3, 3, 0], same, same, 9)).toBe('M1 9V3H3V9Z')
  })
})

describe('month ticks', () => {
  it('names as many months as there is room for', () => {
    expect(monthTicks('2025-01-15', 90, 12)).toEqual([
      { index: 17, month: '2025-02' },
      { index: 45, month: '2025-03' },
      { index: 76, month: '2025-04' },
    ])
    expect(monthTicks('2023-01-01', 800, 5).map((tick) => tick.month)).toEqual(['2023-01', '2023-07', '2024-01', '2024-07', '2025-01'])
  })
})

describe('points', () => {
  const [x, y] = [(i: number): number => i * 10, (value: number): number => 100 - value]

  it('goes straight from one to the next, and stops where nothing is known', () => {
    expect(pointPath([1, 2, Number.NaN, 4], x, y)).toBe('M0 99L10 98M30 96')
    expect(pointArea([1, 2, Number.NaN], x, y, 100)).toBe('M0 100L0 99L10 98V100Z')
    expect(pointPath([], x, y)).toBe('')
  })
})
