/** Which rules fire on a day, and how severe their verdict is (P4, P5). Nothing is short-circuited. */
import type { Day, LineKind, Phase } from '@tideline/journal'
import type { MetricValues } from '../metrics/vocabulary.ts'
import type { WatchedValues } from '../metrics/watched-values.ts'
import type { Status } from '../policy/policy.ts'
import type { CompiledRule, Rulebook, Severity } from '../policy/rulebook.ts'
import type { LineState } from './state.ts'

export interface Verdict {
  readonly severity: Severity
  /** The verdict of the layers in `overrides.neverAgainst`, taken by themselves. */
  readonly neverAgainst: Severity
}

/**
 * Asks the rules that are awake and keeps in `state.firingSince` since when each fires; what is forgiven counts
 * nothing (Q5). `before` is the verdict of the rules as they stood, `null` where that is not known. A rule of which nothing has moved since it was asked comes out as it did.
 */
export function evaluateRules(
  rulebook: Rulebook,
  state: LineState,
  { values, woken }: Pick<WatchedValues, 'values' | 'woken'>,
  situation: { readonly day: Day; readonly kind: LineKind; readonly segment: string; readonly phase: Phase },
  before: Verdict | null = null,
): Verdict {
  const { rules } = rulebook
  let turned = false
  for (let i = 0; i < rules.length; i++) {
    if (woken[i] === 0) continue
    const rule = rules[i]!
    const firedBefore = state.firingSince[i] !== null
    if (fires(rule, firedBefore, state.status, values, situation) === firedBefore) continue
    turned = true
    state.firingSince[i] = firedBefore ? null : situation.day
    state.forgiven[i] = false
  }
  return turned || before === null ? verdictOf(rulebook, state) : before
}

function fires(
  rule: CompiledRule,
  firedBefore: boolean,
  status: Status,
  values: MetricValues,
  { kind, segment, phase }: { readonly kind: LineKind; readonly segment: string; readonly phase: Phase },
): boolean {
  if (!rule.applies(kind, segment, phase) || rule.until?.(values)) return false
  if (firedBefore && rule.until !== null) return true
  return rule.when(values) && (firedBefore || rule.statuses === null || rule.statuses.has(status))
}

/** The verdict of the rules that fire, as `evaluateRules` left them. */
export function verdictOf(rulebook: Rulebook, state: LineState): Verdict {
  let severity: Severity = 0
  let neverAgainst: Severity = 0
  for (let i = 0; i < rulebook.rules.length; i++) {
    if (state.firingSince[i] === null || state.forgiven[i]) continue
    const rule = rulebook.rules[i]!
    if (rule.severity > severity) severity = rule.severity
    if (rule.neverAgainst && rule.severity > neverAgainst) neverAgainst = rule.severity
  }
  return { severity, neverAgainst }
}
