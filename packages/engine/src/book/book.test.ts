import { describe, expect, it } from 'vitest'
import { closed, contacted, drawn, due, earned, entry, flagged, opened, paid, phase } from '../testing/entries.ts'
import { dayAt, lifeOf } from '../testing/life-of.ts'
import { logOf } from '../testing/log-of.ts'
import { openBook } from './book.ts'

describe('a book', () => {
  it('[E8] gives each line what names it and what concerns all lines of its borrower', () => {
    const book = openBook(
      logOf([
        opened('2026-01-01'),
        opened('2026-01-01', {}, { line: 'L2' }),
        opened('2026-01-01', {}, { line: 'X1', borrower: 'B2' }),
        drawn('2026-01-02', 100),
        earned('2026-01-03', '2025-12', 500),
        flagged('2026-01-04', 'dispute', { line: null }),
        entry('contact.made', '2026-01-05', { kind: 'call', outcome: 'answered' }, { line: 'L2' }),
      ]),
    )
    const typesOf = (id: string) => book.line(id)!.events.map(({ type }) => type)
    expect(typesOf('L1')).toEqual(['line.opened', 'draw.made', 'income.observed', 'flag.raised'])
    expect(typesOf('L2')).toEqual(['line.opened', 'income.observed', 'flag.raised', 'contact.made'])
    expect(typesOf('X1')).toEqual(['line.opened'])
    expect(book.linesOf('B1').map(({ id }) => id)).toEqual(['L1', 'L2'])
    expect(book.linesOf('nobody')).toEqual([])
    expect(book.line('nobody')).toBe(undefined)
  })

  it('lists lines by id, with what their opening says', () => {
    const book = openBook(
      logOf([
        opened('2026-01-02', { limit: 7 }, { line: 'b' }),
        opened('2026-01-01', { kind: 'instalment', currency: 'JPY' }, { line: 'a' }),
      ]),
    )
    expect(
      book.lines.map(({ id, kind, currency, openedOn, openingLimit }) => [id, kind, currency, openedOn, openingLimit]),
    ).toEqual([
      ['a', 'instalment', 'JPY', dayAt('2026-01-01'), 100_000],
      ['b', 'revolving', 'CNY', dayAt('2026-01-02'), 7],
    ])
  })

  it('[E7] nothing of a line before its opening takes part, but for what is known of the borrower', () => {
    const life = lifeOf([
      drawn('2025-12-01', 100),
      due('2025-12-01', '2025-12-05', 100),
      paid('2025-12-02', 50),
      contacted('2025-12-03', 'call', { amount: 10, by: '2026-01-02' }),
      entry('review.held', '2025-12-04', { note: 'before' }, { line: null }),
      closed('2025-12-31'),
      opened('2026-01-01'),
    ])
    expect(life.on('2026-02-01')).toMatchObject({ status: 'active', balance: 0, nextReviewOn: '2026-04-01' })
    expect([life.metric('days_past_due', '2026-02-01'), life.metric('broken_promises_3m', '2026-02-01')]).toEqual([
      0, 0,
    ])
  })

  it('[E7] what is recorded on the day of the opening takes part', () => {
    expect(lifeOf([drawn('2026-01-01', 100), opened('2026-01-01')]).on('2026-01-01').balance).toBe(100)
  })

  it('[E7] of several openings the first in canonical order opens the line', () => {
    const life = lifeOf([opened('2026-02-01', { limit: 9_000 }), opened('2026-01-01', { limit: 5_000 })])
    expect(life.on('2026-02-10')).toMatchObject({ limit: 5_000, since: '2026-01-01' })
    expect(life.metric('days_since_last_record', '2026-02-10')).toBe(40)
  })

  it('[E3] an opening that was reversed leaves the next to open the line', () => {
    const log = logOf([
      opened('2026-01-01', { limit: 5_000 }, { id: 'wrong' }),
      opened('2026-02-01', { limit: 9_000 }),
      entry('event.reversed', '2026-01-05', { event: 'wrong', reason: 'typed twice' }),
    ])
    expect(openBook(log).line('L1')).toMatchObject({ openedOn: dayAt('2026-02-01'), openingLimit: 9_000 })
  })

  it('[E3] a reversed event never happened, on any day', () => {
    const life = lifeOf([
      opened('2026-01-01'),
      drawn('2026-01-02', 100, { id: 'd' }),
      entry('event.reversed', '2026-03-01', { event: 'd', reason: 'error' }),
    ])
    expect(life.on('2026-01-15').balance).toBe(0)
  })

  it('[E6] as known at an instant, later records are not there yet', () => {
    const log = logOf([
      opened('2026-01-01'),
      drawn('2026-01-02', 100, { time: '09:00:00' }),
      drawn('2026-01-02', 30, { time: '09:00:01' }),
    ])
    expect(lifeOf(log, { knownAt: '2026-01-02T09:00:00Z' }).on('2026-01-05').balance).toBe(100)
    expect(lifeOf(log, { knownAt: '2026-01-02T09:00:01.000Z' }).on('2026-01-05').balance).toBe(130)
    expect(lifeOf(log).on('2026-01-05').balance).toBe(130)
  })

  it('[E8] a phase concerns every line of the book', () => {
    const log = logOf([
      opened('2026-01-01'),
      opened('2026-01-01', {}, { line: 'X1', borrower: 'B2' }),
      phase('2026-01-10', 'growth'),
    ])
    expect(['L1', 'X1'].map((line) => lifeOf(log, { line }).on('2026-01-10').phase)).toEqual(['growth', 'growth'])
  })
})
