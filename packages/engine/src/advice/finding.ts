/** One thing about a policy that its author may not have meant. */
import type { Condition, Leaf } from '../policy/condition.ts'
import type { PolicyDocument, Rule } from '../policy/policy.ts'
import { SEVERITY, type Severity } from '../policy/rulebook.ts'

/** Every code, in the order of SPEC "Advice" (A1 …). */
export const ADVICE_CODES = [
  'cut-feeds-its-cause',
  'cut-hinders-its-exit',
  'cut-lowers-the-score',
  'cut-worsens-the-segment',
  'suspension-counts-in-segment',
  'cut-prolongs-itself',
  'condition-never-holds',
  'until-always-holds',
  'rule-never-applies',
  'rule-adds-nothing',
  'segment-always-taken',
  'variant-never-chosen',
  'increase-never-made',
  'rule-never-ends',
  'reopening-contradicts-itself',
  'reopening-against-rule',
  'reopening-hindered',
  'step-never-reached',
  'cured-but-shut',
  'reopening-undone',
  'exit-inside-entry',
  'entry-and-exit-too-close',
  'gap-between-rules',
  'status-flaps',
  'limit-flaps',
  'calendar-flaps',
] as const

export type AdviceCode = (typeof ADVICE_CODES)[number]

/**
 * `warning`: hardly meant. `note`: true, and may well be meant.
 * Facts are ids (`rule`, `other`, `segment`, `phase`, `variant`, `status`, `metric`, `probe`), numbers in the
 * unit of `metric` (`entry`, `exit`, `wavers`) or as their name says (`days`, `times`), and `day`: of the probe's
 * life `YYYY-MM-DD`, its line opened on 2020-01-01.
 */
export interface Advice {
  readonly code: AdviceCode
  readonly severity: 'warning' | 'note'
  /** Where in the document, as `layers[1].rules[0].when.all[2]`. */
  readonly path: string
  readonly facts: Readonly<Record<string, string | number>>
}

export interface RuleAt {
  readonly rule: Rule
  readonly layer: string
  readonly path: string
  readonly severity: Severity
  /** The part of the limit that it leaves; 1 where it cuts none. */
  readonly factor: number
  readonly neverAgainst: boolean
}

/** Every rule with its place, in policy order. */
export function rulesOf(policy: PolicyDocument): RuleAt[] {
  return policy.layers.flatMap((layer, i) =>
    layer.rules.map((rule, j) => ({
      rule,
      layer: layer.id,
      path: `layers[${i}].rules[${j}]`,
      severity: SEVERITY[rule.effect.status ?? 'none'],
      factor: rule.effect.limitFactor ?? 1,
      neverAgainst: policy.overrides.neverAgainst.includes(layer.id),
    })),
  )
}

/** Does the rule move anything, or does it only explain? */
export function decides({ severity, factor }: RuleAt): boolean {
  return severity > SEVERITY.none || factor < 1
}

/** Leaves that must all hold for the condition to: its own, or those of its outer `all`s; each with its path. */
export function requiredLeaves(condition: Condition, path: string): { readonly leaf: Leaf; readonly path: string }[] {
  if ('metric' in condition) return [{ leaf: condition, path }]
  if ('all' in condition) return condition.all.flatMap((member, i) => requiredLeaves(member, `${path}.all[${i}]`))
  return []
}

/** Leaves each of which is enough for the condition to hold: its own, or those of its outer `any`s. */
export function sufficientLeaves(condition: Condition, path: string): { readonly leaf: Leaf; readonly path: string }[] {
  if ('metric' in condition) return [{ leaf: condition, path }]
  if ('any' in condition) return condition.any.flatMap((member, i) => sufficientLeaves(member, `${path}.any[${i}]`))
  return []
}
