import type { PromiseShown } from '@tideline/engine'
import type { JournalEvent } from '@tideline/journal'
import type { JournalEntry } from '@tideline/runtime'
import { expect, it } from 'vitest'
import { promiseProgress } from './promise-progress.ts'

const steps = [
  { kind: 'payment', amount: 300, by: '2026-04-05' },
  { kind: 'payment', amount: 200, by: '2026-05-05' },
  { kind: 'metric', metric: 'days_past_due', op: 'lte', value: 0, by: '2026-05-10' },
] as const
const data = { policy: { id: 'p', sha256: '' }, scorecard: { id: 's', sha256: '' }, status: 'probation', reopensOn: '2026-05-10', limit: 5, steps, expires: '2026-06-09' }
const entry = (type: string, on: string, of: object, more: object = {}): JournalEntry => ({
  event: { id: `${type}-${on}`, type, on, at: `${on}T08:00:00Z`, by: 'o', borrower: 'B', line: 'L', data: of } as JournalEvent,
  ...more,
})
const journal = [
  entry('path.issued', '2026-04-01', data),
  entry('payment.received', '2026-03-31', { amount: 7 }),
  entry('payment.received', '2026-04-01', { amount: 100 }),
  entry('payment.received', '2026-04-04', { amount: 200 }),
  entry('payment.received', '2026-04-03', { amount: 999 }, { reversedBy: 'r' }),
]
const promise = (more: Partial<PromiseShown>): PromiseShown => ({
  event: 'path.issued-2026-04-01', state: 'running', status: 'probation', reopensOn: '2026-05-10', limit: 5, expires: '2026-06-09', ...more,
})
const states = (more: Partial<PromiseShown>, asOf: string) => promiseProgress(promise(more), journal, asOf)?.steps.map(({ state }) => state)

it('[Q2] counts what was paid from the day of the promise on, what was taken back apart', () => {
  expect(promiseProgress(promise({}), journal, '2026-04-04')?.paid).toEqual({ sum: 300, asked: 500 })
})

it('[Q3] says of every step whether it was kept, is open, was not kept, or no longer counts', () => {
  expect(states({}, '2026-04-04')).toEqual(['open', 'open', 'open'])
  expect(states({}, '2026-04-05')).toEqual(['kept', 'open', 'open'])
  expect(states({ state: 'broken', endedOn: '2026-05-05', brokenStep: 1 }, '2026-06-01')).toEqual(['kept', 'broken', 'void'])
  expect(states({ state: 'drawn', endedOn: '2026-04-05' }, '2026-06-01')).toEqual(['void', 'void', 'void'])
  expect(states({ state: 'kept', endedOn: '2026-05-10' }, '2026-06-01')).toEqual(['kept', 'kept', 'kept'])
  expect(promiseProgress(promise({ event: 'unknown' }), journal, '2026-06-01')).toBeNull()
})
