import type { KnownEvent } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { createDecider } from '../decision/decider.ts'
import { closed, drawn, entry, opened, paid, phase, type Entry } from '../testing/entries.ts'
import { dayAt, rulebookOf } from '../testing/life-of.ts'
import { logOf } from '../testing/log-of.ts'
import { openBook } from './book.ts'
import { withEvents } from './hypothetical.ts'

const REAL = [
  opened('2026-01-01'),
  opened('2026-01-01', {}, { line: 'L2' }),
  opened('2026-01-01', {}, { line: 'X1', borrower: 'B2' }),
  drawn('2026-01-02', 500),
  drawn('2026-01-10', 300, { id: 'second' }),
]
const book = openBook(logOf(REAL))

const imagined = (...entries: Entry[]): KnownEvent[] => logOf(entries).events as KnownEvent[]

describe('a book with hypothetical events', () => {
  it('[W1] holds the borrower\'s lines as they would be; the book itself stays as it was', () => {
    const small = withEvents(book, 'B1', imagined(paid('2026-01-05', 100), paid('2026-02-01', 50)))
    const decider = createDecider(small, rulebookOf())
    const balances = decider.decide(small.line('L1')!, ['2026-01-05', '2026-01-10', '2026-02-01'].map(dayAt))
    expect(balances.map(({ balance }) => balance)).toEqual([400, 700, 650])
    expect(small.lines.map(({ id }) => id)).toEqual(['L1', 'L2'])
    expect(small.linesOf('B2')).toEqual([])
    expect(small.line('L2')).toBe(book.line('L2'))
    expect(book.line('L1')!.events).toHaveLength(3)
  })

  it('[W1] gives every line of the borrower what names none', () => {
    const small = withEvents(book, 'B1', imagined(entry('review.held', '2026-03-01', { note: 'imagined' }, { line: null })))
    expect(small.lines.map(({ events }) => events.at(-1)!.type)).toEqual(['review.held', 'review.held'])
  })

  it('[W1] knows of an imagined phase, closing and reversal', () => {
    const events = imagined(phase('2026-02-01', 'tighten'), closed('2026-02-10'))
    const small = withEvents(book, 'B1', events)
    expect(small.phases).toEqual([{ day: dayAt('2026-02-01'), phase: 'tighten' }])
    expect(small.line('L1')!.closedOn).toBe(dayAt('2026-02-10'))
    const reversal = imagined(...REAL, entry('event.reversed', '2026-03-01', { event: 'second', reason: 'bounced' }))
    const without = withEvents(book, 'B1', reversal.filter(({ type }) => type === 'event.reversed'))
    expect(without.line('L1')!.events.map(({ type }) => type)).toEqual(['line.opened', 'draw.made'])
  })

  it('[E7] keeps out what would have come before the opening, and a second opening', () => {
    const small = withEvents(book, 'B1', imagined(drawn('2025-12-01', 5), opened('2026-05-01')))
    expect(small.line('L1')!.events).toHaveLength(3)
  })
})
