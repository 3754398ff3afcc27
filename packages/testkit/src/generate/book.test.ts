import { POLICIES, SCORECARDS } from '@tideline/content'
import { canonicalJson, joinLog, validateEvent, type JournalEvent } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { addMonths, dayOf } from '../reference/days.ts'
import type { PolicyJson, ScorecardJson } from '../reference/shapes.ts'
import { generateBook } from './book.ts'
import { measureCoverage } from './coverage.ts'

const SEED = 6
const MONTHS = 34
const START = '2022-01-01'

/**
 * What no book can show under the shipped policies: a contact is itself a record, so the silence that W6 warns of is
 * over before the task could be closed.
 */
const IMPOSSIBLE = ['task closed W6', 'task again W6']
/** Of project lines there are few, and project@1 has no rule that closes: what people do to them is not asked for. */
const BY_PEOPLE = /^(override|ignored|closed|task|promise|rule forgiven|active promised)/

describe('a generated book', () => {
  const options = { seed: SEED, borrowers: 80, months: MONTHS, start: START }
  const events = generateBook(options)

  it('is the same for the same seed and another for another', () => {
    expect(canonicalJson(generateBook(options))).toBe(canonicalJson(events))
    expect(canonicalJson(generateBook({ ...options, seed: SEED + 1 }))).not.toBe(canonicalJson(events))
  })

  it('holds valid events only, and a log that is accepted', () => {
    expect(events.map((event) => validateEvent(event)).filter(({ ok }) => !ok)).toEqual([])
    expect(joinLog(events).ok).toBe(true)
  })

  it('holds every type of event, doubles, late entries and ties', () => {
    expect(new Set(events.map(({ type }) => type)).size).toBe(25)
    expect(new Set(events.map(({ id }) => id)).size).toBeLessThan(events.length)
    expect(events.some(({ on, at }) => dayOf(at.slice(0, 10)) > dayOf(on) + 30)).toBe(true)
    expect(events.some(({ at }) => at.includes('.')) && events.some(({ at }) => !at.includes('.'))).toBe(true)
  })

  it('lets everything happen that the shipped policies can do', () => {
    expect(never(events, 'consumer@1', ['revolving', 'instalment'])).toEqual(IMPOSSIBLE)
    const missing = never(events, 'project@1', ['project'])
    expect(missing.filter((name) => !BY_PEOPLE.test(name))).toEqual([])
  }, 300_000)
})

/** The names that never happened, each borrower's log replayed apart. */
function never(events: readonly JournalEvent[], policy: string, kinds: readonly string[]): string[] {
  const to = addMonths(dayOf(START), MONTHS) - 1
  const borrowers = new Map<string, JournalEvent[]>()
  for (const event of events) {
    if (event.borrower === undefined) continue
    borrowers.set(event.borrower, [...(borrowers.get(event.borrower) ?? []), event])
  }
  const bookWide = events.filter(({ borrower }) => borrower === undefined)
  const totals = new Map<string, number>()
  for (const own of borrowers.values()) {
    const policyJson = POLICIES.get(policy) as PolicyJson
    const scorecard = SCORECARDS.get('behaviour@1') as ScorecardJson
    for (const [name, count] of measureCoverage([...own, ...bookWide], policyJson, scorecard, to, kinds)) {
      totals.set(name, (totals.get(name) ?? 0) + count)
    }
  }
  return [...totals].filter(([, count]) => count === 0).map(([name]) => name)
}
