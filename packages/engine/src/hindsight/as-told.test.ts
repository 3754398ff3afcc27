import { canonicalJson, joinLog, type JournalEvent, type Log } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { openBook } from '../book/book.ts'
import { createDecider } from '../decision/decider.ts'
import { is, policyOf, rule } from '../testing/documents.ts'
import { approved, drawn, due, entry, flagged, opened, paid, phase, proposed, reviewed, type Entry } from '../testing/entries.ts'
import { dayAt, rulebookOf } from '../testing/life-of.ts'
import { logOf } from '../testing/log-of.ts'
import { asTold, type AsTold } from './as-told.ts'

const RULEBOOK = rulebookOf(
  policyOf({
    rules: [
      rule('LATE', is('days_past_due', 'gte', 5), { effect: { status: 'suspended' } }),
      rule('FRAUD', is('flag_fraud', 'eq', 1), { effect: { status: 'suspended' } }),
      rule('TIGHT', is('adjusted_score', 'lt', 600), { effect: { status: 'watch' } }),
    ],
    phases: { growth: { scoreShift: {} }, steady: { scoreShift: {} }, tighten: { scoreShift: { everyone: -50 } } },
  }),
)
const KNOWN_AT = '2026-01-20T18:00:00Z'
const KNOWN = [opened('2026-01-01'), drawn('2026-01-02', 9_000), due('2026-01-02', '2026-01-10', 1_000, 'due')]

/** Entries recorded after the telling, each an hour after the one before. */
function logWith(later: readonly Entry[], before: readonly Entry[] = KNOWN): Log {
  const all = logOf([...before, ...later.map((each, i) => ({ ...each, id: each.id ?? `late-${i}` }))])
  const at = new Map(later.map((each, i) => [each.id ?? `late-${i}`, `2026-02-01T${`${i + 10}`}:00:00Z`]))
  const joined = joinLog(all.events.map((event): JournalEvent => ({ ...event, at: at.get(event.id) ?? event.at }) as JournalEvent))
  if (!joined.ok) throw new Error(JSON.stringify(joined.issues))
  return joined.log
}
const telling = { line: 'L1', day: dayAt('2026-01-20'), knownAt: KNOWN_AT }
const toldOf = (later: readonly Entry[], before?: readonly Entry[]): AsTold => asTold(logWith(later, before), RULEBOOK, telling)!
const causesOf = ({ causes }: AsTold) => causes.map(({ event, kind, before, after }) => [event.id, kind, before, after])

describe('a decision as told', () => {
  it('[O2] is kept byte for byte, whatever is recorded later', () => {
    const then = createDecider(openBook(logOf(KNOWN)), RULEBOOK)
    const bytes = canonicalJson(then.decide(then.book.line('L1')!, [telling.day])[0])
    const later = toldOf([paid('2026-01-09', 1_000), phase('2026-01-15', 'tighten')])
    expect(canonicalJson(later.told)).toBe(bytes)
    expect(later.told).toMatchObject({ status: 'suspended', policy: RULEBOOK.policyRef })
    expect(later.now).toMatchObject({ status: 'watch' })
  })

  it('[O2] is corrected by a later event that changes the status of that day', () => {
    const later = toldOf([paid('2026-01-09', 1_000)])
    expect(causesOf(later)).toEqual([['late-0', 'correction', 'suspended', 'active']])
    expect(later.differs).toEqual(expect.arrayContaining(['status', 'since', 'available', 'balance', 'reasons']))
    expect(later.differs).not.toContain('limit')
  })

  it('[O2] is corrected by the reversal of an event that was known', () => {
    const reversal = entry('event.reversed', '2026-03-01', { event: 'due', reason: 'typed twice' })
    expect(causesOf(toldOf([reversal]))).toEqual([['late-0', 'correction', 'suspended', 'active']])
  })

  it('[O5] tells facts that changed without the status apart from corrections, one event after the other', () => {
    const later = toldOf([paid('2026-01-18', 400), flagged('2026-01-19', 'fraud'), paid('2026-01-12', 600)])
    expect(causesOf(later)).toEqual([
      ['late-0', 'fact', 'suspended', 'suspended'],
      ['late-1', 'fact', 'suspended', 'suspended'],
      ['late-2', 'fact', 'suspended', 'suspended'],
    ])
    expect(later.causes.map(({ differs }) => differs)).toEqual([['balance'], ['reasons'], ['balance', 'reasons']])
  })

  it('[O5] goes by the order of recording, not by that of the days', () => {
    const later = toldOf([phase('2026-01-19', 'tighten'), paid('2026-01-08', 1_000)])
    // The phase alone moves a suspended line nowhere; it is the payment that lets its rule decide.
    expect(causesOf(later)).toEqual([
      ['late-0', 'fact', 'suspended', 'suspended'],
      ['late-1', 'correction', 'suspended', 'watch'],
    ])
  })

  it('[O5] leaves out what made no difference: events of later days, other borrowers, unknown types, proposals alone', () => {
    const later = toldOf([
      paid('2026-01-21', 1_000),
      entry('line.opened', '2026-01-01', { kind: 'revolving', currency: 'CNY', limit: 5 }, { line: 'X1', borrower: 'B2' }),
      proposed('2026-01-15', 'p', { status: 'active', until: '2026-02-10' }),
      approved('2026-01-18', 'p', 'ben', 'a'),
    ])
    expect(causesOf(later)).toEqual([['a', 'correction', 'suspended', 'active']])
    const unknown = { id: 'u', type: 'moon.rose', borrower: 'B1', line: 'L1', on: '2026-01-05', at: '2026-02-01T00:00:00Z', by: 'x', data: {} }
    const joined = joinLog([...logOf(KNOWN).events, unknown])
    expect(joined.ok && asTold(joined.log, RULEBOOK, telling)).toMatchObject({ differs: [], causes: [] })
  })

  it('[O5] shows events that cancel each other out, though the decision stands as told', () => {
    const payment = paid('2026-01-09', 1_000, { id: 'bounced' })
    const later = toldOf([payment, entry('event.reversed', '2026-01-25', { event: 'bounced', reason: 'bounced' })])
    expect(later.differs).toEqual([])
    expect(causesOf(later)).toEqual([
      ['bounced', 'correction', 'suspended', 'active'],
      ['late-1', 'correction', 'active', 'suspended'],
    ])
  })

  it('[O5] leads from what was told to what is known, cause by cause', () => {
    const later = toldOf([reviewed('2026-01-11'), paid('2026-01-09', 1_000), flagged('2026-01-12', 'fraud'), drawn('2026-01-13', 50)])
    expect(later.causes.map(({ before }) => before)).toEqual([later.told.status, ...later.causes.slice(0, -1).map(({ after }) => after)])
    expect(later.causes.at(-1)!.after).toBe(later.now!.status)
  })

  it('[O6] is nothing where nothing could be told, and may be of a line that by now never was', () => {
    const log = logWith([])
    expect(asTold(log, RULEBOOK, { ...telling, line: 'L9' })).toBe(null)
    expect(asTold(log, RULEBOOK, { ...telling, day: dayAt('2025-12-31') })).toBe(null)
    expect(asTold(log, RULEBOOK, { ...telling, knownAt: '2025-12-31T00:00:00Z' })).toBe(null)
    const opening = KNOWN.map((each, i) => (i === 0 ? { ...each, id: 'opening' } : each))
    const gone = toldOf([entry('event.reversed', '2026-01-21', { event: 'opening', reason: 'wrong person' })], opening)
    expect(gone.now).toBe(null)
    expect(causesOf(gone)).toEqual([['late-0', 'correction', 'suspended', null]])
  })

  it('[O6] follows a line whose opening was made again in the name of another borrower', () => {
    const before = [opened('2026-01-01', {}, { id: 'opening', borrower: 'B2' })]
    const later = toldOf(
      [
        entry('event.reversed', '2026-01-21', { event: 'opening', reason: 'wrong person' }, { borrower: 'B2' }),
        opened('2026-01-01', {}, { id: 'again' }),
        flagged('2026-01-05', 'fraud', { line: null }),
      ],
      before,
    )
    expect(causesOf(later)).toEqual([
      ['late-0', 'correction', 'active', null],
      ['again', 'correction', null, 'active'],
      ['late-2', 'correction', 'active', 'suspended'],
    ])
    expect(later.differs).toContain('borrower')
  })
})
