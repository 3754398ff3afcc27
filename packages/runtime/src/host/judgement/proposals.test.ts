import type { JournalEvent } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { openBorrower, type BorrowerBook } from '../borrower-book.ts'
import { dayOf } from '../summary.ts'
import { judgementRecord, shareOf } from './judgement-record.ts'
import { proposalsOf } from './proposals.ts'

const common = { borrower: 'B-1', at: '2025-01-10T09:00:00Z', by: 'Li' }
let ids = 0
const entry = (type: string, on: string, data: object, more: object = {}): JournalEvent =>
  ({ ...common, id: `e-${++ids}`, type, line: 'L-1', on, data, ...more }) as JournalEvent
const proposed = (on: string, data: object = {}, id = `p-${++ids}`) =>
  entry('override.proposed', on, { status: 'active', reason: 'payment-coming', note: '', until: '2025-04-01', ...data }, { id })
const approved = (on: string, proposal: string, by = 'Chen') => entry('override.approved', on, { proposal }, { by })

/** Suspended from 12 March on by arrears of 30 days; from 11 May on no override helps. */
function book(...events: readonly JournalEvent[]): BorrowerBook {
  const opened = openBorrower(
    [
      entry('line.opened', '2025-01-10', { kind: 'revolving', currency: 'CNY', limit: 1_000_000 }),
      entry('draw.made', '2025-01-10', { amount: 100_000 }),
      entry('due.raised', '2025-01-10', { dueOn: '2025-02-10', amount: 50_000 }),
      ...events,
    ],
    [],
  )
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  return opened.book
}

const seen = (on: string, ...events: readonly JournalEvent[]) => {
  const made = book(...events)
  return proposalsOf(made, made.line('L-1')!, dayOf(on))
}

describe('what became of a proposal', () => {
  const proposal = proposed('2025-03-20', {}, 'p')

  it('[P12] waits until its last day, and lapses after it', () => {
    expect(seen('2025-03-19', proposal)).toEqual([])
    expect(seen('2025-04-01', proposal)).toMatchObject([{ state: 'pending', by: 'Li', name: 'B-1' }])
    expect(seen('2025-04-02', proposal)).toMatchObject([{ state: 'expired' }])
  })

  it('[P12] runs to its last day, and the line is suspended again after it', () => {
    const approval = approved('2025-03-21', 'p')
    expect(seen('2025-04-01', proposal, approval)).toMatchObject([{ state: 'in-force', before: 'suspended', runsUntil: '2025-04-01', outcome: 'open' }])
    expect(seen('2025-06-01', proposal, approval)).toMatchObject([{ state: 'ended', before: 'suspended', runsUntil: '2025-04-01', outcome: 'suspended-again' }])
  })

  it('[P12] is ended by a hard stop, and by one that replaces it', () => {
    const approval = approved('2025-03-21', 'p')
    const fraud = entry('flag.raised', '2025-03-25', { flag: 'fraud' })
    expect(seen('2025-03-26', proposal, approval, fraud)).toMatchObject([{ state: 'ended', runsUntil: '2025-03-24', outcome: 'suspended-again' }])
    const next = proposed('2025-03-23', {}, 'q')
    const both = seen('2025-03-26', proposal, approval, next, approved('2025-03-24', 'q'))
    expect(both).toMatchObject([{ id: 'q', state: 'in-force', before: 'active' }, { id: 'p', state: 'ended', runsUntil: '2025-03-23' }])
    const sameDay = seen('2025-03-26', proposal, approval, proposed('2025-03-21', {}, 'r'), { ...approved('2025-03-21', 'r'), at: '2025-03-21T10:00:00Z' })
    expect(sameDay.find(({ id }) => id === 'p')).toMatchObject({ state: 'ended', runsUntil: '2025-03-21' })
  })

  it('[P23] says why an approval had no effect, and may still be approved', () => {
    const own = approved('2025-03-21', 'p', 'Li')
    expect(seen('2025-03-22', proposal, own)).toMatchObject([{ state: 'pending', ignored: 'same-person' }])
    expect(seen('2025-04-22', proposal, own)).toMatchObject([{ state: 'expired', ignored: 'same-person' }])
    const [after] = seen('2025-03-22', proposal, own, approved('2025-03-22', 'p'))
    expect(after).toMatchObject({ state: 'in-force', answer: { by: 'Chen', on: '2025-03-22' } })
    expect(after).not.toHaveProperty('ignored')
  })

  it('[E14] is refused by the first who says no, unless that was reversed', () => {
    const no = entry('override.refused', '2025-03-21', { proposal: 'p', note: 'no receipt' }, { by: 'Chen', id: 'no' })
    const second = entry('override.refused', '2025-03-22', { proposal: 'p', note: 'I agree' }, { by: 'Wu' })
    expect(seen('2025-03-23', proposal, no, second)).toMatchObject([{ state: 'refused', answer: { by: 'Chen', on: '2025-03-21', note: 'no receipt' } }])
    expect(seen('2025-03-23', proposal, no, entry('event.reversed', '2025-03-22', { event: 'no', reason: 'wrong line' }))).toMatchObject([{ state: 'pending' }])
  })

  it('tells a line written off from one that was closed', () => {
    const closed = (reason: string) => entry('line.closed', '2025-03-30', { reason })
    expect(seen('2025-03-31', proposal, approved('2025-03-21', 'p'), closed('written-off'))).toMatchObject([{ state: 'ended', runsUntil: '2025-03-29', outcome: 'written-off' }])
    expect(seen('2025-03-31', proposal, approved('2025-03-21', 'p'), closed('expired'))).toMatchObject([{ outcome: 'closed' }])
    expect(seen('2025-03-31', proposal, closed('expired'))).toMatchObject([{ state: 'expired' }])
  })

  it('one that shuts a line has no outcome', () => {
    const shut = proposed('2025-02-20', { status: 'suspended', until: '2025-03-01' }, 's')
    const [only] = seen('2025-02-25', shut, approved('2025-02-20', 's'))
    expect(only).toMatchObject({ state: 'in-force', before: 'watch' })
    expect(only).not.toHaveProperty('outcome')
  })
})

describe('the record of a year', () => {
  it('lists proposals by officer, and the lines suspended on a day of it', () => {
    const made = book(proposed('2025-03-20', {}, 'p'), proposed('2025-03-22', {}, 'q'), { ...proposed('2025-03-21', {}, 'w'), by: 'Wang' })
    const record = judgementRecord('2025-03-31', [shareOf(made, '2025-03-31')])
    expect(record.officers.map(({ officer, proposals }) => [officer, proposals.map(({ id }) => id)])).toEqual([['Li', ['q', 'p']], ['Wang', ['w']]])
    expect(record.suspended).toEqual([{ line: 'L-1', name: 'B-1' }])
    expect(shareOf(made, '2025-03-11').suspended).toEqual([])
    expect(shareOf(made, '2026-04-01').proposals).toEqual([])
  })

  it('counts a suspension that an override ends on the first day of it', () => {
    const made = book(proposed('2025-03-20', {}, 'p'), approved('2025-03-20', 'p'), entry('payment.received', '2025-03-20', { amount: 50_000 }))
    expect(shareOf(made, '2026-03-20')).toMatchObject({ proposals: [{ id: 'p' }], suspended: [{ line: 'L-1' }] })
    expect(shareOf(made, '2026-03-22').suspended).toEqual([])
  })
})
