/** The life of one line under one policy, read day by day. */
import { canonicalJson, parseDay, type Day, type Log } from '@tideline/journal'
import { openBook, type BookLine } from '../book/book.ts'
import { createDecider, type Decider } from '../decision/decider.ts'
import type { Decision } from '../decision/decision.ts'
import type { MetricId } from '../metrics/vocabulary.ts'
import { loadRulebook } from '../policy/check.ts'
import type { PolicyDocument, ScorecardDocument } from '../policy/policy.ts'
import type { Rulebook } from '../policy/rulebook.ts'
import { policyOf, reasonsIn, scorecardOf } from './documents.ts'
import type { Entry } from './entries.ts'
import { logOf } from './log-of.ts'

export interface Life {
  readonly line: BookLine
  readonly decider: Decider
  /** The decision of a day, the same whether days are skipped or not. */
  readonly on: (day: string) => Decision
  /** What a metric was on a day. */
  readonly metric: (id: MetricId, day: string) => number | null
}

export interface LifeOptions {
  readonly policy?: PolicyDocument
  readonly scorecard?: ScorecardDocument
  readonly line?: string
  readonly knownAt?: string
}

export function dayAt(text: string): Day {
  const day = parseDay(text)
  if (day === null) throw new Error(`${text} is no day`)
  return day
}

export function rulebookOf(
  policy: PolicyDocument = policyOf(),
  scorecard: ScorecardDocument = scorecardOf(),
): Rulebook {
  const loaded = loadRulebook(policy, scorecard, reasonsIn(policy))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.issues))
  return loaded.rulebook
}

/** Replays the line of a log, `L1` unless named. Throws if skipping days gives another decision than not skipping. */
export function lifeOf(
  events: readonly Entry[] | Log,
  { policy, scorecard, line: id = 'L1', knownAt }: LifeOptions = {},
): Life {
  const log = 'events' in events ? events : logOf(events)
  const book = openBook(log, knownAt === undefined ? {} : { knownAt })
  const rulebook = rulebookOf(policy, scorecard)
  const decider = createDecider(book, rulebook)
  const line = book.line(id)
  if (!line) throw new Error(`the log opens no line ${id}`)
  return {
    line,
    decider,
    on(text) {
      const [skipped] = decider.decide(line, [dayAt(text)])
      const [every] = decider.decide(line, [dayAt(text)], { everyDay: true })
      if (!skipped || !every) throw new Error(`no decision on ${text}`)
      if (canonicalJson(skipped) !== canonicalJson(every)) {
        throw new Error(`skipping days changed ${text}: ${JSON.stringify({ skipped, every })}`)
      }
      return skipped
    },
    metric: (metric, text) => decider.metrics(line, dayAt(text))[metric],
  }
}

/** The days from one to another, both included. */
export function daysBetween(from: string, to: string): Day[] {
  const first = dayAt(from)
  return Array.from({ length: dayAt(to) - first + 1 }, (_, i) => (first + i) as Day)
}
