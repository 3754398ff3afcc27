import { createDecider, findPaths, loadRulebook, openBook } from '@tideline/engine'
import { canonicalJson, knownLog, parseDay, type JournalEvent } from '@tideline/journal'
import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { expect, it } from 'vitest'
import { generateBook } from '@tideline/testkit'
import { HEAD, LIBRARY, logOf, monthlyLine, tell } from '../fixtures/monthly-line.ts'
import { retell } from './retell.ts'
import { decideStory, findWays } from './verdict.ts'
import { rulebooksOf } from './rulebooks.ts'
import { tellStory } from './tell-story.ts'

const BORROWERS = process.env.TIDELINE_LONG ? 300 : 12
const book = logOf(generateBook({ seed: Number(process.env.TIDELINE_SEED), borrowers: BORROWERS, months: 30 }))

it('[HB1] tells what takes part of one borrower, as it was known, and the phases', () => {
  const other = { id: 'x', type: 'payment.received', borrower: 'B-7', line: 'L-1042', on: '2024-02-01', at: '2024-02-01T10:00:00Z', by: 'li', data: { amount: 1 } }
  const opened = { ...other, id: 'y', type: 'line.opened', line: 'L-7', data: { kind: 'revolving', currency: 'CNY', limit: 5 } }
  const own = monthlyLine(6)
  const wrong: JournalEvent = { ...other, id: 'w', borrower: 'B-1042' }
  const undone: JournalEvent = { ...wrong, id: 'u', type: 'event.reversed', on: '2024-03-01', data: { event: 'w', reason: 'another’s money' } }
  const unknown: JournalEvent = { ...wrong, id: 'n', type: 'notice.issued.later', data: { words: 'secret' } }
  const told = retell(logOf([...own, { ...other, line: 'L-7' } as JournalEvent, opened as JournalEvent, wrong, undone, unknown]), 'B-1042')
  expect(told).toEqual(retell(logOf(own), 'B-1042'))
  expect(told).toHaveLength(own.length)
  const early = retell(logOf(own), 'B-1042', '2024-02-01T00:00:00Z')
  expect(early.length).toBeLessThan(told.length)
  expect(early.every(({ on }) => on < '2024-02')).toBe(true)
})

it('[HB2] tells no words of staff, and of staff only that they were two', () => {
  const base = { borrower: 'B-1042', line: 'L-1042', on: '2024-05-02', at: '2024-05-02T09:00:00Z' }
  const events = [
    ...monthlyLine(6),
    { ...base, id: 'p', type: 'override.proposed', by: 'wang', data: { status: 'active', reason: 'brother secret', note: 'brother secret', until: '2024-06-01', limit: 5000 } },
    { ...base, id: 'q', type: 'override.approved', by: 'li', data: { proposal: 'p', note: 'secret' } },
    { ...base, id: 'r', type: 'review.held', by: 'li', data: { note: 'secret' } },
  ] as JournalEvent[]
  const told = tell(events)
  const text = JSON.stringify(told.story)
  for (const secret of ['secret', 'wang', 'li"', 'spoke with her brother']) expect(text).not.toContain(secret)
  expect(told.story.entries.filter(({ type }) => type.startsWith('override')).map(({ by }) => by)).toEqual(['lender-1', 'lender-2'])
})

it('[HB3] decides and finds ways as the whole book does, but for the numbers of entries', () => {
  const loaded = [...POLICIES.values()].map((policy) => loadRulebook(policy, [...SCORECARDS.values()][0], REASON_CODES))
  const rulebooks = loaded.map((one) => (one.ok ? one.rulebook : null))
  const opened = openBook(book)
  const [consumer, project] = rulebooks.map((rulebook) => createDecider(opened, rulebook!))
  const day = parseDay('2024-06-20')!
  let compared = 0
  for (let index = 1; index <= BORROWERS; index++) {
    const borrower = `B${index}`
    const entries = retell(book, borrower)
    const ids = idsOf(borrower)
    const found = rulebooksOf({ rulebooks: { revolving: HEAD.rulebookFor('revolving'), instalment: HEAD.rulebookFor('instalment'), project: HEAD.rulebookFor('project') }, documents: [] }, LIBRARY)
    if (!found.ok) throw new Error(found.unknown)
    const lines = decideStory({ entries, asOf: '2024-06-20' }, found.rulebooks)!
    const ways = findWays(lines, '2024-06-20')
    for (const [at, { line, decision }] of lines.entries()) {
      const whole = line.kind === 'project' ? project! : consumer!
      const its = opened.line(line.id)!
      expect(canonicalJson(decision)).toBe(canonicalJson(renamed(whole.decide(its, [day])[0], ids)))
      expect(canonicalJson(ways[at])).toBe(canonicalJson(renamed(findPaths(whole, its, day), ids)))
      compared++
    }
  }
  expect(compared).toBeGreaterThan(BORROWERS / 2)
})

it('[HB3] changes nothing of what was retold already', () => {
  const told = retell(logOf(monthlyLine(12)), 'B-1042')
  expect(retell(logOf(told), 'B-1042').map(({ by: _, ...rest }) => rest)).toEqual(told.map(({ by: _, ...rest }) => rest))
})

it('[HB5] tells no story of a hard stop whose reason must not be told, of nobody, or by rules it does not have', () => {
  const fraud = { id: 'f', type: 'flag.raised', borrower: 'B-1042', on: '2024-05-02', at: '2024-05-02T09:00:00Z', by: 'li', data: { flag: 'fraud' } } as JournalEvent
  expect(tellStory(logOf([...monthlyLine(6), fraud]), LIBRARY, HEAD)).toEqual({ ok: false, why: 'talk-to-lender' })
  expect(tellStory(logOf(monthlyLine(6)), LIBRARY, { ...HEAD, borrower: 'B-9' })).toEqual({ ok: false, why: 'no-line' })
  expect(tellStory(logOf(monthlyLine(6)), LIBRARY, { ...HEAD, asOf: '2023-12-31' })).toEqual({ ok: false, why: 'no-line' })
  const rulebookFor = () => ({ policy: 'house@3', scorecard: 'behaviour@1' })
  expect(tellStory(logOf(monthlyLine(6)), LIBRARY, { ...HEAD, rulebookFor })).toEqual({ ok: false, why: 'unknown-document' })
})

/** The entries' ids in the book → their numbers in the story, found another way than `retell` does. */
function idsOf(borrower: string): ReadonlyMap<string, string> {
  const own = knownLog(book).filter((event) => event.type !== 'event.reversed' && (event.borrower === borrower || event.type === 'phase.set'))
  return new Map(own.map(({ id }, place) => [id, String(place + 1).padStart(4, '0')]))
}

function renamed(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return ids.get(value) ?? value
  if (Array.isArray(value)) return value.map((part) => renamed(part, ids))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, renamed(part, ids)]))
}
