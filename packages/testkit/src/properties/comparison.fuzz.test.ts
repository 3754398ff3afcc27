import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { compareBook, loadRulebook, openBook, type BookComparison, type KindRulebooks, type Rulebook } from '@tideline/engine'
import { addDays, joinLog, type JournalEvent } from '@tideline/journal'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { generateBook } from '../generate/book.ts'
import { generatePolicy, generateScorecard } from '../generate/policy.ts'
import type { PolicyJson, ScorecardJson } from '../reference/shapes.ts'
import { END, RULEBOOKS } from './lending.ts'
import { slowComparison } from './slow-comparison.ts'

const SCORECARD = SCORECARDS.get('behaviour@1') as ScorecardJson
const SHIPPED = ['consumer@1', 'project@1'].map((id) => POLICIES.get(id) as PolicyJson)

const seeds = fc.integer({ min: 1, max: 1_000_000 })
/** Three borrowers of twenty months. */
const books = seeds.map((seed) => generateBook({ seed, borrowers: 3, months: 20 }))
/** Days before `END` on which the period ends, and how long it is; `null` for all. */
const periods = fc.record({ endsBefore: fc.integer({ min: 0, max: 400 }), length: fc.option(fc.integer({ min: 1, max: 200 })) })
/** A rulebook that ships, or one made at random; `null` where that can never hold somewhere. */
const rulebooks = fc.tuple(fc.constantFrom(0, 1), fc.option(seeds, { freq: 3 })).map(([base, seed]): Rulebook | null => {
  if (seed === null) return RULEBOOKS[base]!
  const loaded = loadRulebook(generatePolicy(seed, SHIPPED[base]!), generateScorecard(seed, SCORECARD), REASON_CODES)
  return loaded.ok ? loaded.rulebook : null
})

const everyKind = (rulebook: Rulebook): KindRulebooks => ({ revolving: rulebook, instalment: rulebook, project: rulebook })

function fastComparison(events: readonly JournalEvent[], a: Rulebook, b: Rulebook, { endsBefore, length }: { endsBefore: number; length: number | null }) {
  const joined = joinLog(events)
  if (!joined.ok) throw new Error('a generated log is refused')
  const book = openBook(joined.log)
  const to = addDays(END, -endsBefore)
  const from = length === null ? undefined : addDays(to, 1 - length)
  const steps = compareBook(book, { a: everyKind(a), b: everyKind(b) }, { from, to })
  let step = steps.next()
  while (!step.done) step = steps.next()
  return { fast: step.value, slow: slowComparison(book, { a, b }, from, to) }
}

/** What a comparison must have met for its agreement to mean something. */
function count(seen: Map<string, number>, { crossing, suspended, neverPast30, reopening, warnings }: BookComparison): void {
  const add = (name: string, n: number): void => void seen.set(name, (seen.get(name) ?? 0) + n)
  add('crossed', crossing.filter(({ a, b }) => a !== b).length)
  for (const one of [suspended.onlyA, suspended.onlyB]) {
    add('suspended under one', one.lines.length)
    add('past 30 later', one.laterPast30)
  }
  add('suspended under both', suspended.both.lines)
  add('good payers suspended', neverPast30.a.borrowers)
  add('waited', reopening.a.waited.count)
  add('shut again', reopening.a.shutAgain)
  add('still shut', reopening.a.open.length)
  add('officers', warnings.length)
}

it('[W2, W4, W5, W6, W7, W8, W9, W10, W11, W12] a comparison equals counting over every day of every line', () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(books, rulebooks, rulebooks, periods, (events, a, b, period) => {
      if (!a || !b) return
      const { fast, slow } = fastComparison(events, a, b, period)
      expect(fast).toEqual(slow)
      count(seen, fast)
    }),
    { numRuns: 80 },
  )
  expect([...seen].filter(([, n]) => n < 3)).toEqual([])
}, 180_000)
