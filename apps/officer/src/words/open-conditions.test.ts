import type { ExplainedCondition } from '@tideline/engine'
import { expect, it } from 'vitest'
import { openConditions } from './open-conditions.ts'

const leaf = (value: number, actual: number | null): ExplainedCondition => ({ metric: 'on_time_streak', op: 'gte', value, actual })

it('leaves out what is met and lifts what is left alone', () => {
  const open = openConditions([
    { any: [leaf(3, 1), { all: [{ any: [leaf(2, 1), { all: [leaf(9, 4), leaf(60, 45)] }] }, { any: [leaf(20, 130), leaf(1, null)] }] }] },
  ])
  expect(open).toEqual([{ any: [leaf(3, 1), leaf(2, 1), { all: [leaf(9, 4), leaf(60, 45)] }] }])
})

it('keeps what is simply unmet as it is written, the unknown too', () => {
  expect(openConditions([leaf(30, 12), leaf(1, null), leaf(1, 1), { not: leaf(1, 2) }])).toEqual([leaf(30, 12), leaf(1, null), { not: leaf(1, 2) }])
  expect(openConditions([{ metric: 'income_change_3m', op: 'missing', actual: 0.1 }])).toHaveLength(1)
})
