/** The reason that decided: of the most severe rule firing, else the state's. */
import type { Decision, PolicyDocument, Reason } from '@tideline/engine'

/** From least to most severe (P5). */
const VERDICTS = [undefined, 'watch', 'suspended', 'closed'] as const

/** `null` where no rule fires and the line is in no passing state. Of equals the first in policy order. */
export function decidedBy({ reasons }: Decision, policy: PolicyDocument): Reason | null {
  const severity = (reason: Reason): number => ('rule' in reason ? severityOf(policy, reason.layer, reason.rule) : 0)
  return reasons.reduce<Reason | null>((most, reason) => (most && severity(most) >= severity(reason) ? most : reason), null)
}

function severityOf(policy: PolicyDocument, layerId: string, ruleId: string): number {
  const rules = policy.layers.find(({ id }) => id === layerId)?.rules
  return VERDICTS.indexOf(rules?.find(({ id }) => id === ruleId)?.effect.status)
}
