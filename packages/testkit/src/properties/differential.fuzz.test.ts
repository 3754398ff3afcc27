import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { createDecider, loadRulebook, openBook } from '@tideline/engine'
import { canonicalJson, formatDay, joinLog, type JournalEvent } from '@tideline/journal'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generatePolicy, generateScorecard } from '../generate/policy.ts'
import { referenceDecisions } from '../reference/decision.ts'
import type { PolicyJson, ScorecardJson } from '../reference/shapes.ts'
import { borrowerLife, everyDay } from './lending.ts'

const SCORECARD = SCORECARDS.get('behaviour@1') as ScorecardJson
const SHIPPED = ['consumer@1', 'project@1'].map((id) => POLICIES.get(id) as PolicyJson)
const DAYS = everyDay()

// The engine names itself; every other field must agree.
const comparable = (decision: object): string => canonicalJson({ ...decision, engine: '' })

/** Both decide every line of a log on every day; `false` where the loader refuses the documents. */
function agree(events: readonly JournalEvent[], policy: PolicyJson, scorecard: ScorecardJson, knownAt?: string): boolean {
  const loaded = loadRulebook(policy, scorecard, REASON_CODES)
  if (!loaded.ok) return false
  const joined = joinLog(events)
  if (!joined.ok) throw new Error('a generated log is refused')
  const book = openBook(joined.log, knownAt === undefined ? {} : { knownAt })
  const decider = createDecider(book, loaded.rulebook)
  for (const line of book.lines) {
    const expected = referenceDecisions(events, policy, scorecard, line.id, DAYS.map(formatDay), knownAt)
    expect(decider.decide(line, DAYS).map(comparable)).toEqual(expected.map(comparable))
  }
  return true
}

it('[P17] the engine agrees with the independent reference in every byte of every day', () => {
  fc.assert(
    fc.property(borrowerLife, (events) => {
      for (const policy of SHIPPED) agree(events, policy, SCORECARD)
    }),
    { numRuns: 8 },
  )
}, 120_000)

it('[M3] [E6] they agree under policies and scorecards made at random, and on what was known earlier', () => {
  let decided = 0
  fc.assert(
    fc.property(borrowerLife, fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(...SHIPPED), fc.boolean(), (events, seed, base, early) => {
      const knownAt = early ? '2023-02-01T00:00:00Z' : undefined
      if (agree(events, generatePolicy(seed, base), generateScorecard(seed, SCORECARD), knownAt)) decided++
    }),
    { numRuns: 20 },
  )
  // About a quarter of what is made at random can never hold somewhere, which the loader refuses.
  expect(decided).toBeGreaterThan(8)
}, 120_000)
