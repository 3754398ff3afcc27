import type { MonthRow } from '@tideline/runtime'
import { expect, it } from 'vitest'
import { byDecider, MONTH_CHANGES, noticeOf } from './month-words.ts'

const row = (change: MonthRow['change'], decider: MonthRow['decider']): MonthRow => ({
  line: 'L-1', name: 'A', branch: '', kind: 'revolving', currency: 'CNY', change, decider, reason: null,
  before: { status: 'active', limit: 1 }, now: { status: 'active', limit: 2, since: '2026-01-01' },
})

it('counts changes by who brought them, the layers of the policy first', () => {
  const behaviour = { kind: 'layer', layer: 'behaviour' } as const
  const found = byDecider([row('increased', { kind: 'course' }), row('suspended', behaviour), row('suspended', behaviour), row('reopened', behaviour)], 'en')
  expect(found.map(({ name }) => name)[0]).toBe('Behaviour')
  expect(found).toHaveLength(2)
  expect(found[0]!.counts).toEqual(MONTH_CHANGES.map((change) => ({ suspended: 2, reopened: 1 } as Partial<Record<string, number>>)[change] ?? 0))
})

it('has a notice for what a borrower must be told of', () => {
  expect(MONTH_CHANGES.map(noticeOf)).toEqual(['limit', 'limit', 'reopening', 'suspension', null, null, null])
})
