/** The rules of a day: P1 to P5. */
import { holds, type MetricReader } from './conditions.ts'
import type { Firing } from './day.ts'
import { eventsOf, type LineLog } from './log.ts'
import type { PolicyJson, RuleJson, Status, Verdict } from './shapes.ts'

const SEVERITY: readonly Verdict[] = ['none', 'watch', 'suspended', 'closed']

/** P1 */
export function segmentOf(policy: PolicyJson, read: MetricReader): string {
  const segment = policy.segments.find(({ when }) => holds(when, read))
  if (segment === undefined) throw new Error('the last segment of a policy is unconditional')
  return segment.id
}

/** P2 */
export function phaseOn(log: LineLog, day: number): string {
  return eventsOf(log, 'phase.set', day).at(-1)?.event.data.phase ?? 'steady'
}

/** P3 */
export function scoreShift(policy: PolicyJson, phase: string, segment: string): number {
  return policy.phases[phase]?.scoreShift[segment] ?? 0
}

/** Whether optional lists of segments and phases contain the line's. */
export function matches(
  scope: { readonly segments?: readonly string[]; readonly phases?: readonly string[] },
  segment: string,
  phase: string,
): boolean {
  return (scope.segments?.includes(segment) ?? true) && (scope.phases?.includes(phase) ?? true)
}

export interface RuleDay {
  readonly day: number
  readonly kind: string
  readonly segment: string
  readonly phase: string
  /** `active` on the day of opening. */
  readonly statusBefore: Status
  readonly firingBefore: readonly Firing[]
}

/** P4 and P5: every rule that fires, in policy order. */
export function firingRules(policy: PolicyJson, today: RuleDay, read: MetricReader): Firing[] {
  return policy.layers.flatMap((layer) =>
    layer.rules.flatMap((rule) => {
      const before = today.firingBefore.find((firing) => firing.layer === layer.id && firing.rule === rule.id)
      if (!fires(rule, today, before !== undefined, read)) return []
      return {
        layer: layer.id,
        rule: rule.id,
        reason: rule.reason,
        status: rule.effect.status ?? 'none',
        limitFactor: rule.effect.limitFactor ?? null,
        since: before?.since ?? today.day,
      }
    }),
  )
}

function fires(rule: RuleJson, today: RuleDay, firedBefore: boolean, read: MetricReader): boolean {
  const applies = (rule.kinds?.includes(today.kind) ?? true) && matches(rule, today.segment, today.phase)
  if (!applies) return false
  if (rule.until !== undefined && holds(rule.until, read)) return false
  const begins = holds(rule.when, read) && (rule.statuses?.includes(today.statusBefore) ?? true)
  const goesOn = firedBefore && (rule.until !== undefined || holds(rule.when, read))
  return begins || goesOn
}

/** P5: the most severe status among those that fired. */
export function verdictOf(firing: readonly Firing[]): Verdict {
  return SEVERITY.findLast((verdict) => firing.some(({ status }) => status === verdict)) ?? 'none'
}
