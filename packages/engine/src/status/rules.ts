/** Which rules fire on a day, and how severe their verdict is (P4, P5). Nothing is short-circuited. */
import type { Day, LineKind, Phase } from '@tideline/journal'
import type { MetricValues } from '../metrics/vocabulary.ts'
import type { Rulebook, Severity } from '../policy/rulebook.ts'
import type { LineState } from './state.ts'

export interface Verdict {
  readonly severity: Severity
  /** The verdict of the layers in `overrides.neverAgainst`, taken by themselves. */
  readonly neverAgainst: Severity
}

/** Evaluates every rule and keeps in `state.firingSince` since when each fires; what is forgiven counts nothing (Q5). */
export function evaluateRules(
  rulebook: Rulebook,
  state: LineState,
  values: MetricValues,
  situation: { readonly day: Day; readonly kind: LineKind; readonly segment: string; readonly phase: Phase },
): Verdict {
  let severity: Severity = 0
  let neverAgainst: Severity = 0
  for (let i = 0; i < rulebook.rules.length; i++) {
    const rule = rulebook.rules[i]!
    const firedBefore = state.firingSince[i] !== null
    if (!rule.applies(situation.kind, situation.segment, situation.phase) || rule.until?.(values)) {
      state.firingSince[i] = null
      state.forgiven[i] = false
      continue
    }
    const holds = rule.when(values)
    const begins = holds && (rule.statuses === null || rule.statuses.has(state.status))
    const goesOn = firedBefore && (rule.until !== null || holds)
    if (!begins && !goesOn) {
      state.firingSince[i] = null
      state.forgiven[i] = false
      continue
    }
    state.firingSince[i] ??= situation.day
    if (state.forgiven[i]) continue
    if (rule.severity > severity) severity = rule.severity
    if (rule.neverAgainst && rule.severity > neverAgainst) neverAgainst = rule.severity
  }
  return { severity, neverAgainst }
}

/** The verdict of the rules that fire, as `evaluateRules` left them. */
export function verdictOf(rulebook: Rulebook, state: LineState): Verdict {
  let severity: Severity = 0
  let neverAgainst: Severity = 0
  rulebook.rules.forEach((rule, i) => {
    if (state.firingSince[i] === null || state.forgiven[i]) return
    if (rule.severity > severity) severity = rule.severity
    if (rule.neverAgainst && rule.severity > neverAgainst) neverAgainst = rule.severity
  })
  return { severity, neverAgainst }
}
