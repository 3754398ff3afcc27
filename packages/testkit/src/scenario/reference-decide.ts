/** The reference evaluator as a decide function for scenarios. */
import { referenceDecisions } from '../reference/decision.ts'
import { LogRefused } from '../reference/log.ts'
import type { PolicyJson, ScorecardJson } from '../reference/shapes.ts'
import type { Decide } from './scenario.ts'

/** Where the policies and scorecards that scenarios name are found, by `id@version`. */
export interface Library {
  readonly policy: (reference: string) => PolicyJson
  readonly scorecard: (reference: string) => ScorecardJson
}

export function referenceDecide(library: Library): Decide {
  return (task) => {
    const policy = library.policy(task.policy)
    const scorecard = library.scorecard(policy.scorecard)
    try {
      const decisions = referenceDecisions(task.events, policy, scorecard, task.line, task.days, task.knownAt)
      return { ok: true, decisions }
    } catch (refusal) {
      if (!(refusal instanceof LogRefused)) throw refusal
      return { ok: false, issues: [{ code: refusal.code }] }
    }
  }
}
