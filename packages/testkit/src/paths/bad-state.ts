/** Generated borrowers on a day on which a line of theirs is shut or half open: what paths are looked for. */
import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { createDecider, loadRulebook, openBook, type Book, type BookLine, type Decision, type Rulebook } from '@tideline/engine'
import { addDays, addMonths, joinLog, parseDay, type Day, type JournalEvent } from '@tideline/journal'
import { generateBorrower, generatePhases } from '../generate/book.ts'
import { generatePolicy, generateScorecard } from '../generate/policy.ts'
import { randomFrom, seedOf, type Random } from '../generate/random.ts'
import type { PolicyJson, ScorecardJson } from '../reference/shapes.ts'

/** A policy and a scorecard as both evaluators read them. */
export interface Terms {
  readonly name: string
  /** Whether the policy ships; else it was made at random. */
  readonly shipped: boolean
  readonly policy: PolicyJson
  readonly scorecard: ScorecardJson
  readonly rulebook: Rulebook
}

/** A line in a bad state on a day; `events` are those on or before it. */
export interface BadState {
  readonly seed: number
  readonly terms: Terms
  readonly events: readonly JournalEvent[]
  readonly book: Book
  readonly line: BookLine
  readonly day: Day
  readonly decision: Decision
}

const MONTHS = 26
const START = parseDay('2022-01-01')!
const END = addDays(addMonths(START, MONTHS), -1)
const RANDOM_POLICIES = 60

/** The shipped policies, and variations of them that pass the check. */
export function termsPool(): { readonly shipped: readonly Terms[]; readonly random: readonly Terms[] } {
  const behaviour = SCORECARDS.get('behaviour@1') as ScorecardJson
  const shipped = ['consumer@1', 'project@1'].map((id) => POLICIES.get(id) as PolicyJson)
  const loaded = (name: string, policy: PolicyJson, scorecard: ScorecardJson): Terms[] => {
    const result = loadRulebook(policy, scorecard, REASON_CODES)
    return result.ok ? [{ name, shipped: policy === POLICIES.get(name), policy, scorecard, rulebook: result.rulebook }] : []
  }
  return {
    shipped: shipped.flatMap((policy) => loaded(`${policy.id}@${policy.version}`, policy, behaviour)),
    random: Array.from({ length: RANDOM_POLICIES }, (_, index) => index + 1).flatMap((seed) =>
      loaded(`random ${seed}`, generatePolicy(seed, shipped[seed % 2]!), generateScorecard(seed, behaviour)),
    ),
  }
}

/**
 * The bad state that a seed gives, or null: some borrowers never come to one. A line is decided by the shipped
 * policy of its kind or, one time in four, by a random one.
 */
export function badState(seed: number, pool: ReturnType<typeof termsPool>): BadState | null {
  const random = randomFrom(seedOf(seed, 77))
  const options = { seed, borrowers: 1, months: MONTHS }
  const life = [...generatePhases(options), ...generateBorrower(options, 1)]
  const joined = joinLog(life)
  if (!joined.ok) throw new Error('a generated log is refused')
  const book = openBook(joined.log)
  const line = book.lines[random.int(0, Math.max(0, book.lines.length - 1))]
  if (line === undefined) return null
  const own = pool.shipped[line.kind === 'project' ? 1 : 0]!
  const terms = random.chance(0.25) ? random.pick(pool.random) : own
  const found = pickDay(random, createDecider(book, terms.rulebook).history(line, END))
  if (found === null) return null
  const events = life.filter(({ on, type }) => type === 'event.reversed' || parseDay(on)! <= found)
  const known = joinLog(events)
  if (!known.ok) throw new Error('a part of a generated log is refused')
  const bookThen = openBook(known.log)
  const lineThen = bookThen.line(line.id)
  const decision = lineThen && createDecider(bookThen, terms.rulebook).decide(lineThen, [found])[0]
  if (!lineThen || !decision) return null
  return { seed, terms, events, book: bookThen, line: lineThen, day: found, decision }
}

/** A day of a random stretch in which the line is suspended or on probation, every stretch alike. */
function pickDay(random: Random, history: readonly Decision[]): Day | null {
  const stretches = history.flatMap(({ asOf, status }, index) => {
    if (status !== 'suspended' && status !== 'probation') return []
    const from = parseDay(asOf)!
    const next = history[index + 1]
    return [{ from, to: next === undefined ? END : addDays(parseDay(next.asOf)!, -1) }]
  })
  if (stretches.length === 0) return null
  const { from, to } = random.pick(stretches)
  return addDays(from, random.int(0, to - from))
}
