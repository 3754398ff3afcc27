/** What analysis can say of a policy that passes the check. */
import type { Advice, AdviceCode } from '../advice/finding.ts'
import { Reach } from '../advice/reach.ts'
import type { PolicyDocument, ScorecardDocument } from '../policy/policy.ts'
import { scorecardOf } from './documents.ts'
import { rulebookOf } from './life-of.ts'

/** Throws if the policy is refused: advice is on sound policies only. */
export function reachOf(policy: PolicyDocument, scorecard: ScorecardDocument = scorecardOf()): Reach {
  rulebookOf(policy, scorecard)
  return new Reach(policy, scorecard)
}

/** `path severity` of each finding of a code. */
export function foundAs(code: AdviceCode, advice: readonly Advice[]): string[] {
  return advice.filter((one) => one.code === code).map(({ path, severity }) => `${path} ${severity}`)
}
