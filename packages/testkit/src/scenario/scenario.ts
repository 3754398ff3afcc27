/** Scenario files (spec §11): one JSON file a case, run through any decide function. */
import type { JournalEvent } from '@tideline/journal'
import { canonicalJson } from '../reference/canonical-json.ts'

/** What a scenario expects of one day; `step` stands only on probation. */
export interface ScenarioDay {
  readonly on: string
  readonly status: string
  readonly since: string
  readonly limit: number
  readonly available: number
  readonly balance: number
  readonly score: number
  readonly segment: string
  readonly phase: string
  readonly step?: number
  /** The sorted set of reason codes. */
  readonly reasons: readonly string[]
  /** The ids of the open tasks, in policy order. */
  readonly warnings: readonly string[]
  /** Of the promise shown (Q8) what matters to the case; other fields, and a promise not spoken of, are not compared. */
  readonly promise?: Readonly<Record<string, unknown>>
}

interface ScenarioCase {
  readonly name: string
  /** The rules it is about. */
  readonly rules: readonly string[]
  /** `id@version`. */
  readonly policy: string
  readonly knownAt?: string
  /** In any order, doubles included. */
  readonly events: readonly JournalEvent[]
  /** Which line is meant; without it, the line of the first `line.opened` in the file. */
  readonly line?: string
}

/** Either expected days, or the refusal that the log must meet. */
export type ScenarioFile =
  | (ScenarioCase & { readonly expect: readonly ScenarioDay[] })
  | (ScenarioCase & { readonly refuse: { readonly code: string; readonly path?: string } })

/** What a decide function is asked: decisions of one line, one for each of the days. */
export interface ScenarioTask {
  readonly events: readonly JournalEvent[]
  readonly policy: string
  readonly line: string
  readonly days: readonly string[]
  readonly knownAt?: string
}

/** The part of a decision (spec §7) that a scenario compares. */
export interface ComparedDecision extends Omit<ScenarioDay, 'on' | 'reasons' | 'warnings' | 'promise'> {
  readonly asOf: string
  readonly reasons: readonly { readonly code: string }[]
  readonly warnings: readonly { readonly warning: string }[]
  readonly promise?: object
}

export type ScenarioOutcome =
  | { readonly ok: true; readonly decisions: readonly ComparedDecision[] }
  | { readonly ok: false; readonly issues: readonly { readonly code: string; readonly path?: string }[] }

export type Decide = (task: ScenarioTask) => ScenarioOutcome | Promise<ScenarioOutcome>

/** A day (or `refuse`) on which the outcome is not what the file expects, both as canonical JSON. */
export interface ScenarioDifference {
  readonly on: string
  readonly expected: string
  readonly actual: string
}

export interface ScenarioResult {
  readonly name: string
  readonly ok: boolean
  readonly differences: readonly ScenarioDifference[]
}

/** Runs one scenario; the compared fields must be equal byte for byte. */
export async function runScenario(file: ScenarioFile, decide: Decide): Promise<ScenarioResult> {
  const days = 'expect' in file ? file.expect.map(({ on }) => on) : []
  const outcome = await decide({
    events: file.events,
    policy: file.policy,
    line: lineOf(file),
    days,
    ...(file.knownAt === undefined ? {} : { knownAt: file.knownAt }),
  })
  const differences = 'expect' in file ? compareDays(file.expect, outcome) : compareRefusal(file.refuse, outcome)
  return { name: file.name, ok: differences.length === 0, differences }
}

function lineOf(file: ScenarioFile): string {
  return file.line ?? file.events.find(({ type }) => type === 'line.opened')?.line ?? ''
}

function compareDays(expected: readonly ScenarioDay[], outcome: ScenarioOutcome): ScenarioDifference[] {
  if (!outcome.ok) return [{ on: 'refuse', expected: 'decisions', actual: canonicalJson(outcome.issues) }]
  return expected.flatMap((day) => {
    const decision = outcome.decisions.find(({ asOf }) => asOf === day.on)
    const actual = decision === undefined ? 'no decision' : canonicalJson(comparedFields(decision, day.promise))
    return actual === canonicalJson(day) ? [] : [{ on: day.on, expected: canonicalJson(day), actual }]
  })
}

function comparedFields(decision: ComparedDecision, promise: ScenarioDay['promise']): ScenarioDay {
  const shown = Object.entries(decision.promise ?? {}).filter(([field]) => promise !== undefined && field in promise)
  return {
    on: decision.asOf,
    status: decision.status,
    since: decision.since,
    limit: decision.limit,
    available: decision.available,
    balance: decision.balance,
    score: decision.score,
    segment: decision.segment,
    phase: decision.phase,
    ...(decision.step === undefined ? {} : { step: decision.step }),
    reasons: [...new Set(decision.reasons.map(({ code }) => code))].sort(),
    warnings: decision.warnings.map(({ warning }) => warning),
    ...(promise === undefined ? {} : { promise: Object.fromEntries(shown) }),
  }
}

function compareRefusal(
  expected: { readonly code: string; readonly path?: string },
  outcome: ScenarioOutcome,
): ScenarioDifference[] {
  const actual = outcome.ok ? 'decisions' : canonicalJson(outcome.issues)
  const met =
    !outcome.ok &&
    outcome.issues.some(({ code, path }) => code === expected.code && (expected.path ?? path) === path)
  return met ? [] : [{ on: 'refuse', expected: canonicalJson(expected), actual }]
}
