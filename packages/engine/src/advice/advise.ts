/** Advice on a policy that has passed the check: what it says, and what it does to lives tried on it. */
import type { PolicyDocument, ScorecardDocument } from '../policy/policy.ts'
import { compileRulebook } from '../policy/rulebook.ts'
import { ADVICE_CODES, type Advice } from './finding.ts'
import { adviseOnMargins } from './margins.ts'
import { adviseOnRuns } from './measured.ts'
import { adviseOnNever } from './never.ts'
import { probesOf, runProbe } from './probe-run.ts'
import { adviseOnProlonged } from './prolonged.ts'
import { Reach } from './reach.ts'
import { adviseOnReopening } from './reopening.ts'
import { adviseOnSelfHarm } from './self-harm.ts'

/**
 * What the author of a policy may not have meant: warnings first, then in the order of the codes and of the document. Both
 * documents have passed their checks; nothing here refuses a policy.
 */
export function advisePolicy(policy: PolicyDocument, scorecard: ScorecardDocument): Advice[] {
  const reach = new Reach(policy, scorecard)
  const rulebook = compileRulebook(policy, scorecard)
  const runs = probesOf(policy).map((probe) => runProbe(probe, rulebook))
  const found = [
    ...adviseOnSelfHarm(policy, scorecard),
    ...adviseOnNever(reach),
    ...adviseOnReopening(reach),
    ...adviseOnMargins(reach),
    ...adviseOnRuns(rulebook, runs),
    ...adviseOnProlonged(policy, scorecard, rulebook, runs),
  ]
  return found
    .map((advice, at) => ({ advice, at }))
    .sort((a, b) => RANK[a.advice.severity] - RANK[b.advice.severity] || ADVICE_CODES.indexOf(a.advice.code) - ADVICE_CODES.indexOf(b.advice.code) || a.at - b.at)
    .map(({ advice }) => advice)
}

const RANK = { warning: 0, note: 1 } as const
