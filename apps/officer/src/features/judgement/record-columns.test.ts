import type { ProposalSeen } from '@tideline/runtime'
import { describe, expect, it } from 'vitest'
import { liftsOf, listOf, RECORD_COLUMNS } from './record-columns.ts'

const seen = (id: string, parts: Partial<ProposalSeen>): ProposalSeen => ({
  id, line: `L-${id}`, name: id, kind: 'revolving', currency: 'CNY', by: 'Li', on: '2026-03-01', reason: 'other', note: '',
  status: 'active', until: '2026-03-31', state: 'pending', ...parts,
})
const ALL = [
  seen('waits', {}),
  seen('no', { state: 'refused' }),
  seen('lapsed', { state: 'expired' }),
  seen('runs', { state: 'in-force', before: 'suspended', outcome: 'open' }),
  seen('fell', { state: 'ended', before: 'suspended', outcome: 'suspended-again' }),
  seen('lost', { state: 'ended', before: 'watch', outcome: 'written-off' }),
  seen('left', { state: 'ended', before: 'watch', outcome: 'closed' }),
  seen('shut', { state: 'ended', before: 'suspended', status: 'suspended' }),
]

describe('the table of overrides', () => {
  it('has behind each number the proposals that it counts', () => {
    const lists = Object.fromEntries(RECORD_COLUMNS.map((column) => [column, listOf(column, ALL).map(({ id }) => id)]))
    expect(lists).toEqual({
      proposed: ALL.map(({ id }) => id),
      waiting: ['waits'],
      approved: ['runs', 'fell', 'lost', 'left', 'shut'],
      refused: ['no'],
      lapsed: ['lapsed'],
      open: ['runs'],
      again: ['fell'],
      writtenOff: ['lost'],
      closed: ['left'],
    })
  })

  it('adds up: every proposal waits, was answered or lapsed', () => {
    const parts = (['waiting', 'approved', 'refused', 'lapsed'] as const).flatMap((column) => listOf(column, ALL))
    expect(parts).toHaveLength(ALL.length)
  })

  it('counts a suspended line that was reopened once, however often', () => {
    expect(liftsOf([...ALL, seen('again', { line: 'L-runs', state: 'ended', before: 'suspended', outcome: 'open' })]).map(({ id }) => id)).toEqual(['runs', 'fell'])
  })
})
