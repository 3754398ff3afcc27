import { canonicalJson, joinLog, type KnownEvent } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { openBook } from '../book/book.ts'
import { createDecider } from '../decision/decider.ts'
import { is, policyOf, rule } from '../testing/documents.ts'
import { closed, drawn, due, earned, entry, flagged, opened, paid, phase, type Entry } from '../testing/entries.ts'
import { dayAt, rulebookOf } from '../testing/life-of.ts'
import { logOf } from '../testing/log-of.ts'
import { impossibleEvents } from './impossible-events.ts'
import { whatIf } from './what-if.ts'

const RULEBOOK = rulebookOf(
  policyOf({
    rules: [
      rule('LATE', is('days_past_due', 'gte', 5), { effect: { status: 'suspended' } }),
      rule('ELSEWHERE', is('days_past_due_elsewhere', 'gte', 5), { effect: { status: 'watch' } }),
    ],
  }),
)
const LOG = logOf([
  opened('2026-01-01', {}, { id: 'opening' }),
  opened('2026-02-01', {}, { line: 'L2' }),
  opened('2026-01-01', {}, { line: 'X1', borrower: 'B2', id: 'x-opening' }),
  drawn('2026-01-02', 9_000, { id: 'draw' }),
  due('2026-01-02', '2026-01-10', 1_000, 'due'),
  entry('review.held', '2026-01-03', { note: 'all lines' }, { line: null, id: 'review' }),
])
const DAY = dayAt('2026-01-20')
const decider = createDecider(openBook(LOG), RULEBOOK)
const line = decider.book.line('L1')!
/** Hypothetical events: valid, and not in the log. */
const imagined = (...entries: Entry[]): KnownEvent[] =>
  logOf(entries.map((each, i) => ({ ...each, id: each.id ?? `if-${i}` }))).events as KnownEvent[]

describe('a what-if', () => {
  it('[W1] is the decision of the log with the events in it, beside today\'s', () => {
    const events = imagined(paid('2026-01-12', 1_000), flagged('2026-01-14', 'dispute', { line: null }), earned('2026-01-14', '2025-12', 3_000), phase('2026-01-15', 'tighten'))
    const joined = joinLog([...LOG.events, ...events])
    if (!joined.ok) throw new Error('these can be joined')
    const appended = createDecider(openBook(joined.log), RULEBOOK)
    const { now, then } = whatIf(decider, line, events, DAY)
    expect(canonicalJson(now)).toBe(canonicalJson(decider.decide(line, [DAY])[0]))
    expect(canonicalJson(then)).toBe(canonicalJson(appended.decide(appended.book.line('L1')!, [DAY])[0]))
    expect([now.status, then.status, then.phase]).toEqual(['suspended', 'active', 'tighten'])
  })

  it('[W1] takes a reversed event out, as the log would', () => {
    const reversal = imagined(entry('event.reversed', '2026-01-20', { event: 'due', reason: 'typed twice' }))
    expect(whatIf(decider, line, reversal, DAY)).toMatchObject({ now: { status: 'suspended' }, then: { status: 'active' } })
  })

  it('[W1] knows what happens on another line of the borrower', () => {
    const second = decider.book.line('L2')!
    const late = imagined(entry('due.raised', '2026-01-20', { dueOn: '2026-02-10', amount: 5 }), paid('2026-02-02', 1_005))
    const { now, then } = whatIf(decider, second, late, dayAt('2026-02-20'))
    expect([now.status, then.status]).toEqual(['watch', 'active'])
  })

  it('[W1] keeps nothing: log, book, events and later decisions stay as they were', () => {
    const events = imagined(paid('2026-01-12', 1_000), phase('2026-01-15', 'tighten'), closed('2026-01-16'))
    const all = (): string => canonicalJson([LOG.events, events, decider.book.lines, decider.book.phases, decider.decide(line, [DAY])])
    const before = all()
    whatIf(decider, line, events, DAY)
    expect(all()).toBe(before)
  })

  it('[W15] moves nothing but the balance of a closed line', () => {
    const ended = createDecider(openBook(logOf([opened('2026-01-01'), drawn('2026-01-02', 500), closed('2026-01-10')])), RULEBOOK)
    const { now, then } = whatIf(ended, ended.book.line('L1')!, imagined(paid('2026-01-15', 200)), DAY)
    expect(now.status).toBe('closed')
    expect(then).toEqual({ ...now, balance: 300 })
  })

  it('[W15] puts its own market phase above one of the same day', () => {
    const grown = createDecider(openBook(logOf([opened('2026-01-01'), phase('2026-01-15', 'growth')])), RULEBOOK)
    // Recorded sooner than the real one, so joined into the log it would give way.
    const [tighten] = imagined(phase('2026-01-15', 'tighten'))
    const { now, then } = whatIf(grown, grown.book.line('L1')!, [{ ...tighten!, at: '2026-01-01T00:00:00Z' }], DAY)
    expect([now.phase, then.phase]).toEqual(['growth', 'tighten'])
  })

  it('[W15] takes no part before its day', () => {
    const { now, then } = whatIf(decider, line, imagined(paid('2026-01-21', 1_000)), DAY)
    expect(then).toEqual(now)
  })
})

describe('impossible events', () => {
  const faults = (...entries: Entry[]) =>
    impossibleEvents(decider.book, line, imagined(...entries)).map(({ code, path, event }) => [event, code, path])

  it('[W13] are those whose id is taken, in the book or among themselves', () => {
    expect(faults(paid('2026-01-12', 5, { id: 'draw' }), paid('2026-01-12', 6, { id: 'fresh' }))).toEqual([['draw', 'conflicting-event', 'id']])
    const [payment] = imagined(paid('2026-01-12', 5))
    expect(impossibleEvents(decider.book, line, [payment!, { ...payment! }])).toMatchObject([{ code: 'conflicting-event', event: 'if-0' }])
    // The same record again would count twice: a what-if adds to the book, it is not joined with it.
    const same = LOG.events.find(({ id }) => id === 'draw') as KnownEvent
    expect(impossibleEvents(decider.book, line, [same])).toMatchObject([{ code: 'conflicting-event', event: 'draw' }])
  })

  it('[W13] are those of another borrower, of no line of the borrower, and openings', () => {
    expect(faults(paid('2026-01-12', 5, { borrower: 'B2', line: 'X1' }), paid('2026-01-12', 5, { line: 'L9' }), opened('2026-01-12', {}, { line: 'L3' }))).toEqual([
      ['if-2', 'bad-data', 'type'],
      ['if-0', 'bad-data', 'borrower'],
      ['if-1', 'bad-data', 'line'],
    ])
  })

  it('[W13] say what was expected and what was got', () => {
    expect(impossibleEvents(decider.book, line, imagined(paid('2026-01-12', 5, { line: 'X1' })))).toEqual([
      { code: 'bad-data', path: 'line', expected: 'a line of B1: L1, L2', got: 'X1', event: 'if-0' },
    ])
  })

  it('[W14] are those before the opening that would take no part, on the line they concern', () => {
    expect(faults(paid('2025-12-31', 5), earned('2025-12-31', '2025-12', 5), flagged('2025-12-31', 'dispute'), paid('2026-01-15', 5, { line: 'L2' }))).toEqual([
      ['if-0', 'bad-data', 'on'],
      ['if-3', 'bad-data', 'on'],
    ])
  })

  it('[W14] are reversals of what does not take part, of an opening, and in the name of another line', () => {
    const reversal = (event: string, naming = {}): Entry => entry('event.reversed', '2026-01-20', { event, reason: 'never was' }, naming)
    expect(faults(reversal('nothing'), reversal('opening'), reversal('draw', { line: 'L2' }), reversal('draw'), reversal('review', { line: null }))).toEqual([
      ['if-0', 'bad-data', 'data.event'],
      ['if-1', 'bad-data', 'data.event'],
      ['if-2', 'bad-data', 'line'],
    ])
    // Nor of one that is hypothetical itself: leave it out instead.
    expect(faults(paid('2026-01-12', 5, { id: 'new' }), reversal('new'))).toEqual([['if-1', 'bad-data', 'data.event']])
  })

  it('[W13] are refused as a defect where nobody asked before', () => {
    expect(() => whatIf(decider, line, imagined(paid('2026-01-12', 5, { id: 'draw' })), DAY)).toThrow(/could happen/)
    expect(() => whatIf(decider, line, [], dayAt('2025-12-31'))).toThrow(/before its opening/)
  })
})
