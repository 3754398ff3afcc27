/** A checked policy and scorecard made ready for replay: conditions compiled, factors in integers. */
import { canonicalJson, sha256Hex, type LineKind, type Phase } from '@tideline/journal'
import { metricNeeds, type MetricNeeds } from '../metrics/metric-needs.ts'
import { compileScorecard, type CompiledScorecard } from '../score/scorecard.ts'
import { compileCondition, membersOf, type CompiledCondition, type Condition } from './condition.ts'
import { constantsOfPolicy, constantsOfScorecard, type ComparedConstants } from './constants.ts'
import type { IncreaseVariant, PolicyDocument, ReopeningVariant, Rule, ScorecardDocument, Status, Warning } from './policy.ts'
import { readersOf, type Readers } from './readers.ts'
import { growthThresholds, type GrowthThresholds } from './thresholds.ts'

/** A document named by what it says: `id@version` and the SHA-256 of its canonical JSON. */
export interface DocumentRef {
  readonly id: string
  readonly sha256: string
}

/** Severity of a verdict (P5): none, watch, suspended, closed. */
export const SEVERITY = { none: 0, watch: 1, suspended: 2, closed: 3 } as const
export type Severity = (typeof SEVERITY)[keyof typeof SEVERITY]

export interface CompiledRule {
  readonly rule: Rule
  /** The first rule with the same reason: stands for its code. */
  readonly reasonIndex: number
  readonly layer: string
  readonly severity: Severity
  /** 1000 for a factor of 1; `null` without one. */
  readonly limitThousandths: number | null
  readonly neverAgainst: boolean
  readonly when: CompiledCondition
  readonly until: CompiledCondition | null
  readonly statuses: ReadonlySet<Status> | null
  readonly applies: (kind: LineKind, segment: string, phase: Phase) => boolean
}

/** One of the conditions that must all hold (its outer `all` opened), as written and to be asked. */
export interface CompiledMember {
  readonly condition: Condition
  readonly holds: CompiledCondition
}

export interface CompiledStep {
  readonly limitThousandths: number
  readonly when: CompiledCondition
  readonly members: readonly CompiledMember[]
}

export interface CompiledVariant {
  readonly variant: ReopeningVariant
  readonly matches: (segment: string, phase: Phase) => boolean
  readonly when: CompiledCondition
  readonly members: readonly CompiledMember[]
  readonly ladder: readonly CompiledStep[]
}

export interface CompiledIncrease {
  readonly increase: IncreaseVariant
  readonly matches: (segment: string, phase: Phase) => boolean
  readonly when: CompiledCondition
  readonly factorThousandths: number
  readonly capThousandths: number
}

/** What a replay decides by: one policy and one scorecard, checked and compiled. */
export interface Rulebook {
  readonly policy: PolicyDocument
  readonly policyRef: DocumentRef
  readonly scorecard: CompiledScorecard
  readonly scorecardRef: DocumentRef
  readonly segments: readonly { readonly id: string; readonly when: CompiledCondition }[]
  readonly rules: readonly CompiledRule[]
  /** The rules that cut the limit, by number. */
  readonly limitCuts: readonly { readonly rule: number; readonly limitThousandths: number }[]
  /** The numbers of the rules that read the status. */
  readonly rulesOfStatus: readonly number[]
  readonly reopening: readonly CompiledVariant[]
  readonly increases: readonly CompiledIncrease[]
  readonly warnings: readonly { readonly warning: Warning; readonly when: CompiledCondition }[]
  readonly toleranceThousandths: number
  readonly thresholds: GrowthThresholds
  readonly readers: Readers
  readonly needs: MetricNeeds
  readonly constants: { readonly policy: ComparedConstants; readonly scorecard: ComparedConstants }
}

/** Makes a rulebook of documents that have passed `checkPolicy` and `checkScorecard`. */
export function compileRulebook(policy: PolicyDocument, scorecard: ScorecardDocument): Rulebook {
  const constants = { policy: constantsOfPolicy(policy), scorecard: constantsOfScorecard(scorecard) }
  const rules = compileRules(policy)
  const readers = readersOf(policy, scorecard)
  return {
    policy,
    policyRef: documentRef(policy),
    scorecard: compileScorecard(scorecard),
    scorecardRef: documentRef(scorecard),
    segments: policy.segments.map(({ id, when }) => ({ id, when: compileCondition(when) })),
    rules,
    limitCuts: rules.flatMap(({ limitThousandths }, rule) => (limitThousandths === null ? [] : [{ rule, limitThousandths }])),
    rulesOfStatus: rules.flatMap(({ statuses }, i) => (statuses ? [i] : [])),
    reopening: policy.reopening.map((variant) => ({
      variant,
      matches: matcher(variant.segments, variant.phases),
      when: compileCondition(variant.when),
      members: compileMembers(variant.when),
      ladder: variant.ladder.map((step) => ({
        limitThousandths: thousandths(step.limitFactor),
        when: compileCondition(step.when),
        members: compileMembers(step.when),
      })),
    })),
    increases: policy.increases.map((increase) => ({
      increase,
      matches: matcher(increase.segments, increase.phases),
      when: compileCondition(increase.when),
      factorThousandths: thousandths(increase.factor),
      capThousandths: thousandths(increase.capOfOriginal),
    })),
    warnings: policy.warnings.map((warning) => ({ warning, when: compileCondition(warning.when) })),
    toleranceThousandths: thousandths(policy.dueTolerance),
    thresholds: growthThresholds(readers),
    readers,
    needs: metricNeeds(readers.reads),
    constants,
  }
}

function compileRules(policy: PolicyDocument): CompiledRule[] {
  const neverAgainst = new Set(policy.overrides.neverAgainst)
  const reasons: string[] = []
  return policy.layers.flatMap((layer) =>
    layer.rules.map((rule) => {
      reasons.push(rule.reason)
      return compileRule(rule, layer.id, neverAgainst.has(layer.id), reasons.indexOf(rule.reason))
    }),
  )
}

function compileRule(rule: Rule, layer: string, neverAgainst: boolean, reasonIndex: number): CompiledRule {
  const kinds = rule.kinds && new Set(rule.kinds)
  const matches = matcher(rule.segments, rule.phases)
  return {
    rule,
    reasonIndex,
    layer,
    severity: SEVERITY[rule.effect.status ?? 'none'],
    limitThousandths: rule.effect.limitFactor === undefined ? null : thousandths(rule.effect.limitFactor),
    neverAgainst,
    when: compileCondition(rule.when),
    until: rule.until ? compileCondition(rule.until) : null,
    statuses: rule.statuses ? new Set(rule.statuses) : null,
    applies: kinds ? (kind, segment, phase) => kinds.has(kind) && matches(segment, phase) : (_, segment, phase) => matches(segment, phase),
  }
}

function compileMembers(condition: Condition): CompiledMember[] {
  return membersOf(condition).map((member) => ({ condition: member, holds: compileCondition(member) }))
}

function matcher(segments?: readonly string[], phases?: readonly Phase[]): (segment: string, phase: Phase) => boolean {
  if (!segments && !phases) return () => true
  return (segment, phase) => (!segments || segments.includes(segment)) && (!phases || phases.includes(phase))
}

/** A factor of at most three decimals as an integer of thousandths, so that limits stay exact (P13). */
function thousandths(factor: number): number {
  return Math.floor(factor * 1000 + 0.5)
}

function documentRef(document: { readonly id: string; readonly version: number }): DocumentRef {
  return { id: `${document.id}@${document.version}`, sha256: sha256Hex(canonicalJson(document)) }
}
