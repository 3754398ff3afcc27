/** Checks a policy or scorecard as it is loaded; every finding says where, what was expected and what is there. */
import * as v from 'valibot'
import { metricDefinition } from '../metrics/vocabulary.ts'
import { eachLeaf, type Condition } from './condition.ts'
import { isModest, MODEST } from './modest.ts'
import type { PolicyDocument, ScorecardDocument } from './policy.ts'
import { compileRulebook, type Rulebook } from './rulebook.ts'
import { isSatisfiable, rangesWhen, type RangeOf } from './satisfiable.ts'
import { policySchema, scorecardSchema } from './schema.ts'

export type PolicyIssueCode =
  | 'bad-shape'
  | 'unknown-metric'
  | 'unknown-segment'
  | 'unknown-layer'
  | 'duplicate-id'
  | 'segment-never-matches'
  | 'last-not-unconditional'
  | 'adjusted-score-in-segment'
  | 'reopening-never-holds'
  | 'reason-without-text'
  | 'missing-review-days'
  | 'bins-out-of-order'
  | 'missing-last-bin'
  | 'score-reads-itself'
  | 'empty-range'

export interface PolicyIssue {
  readonly code: PolicyIssueCode
  /** Where in the document, as `layers[1].rules[0].when.all[2].metric`. */
  readonly path: string
  readonly expected: string
  readonly got: string
}

/** What a policy is checked against besides itself. */
export interface PolicyContext {
  /** Every code that the reason catalogue has a text for. */
  readonly reasonCodes: ReadonlySet<string>
  readonly scorecard: ScorecardDocument
}

export type Checked<T> = { readonly ok: true; readonly document: T } | { readonly ok: false; readonly issues: readonly PolicyIssue[] }

/** Loads a policy and a scorecard into what a replay decides by, or says everything that is wrong with them. */
export function loadRulebook(
  policy: unknown,
  scorecard: unknown,
  reasonCodes: ReadonlySet<string>,
): { readonly ok: true; readonly rulebook: Rulebook } | { readonly ok: false; readonly issues: readonly PolicyIssue[] } {
  const card = checkScorecard(scorecard)
  if (!card.ok) return card
  const checked = checkPolicy(policy, { reasonCodes, scorecard: card.document })
  return checked.ok ? { ok: true, rulebook: compileRulebook(checked.document, card.document) } : checked
}

export function checkPolicy(json: unknown, { reasonCodes, scorecard }: PolicyContext): Checked<PolicyDocument> {
  if (!isModest(json)) return immodest()
  const parsed = v.safeParse(policySchema, json)
  if (!parsed.success) return { ok: false, issues: shapeIssues(parsed.issues) }
  const policy: PolicyDocument = parsed.output
  const found = new Findings()
  const metricsKnown = checkMetrics(policy, found)
  checkNames(policy, found)
  checkUnconditionalLast(policy, found)
  policy.layers.forEach((layer, i) =>
    layer.rules.forEach((rule, j) => {
      if (!reasonCodes.has(rule.reason)) {
        found.add('reason-without-text', `layers[${i}].rules[${j}].reason`, 'a code that the reason catalogue has a text for', rule.reason)
      }
    }),
  )
  if (metricsKnown) checkReach(policy, scorecard, found)
  return found.issues.length === 0 ? { ok: true, document: policy } : { ok: false, issues: found.issues }
}

export function checkScorecard(json: unknown): Checked<ScorecardDocument> {
  if (!isModest(json)) return immodest()
  const parsed = v.safeParse(scorecardSchema, json)
  if (!parsed.success) return { ok: false, issues: shapeIssues(parsed.issues) }
  const scorecard: ScorecardDocument = parsed.output
  const found = new Findings()
  if (scorecard.min >= scorecard.max) found.add('empty-range', 'min', `a number below max (${scorecard.max})`, String(scorecard.min))
  noteDuplicates(scorecard.characteristics, 'characteristics', found)
  scorecard.characteristics.forEach(({ metric, bins }, i) => {
    const at = `characteristics[${i}]`
    if (!metricDefinition(metric)) found.add('unknown-metric', `${at}.metric`, 'a metric of the vocabulary', metric)
    else if (/^(adjusted_)?score(_|$)/.test(metric)) {
      found.add('score-reads-itself', `${at}.metric`, 'a metric that is known before the score', metric)
    }
    bins.forEach(({ below }, j) => {
      const last = j === bins.length - 1
      if (last && below !== undefined) {
        found.add('missing-last-bin', `${at}.bins[${j}].below`, 'a last bin without `below`, for every higher value', String(below))
      } else if (!last && below === undefined) {
        found.add('bins-out-of-order', `${at}.bins[${j}].below`, 'an upper bound on every bin but the last', 'none')
      } else if (!last && j > 0 && below! <= (bins[j - 1]!.below ?? -Infinity)) {
        found.add('bins-out-of-order', `${at}.bins[${j}].below`, `a bound above ${bins[j - 1]!.below}, the one before it`, String(below))
      }
    })
  })
  return found.issues.length === 0 ? { ok: true, document: scorecard } : { ok: false, issues: found.issues }
}

/** More is not read by anybody; a document written by a person has no more. */
const MOST_ISSUES = 100
const LONGEST_SHOWN = 400

class Findings {
  readonly issues: PolicyIssue[] = []
  add(code: PolicyIssueCode, path: string, expected: string, got: string): void {
    if (this.issues.length < MOST_ISSUES) this.issues.push({ code, path: cut(path), expected: cut(expected), got: cut(got) })
  }
}

function immodest(): { readonly ok: false; readonly issues: readonly PolicyIssue[] } {
  return { ok: false, issues: [{ code: 'bad-shape', path: '', expected: MODEST, got: 'a larger one' }] }
}

function shapeIssues(issues: readonly v.BaseIssue<unknown>[]): PolicyIssue[] {
  const found = new Findings()
  for (const { path, expected, message, received } of issues) {
    found.add('bad-shape', pathText(path?.map((item) => item.key) ?? []), expected ?? message, received)
  }
  return found.issues
}

function cut(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text
}

function pathText(keys: readonly unknown[]): string {
  return keys.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`), '')
}

/** Every condition of a policy with its path. */
function conditionsAt(policy: PolicyDocument): { readonly condition: Condition; readonly path: string }[] {
  return [
    ...policy.segments.map(({ when }, i) => ({ condition: when, path: `segments[${i}].when` })),
    ...policy.layers.flatMap((layer, i) =>
      layer.rules.flatMap(({ when, until }, j) => [
        { condition: when, path: `layers[${i}].rules[${j}].when` },
        ...(until ? [{ condition: until, path: `layers[${i}].rules[${j}].until` }] : []),
      ]),
    ),
    ...policy.reopening.flatMap(({ when, ladder }, i) => [
      { condition: when, path: `reopening[${i}].when` },
      ...ladder.map((step, j) => ({ condition: step.when, path: `reopening[${i}].ladder[${j}].when` })),
    ]),
    ...policy.increases.map(({ when }, i) => ({ condition: when, path: `increases[${i}].when` })),
    ...policy.warnings.map(({ when }, i) => ({ condition: when, path: `warnings[${i}].when` })),
  ]
}

function checkMetrics(policy: PolicyDocument, found: Findings): boolean {
  let known = true
  for (const { condition, path } of conditionsAt(policy)) {
    eachLeaf(condition, ({ metric }, within) => {
      const at = `${path}${within}.metric`
      if (!metricDefinition(metric)) {
        known = false
        found.add('unknown-metric', at, 'a metric of the vocabulary', metric)
      } else if (path.startsWith('segments') && metric === 'adjusted_score') {
        found.add('adjusted-score-in-segment', at, 'a metric known before the segment, such as score', metric)
      }
    })
  }
  return known
}

function checkNames(policy: PolicyDocument, found: Findings): void {
  const segments = new Set(policy.segments.map(({ id }) => id))
  const layers = new Set(policy.layers.map(({ id }) => id))
  noteDuplicates(policy.segments, 'segments', found)
  noteDuplicates(policy.layers, 'layers', found)
  policy.layers.forEach((layer, i) => noteDuplicates(layer.rules, `layers[${i}].rules`, found))
  noteDuplicates(policy.reopening, 'reopening', found)
  noteDuplicates(policy.increases, 'increases', found)
  noteDuplicates(policy.warnings, 'warnings', found)
  const oneOfSegments = `one of ${[...segments].join(', ')}`
  const known = (names: Iterable<string>, path: string): void => {
    for (const name of names) if (!segments.has(name)) found.add('unknown-segment', path, oneOfSegments, name)
  }
  policy.layers.forEach((layer, i) => layer.rules.forEach((rule, j) => known(rule.segments ?? [], `layers[${i}].rules[${j}].segments`)))
  policy.reopening.forEach((variant, i) => known(variant.segments ?? [], `reopening[${i}].segments`))
  policy.increases.forEach((increase, i) => known(increase.segments ?? [], `increases[${i}].segments`))
  for (const [phase, { scoreShift }] of Object.entries(policy.phases)) known(Object.keys(scoreShift), `phases.${phase}.scoreShift`)
  known(Object.keys(policy.reviewDays), 'reviewDays')
  for (const id of segments) {
    if (!Object.hasOwn(policy.reviewDays, id)) found.add('missing-review-days', `reviewDays.${id}`, 'days between reviews for every segment', 'none')
  }
  const oneOfLayers = `one of ${[...layers].join(', ')}`
  policy.overrides.neverAgainst.forEach((name, i) => {
    if (!layers.has(name)) found.add('unknown-layer', `overrides.neverAgainst[${i}]`, oneOfLayers, name)
  })
}

function checkUnconditionalLast(policy: PolicyDocument, found: Findings): void {
  const last = policy.segments.length - 1
  policy.segments.forEach(({ when }, i) => {
    if (i === last && !('always' in when)) {
      found.add('last-not-unconditional', `segments[${i}].when`, '{"always": true} in the last segment', JSON.stringify(when))
    } else if (i < last && 'always' in when) {
      found.add('segment-never-matches', `segments[${i + 1}]`, 'no unconditional segment before it', `${policy.segments[i]!.id} takes every line`)
    }
  })
  const variant = policy.reopening.at(-1)!
  if (variant.segments || variant.phases) {
    found.add('last-not-unconditional', `reopening[${policy.reopening.length - 1}]`, 'a last variant without segments and phases', variant.id)
  }
}

/** What no event can bring about: a segment without members, a reopening that never comes. */
function checkReach(policy: PolicyDocument, scorecard: ScorecardDocument, found: Findings): void {
  const any = rangesWhen('any', scorecard)
  const firstWith = new Map<string, string>()
  policy.segments.forEach(({ id, when }, i) => {
    const text = JSON.stringify(when)
    const twin = firstWith.get(text)
    if (twin === undefined) firstWith.set(text, id)
    if (twin !== undefined && !('always' in when)) found.add('segment-never-matches', `segments[${i}].when`, 'a condition of its own', `that of ${twin}`)
    else if (!isSatisfiable(when, any)) {
      found.add('segment-never-matches', `segments[${i}].when`, 'a condition that some line can meet', id)
    }
  })
  policy.reopening.forEach((variant, i) => {
    requireReach(variant.when, `reopening[${i}].when`, rangesWhen('suspended', scorecard), found)
    variant.ladder.forEach((step, j) => requireReach(step.when, `reopening[${i}].ladder[${j}].when`, rangesWhen('probation', scorecard), found))
  })
}

/** Names the smallest member that can't hold, so that the author sees which. */
function requireReach(condition: Condition, path: string, rangeOf: RangeOf, found: Findings): void {
  if (isSatisfiable(condition, rangeOf)) return
  if ('all' in condition) {
    const at = condition.all.findIndex((member) => !isSatisfiable(member, rangeOf))
    if (at >= 0) {
      requireReach(condition.all[at]!, `${path}.all[${at}]`, rangeOf, found)
      return
    }
  }
  found.add('reopening-never-holds', path, 'a condition that events can bring about', JSON.stringify(condition))
}

function noteDuplicates(items: readonly { readonly id: string }[], path: string, found: Findings): void {
  const seen = new Set<string>()
  items.forEach(({ id }, i) => {
    if (seen.has(id)) found.add('duplicate-id', `${path}[${i}].id`, 'an id used once', id)
    seen.add(id)
  })
}
