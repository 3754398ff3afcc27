/** One thing about a policy that its author may not have meant. */
import type { Condition, Leaf } from '../policy/condition.ts'
import type { PolicyDocument, Rule } from '../policy/policy.ts'
import { SEVERITY, type Severity } from '../policy/rulebook.ts'

/** Every code in the order of SPEC "Advice" (A1 …), with the facts that it always has. */
export const FACTS_OF = {
  'cut-feeds-its-cause': ['rule', 'metric'],
  'cut-hinders-its-exit': ['rule', 'metric'],
  'cut-lowers-the-score': ['rule', 'metric', 'characteristic'],
  'cut-worsens-the-segment': ['rule', 'metric', 'segment'],
  'suspension-counts-in-segment': ['segment', 'metric', 'days', 'otherwise'],
  'cut-prolongs-itself': ['rule', 'metric', 'days', 'probe', 'kind', 'phase', 'day'],
  'condition-never-holds': ['rule'],
  'until-always-holds': ['rule'],
  'rule-never-applies': ['rule'],
  'rule-adds-nothing': ['rule', 'other'],
  'segment-always-taken': ['segment'],
  'variant-never-chosen': ['variant'],
  'increase-never-made': ['rule'],
  'rule-never-ends': ['rule'],
  'reopening-contradicts-itself': ['variant', 'segment'],
  'reopening-against-rule': ['variant', 'segment', 'rule'],
  'reopening-hindered': ['variant', 'metric'],
  'step-never-reached': ['variant', 'step', 'rule'],
  'cured-but-shut': ['by', 'days', 'probe', 'kind', 'phase', 'day'],
  'reopening-undone': ['rule', 'days', 'probe', 'kind', 'phase', 'day'],
  'exit-inside-entry': ['rule', 'metric', 'entry', 'exit'],
  'entry-and-exit-too-close': ['rule', 'metric', 'entry', 'exit'],
  'gap-between-rules': ['rule', 'other', 'metric', 'entry', 'exit'],
  'status-flaps': ['rule', 'times', 'probe', 'kind', 'phase', 'day'],
  'limit-flaps': ['rule', 'times', 'probe', 'kind', 'phase', 'day'],
  'calendar-flaps': ['rule', 'times', 'probe', 'kind', 'phase', 'day'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type AdviceCode = keyof typeof FACTS_OF
export const ADVICE_CODES = Object.keys(FACTS_OF) as readonly AdviceCode[]

/**
 * `warning`: hardly meant. `note`: true, and may well be meant.
 * Facts are ids, numbers in the unit of `metric` (`entry`, `exit`) or of the metric `wavering` (`wavers`) or as
 * their name says (`days`, `times`, `points`), and `day`: of the probe's life `YYYY-MM-DD`, its line opened on
 * 2020-01-01.
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
