/** What an override of a line may be, told before anybody proposes one (P12, P26). */
import type { Decision, Rulebook } from '@tideline/engine'
import { addDays, formatDay, type Phase } from '@tideline/journal'
import type { OverrideBounds } from '../../judgement-contract.ts'
import { dayOf } from '../summary.ts'

const STATUSES = ['active', 'watch', 'probation', 'suspended'] as const

export function overrideBounds({ rules, reopening, policy }: Rulebook, decision: Decision): OverrideBounds {
  const { maxDays, neverAgainst } = policy.overrides
  const stops = new Set(rules.filter((rule) => rule.neverAgainst && rule.rule.effect.status === 'suspended').map(({ layer, rule }) => `${layer} ${rule.id}`))
  const hardStops = decision.reasons.flatMap((reason) => ('rule' in reason && stops.has(`${reason.layer} ${reason.rule}`) ? [reason.code] : []))
  const variant = reopening.find(({ matches }) => matches(decision.segment, decision.phase as Phase))
  const statuses = STATUSES.filter((status) => status !== 'probation' || (variant?.ladder.length ?? 0) > 0)
  return {
    hardStops,
    neverAgainst,
    statuses: decision.status === 'closed' ? [] : statuses,
    maxDays,
    lastDay: formatDay(addDays(dayOf(decision.asOf), maxDays)),
  }
}
