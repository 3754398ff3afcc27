import { describe, expect, it } from 'vitest'
import { EVENT_RANK, type JournalEvent } from './event.ts'
import { joinLog, knownLog, partOf } from './log.ts'
import { compareEvents } from './order.ts'
import { event } from './fixtures/event.ts'

const opening = event('open', 'line.opened', { kind: 'revolving', currency: 'CNY', limit: 1000 }, { on: '2024-01-01' })

function issuesOf(...events: JournalEvent[]): string[] {
  const joined = joinLog(events)
  return joined.ok ? [] : joined.issues.map(issue => `${issue.code} ${issue.path} ${issue.event}`)
}

function knownIds(events: JournalEvent[], knownAt?: string): string[] {
  const joined = joinLog(events)
  return joined.ok ? knownLog(joined.log, knownAt).map(known => known.id) : ['refused']
}

describe('canonical order', () => {
  it('[E1] is by day, rank, instant and bytes of the id', () => {
    const sorted = [
      event('z', 'line.closed', {}, { on: '2024-01-01' }),
      event('y', 'draw.made', {}, { at: '2024-03-16T00:00:00Z' }),
      event('x', 'payment.received', {}, { at: '2024-03-01T00:00:00Z' }),
      event('B', 'payment.received', {}, { at: '2024-03-01T00:00:00.001Z' }),
      event('a', 'payment.received', {}, { at: '2024-03-01T00:00:00.001Z' }),
    ]
    expect([...sorted].reverse().sort(compareEvents).map(({ id }) => id)).toEqual(['z', 'y', 'x', 'B', 'a'])
  })

  it('[E1] raising and clearing a flag share a rank, so that their instants decide', () => {
    expect(EVENT_RANK['flag.raised']).toBe(EVENT_RANK['flag.cleared'])
    const cleared = event('1', 'flag.cleared', { flag: 'fraud' }, { at: '2024-03-15T08:00:00Z' })
    const raised = event('0', 'flag.raised', { flag: 'fraud' }, { at: '2024-03-15T09:00:00Z' })
    expect(compareEvents(cleared, raised)).toBeLessThan(0)
  })

  it('[E9] unknown types come last in their day', () => {
    const unknown = event('0', 'constructor', {}, { at: '2024-01-01T00:00:00Z' })
    expect(compareEvents(event('1', 'event.reversed', { event: 'x', reason: '' }), unknown)).toBeLessThan(0)
    expect(compareEvents(event('1', 'path.issued', {}), unknown)).toBeLessThan(0)
    expect(compareEvents(event('1', 'visit.planned', {}), unknown)).toBeGreaterThan(0)
  })
})

describe('joining', () => {
  it('[E2] the same content counts once, whatever the order of its fields', () => {
    const reordered = Object.fromEntries(Object.entries(opening).reverse()) as unknown as JournalEvent
    const joined = joinLog([opening, reordered, opening])
    expect(joined.ok && joined.log.events).toEqual([opening])
  })

  it('[E2] another content under the same id refuses the log, known-at or not', () => {
    expect(issuesOf(opening, { ...opening, by: 'officer-2' })).toEqual(['conflicting-event id open'])
    expect(issuesOf(opening, { ...opening, at: '2024-03-15T09:00:00.000Z' })).toEqual(['conflicting-event id open'])
  })

  it('[E5] a borrower that is not the line\'s is refused', () => {
    expect(issuesOf(opening, event('d', 'draw.made', { amount: 1 }, { borrower: 'b2' }))).toEqual(['bad-data borrower d'])
    expect(issuesOf(opening, event('f', 'flag.raised', { flag: 'fraud' }, { borrower: 'b2' }))).toEqual(['bad-data borrower f'])
    expect(issuesOf(opening, { ...opening, id: 'again', on: '2024-02-01', borrower: 'b2' } as JournalEvent)).toEqual(['bad-data borrower again'])
    expect(issuesOf(event('d', 'draw.made', { amount: 1 }, { borrower: 'b2' }))).toEqual([])
  })

  it('[E8] a reversal names the line and the borrower of its target', () => {
    const reversal = (envelope: object) => event('r', 'event.reversed', { event: 'open', reason: '' }, { ...envelope })
    expect(issuesOf(opening, reversal({}))).toEqual([])
    expect(issuesOf(opening, reversal({ line: 'l2' }))).toEqual(['bad-data line r'])
    expect(issuesOf(opening, reversal({ borrower: 'b2' }))).toEqual(['bad-data borrower r'])
  })

  it('[E10] an opening of the wrong borrower can be reversed and made again', () => {
    const wrong = { ...opening, id: 'wrong', on: '2023-12-01', borrower: 'b2' } as JournalEvent
    const reversal = event('r', 'event.reversed', { event: 'wrong', reason: 'borrower' }, { borrower: 'b2' })
    expect(issuesOf(wrong, opening)).toEqual(['bad-data borrower open'])
    expect(issuesOf(wrong, reversal, opening)).toEqual([])
    expect(knownIds([wrong, reversal, opening])).toEqual(['open', 'r'])
    // A draw is no opening: reversing it does not excuse its borrower.
    const draw = event('d', 'draw.made', { amount: 1 }, { borrower: 'b3' })
    expect(issuesOf(opening, draw, event('s', 'event.reversed', { event: 'd', reason: '' }, { borrower: 'b3' }))).toEqual(['bad-data borrower d'])
  })

  it('[E12] a reference to an event that is not there is no error', () => {
    expect(issuesOf(opening, event('c', 'due.cancelled', { due: 'gone', reason: 'waived' }))).toEqual([])
    expect(issuesOf(opening, event('a', 'override.approved', { proposal: 'gone' }))).toEqual([])
    expect(issuesOf(opening, event('r', 'event.reversed', { event: 'gone', reason: '' }))).toEqual([])
  })
})

describe('what takes part', () => {
  const draw = event('d', 'draw.made', { amount: 5 }, { on: '2024-01-10', at: '2024-01-10T09:00:00Z' })
  const reversal = event('r', 'event.reversed', { event: 'd', reason: 'twice' }, { on: '2024-02-01', at: '2024-02-01T09:00:00Z' })
  const old = { ...opening, at: '2024-01-01T09:00:00Z' } as JournalEvent

  it('[E3] a reversed event does not, wherever its reversal stands', () => {
    expect(knownIds([old, draw, reversal])).toEqual(['open', 'r'])
    expect(knownIds([old, draw, { ...reversal, on: '2023-01-01' } as JournalEvent])).toEqual(['r', 'open'])
  })

  it('[E3] a reversal cannot be reversed', () => {
    const second = event('s', 'event.reversed', { event: 'r', reason: 'sorry' }, { on: '2024-02-02' })
    expect(knownIds([old, draw, reversal, second])).toEqual(['open', 'r', 's'])
    const itself = event('s', 'event.reversed', { event: 's', reason: '' }, { on: '2024-02-02' })
    expect(knownIds([old, itself])).toEqual(['open', 's'])
  })

  it('[E4] an unknown type is kept and does not', () => {
    const unknown = event('u', 'visit.planned', { any: 1 })
    const joined = joinLog([old, unknown])
    expect(joined.ok && joined.log.events).toEqual([old, unknown])
    expect(knownIds([old, unknown])).toEqual(['open'])
  })

  it('[E6] nothing recorded after the instant does, its reversals neither', () => {
    expect(knownIds([old, draw, reversal], '2024-02-01T08:59:59.999Z')).toEqual(['open', 'd'])
    expect(knownIds([old, draw, reversal], '2024-02-01T09:00:00.000Z')).toEqual(['open', 'r'])
    expect(knownIds([old, draw, reversal], '2024-01-01T08:00:00Z')).toEqual([])
    expect(() => knownIds([old], '2024-02-01')).toThrow('knownAt')
  })

  it('[E3] in a part of a log what its reversal is left out of does again', () => {
    const joined = joinLog([old, draw, reversal])
    const ids = (keeps: (event: JournalEvent) => boolean) => joined.ok && knownLog(partOf(joined.log, keeps)).map(({ id }) => id)
    expect(ids(({ type }) => type !== 'event.reversed')).toEqual(['open', 'd'])
    expect(ids(() => true)).toEqual(['open', 'r'])
  })
})
