/** Which approvals of a day have effect, and why the others have none: P6 and P12. */
import { dayOf, dayText } from './days.ts'
import type { Override } from './day.ts'
import { eventsOf, type LineLog } from './log.ts'
import type { IgnoredWhy, PolicyJson, RunningOverride } from './shapes.ts'

export interface ApprovalsOfDay {
  /** With effect, in canonical order; the last one runs. */
  readonly effective: readonly Override[]
  readonly ignored: readonly { readonly event: string; readonly why: IgnoredWhy }[]
}

export interface ApprovalCircumstances {
  readonly closing: boolean
  /** Whether the layers in `neverAgainst`, by themselves, give a verdict of suspended. */
  readonly neverAgainst: boolean
  readonly alreadyApproved: readonly string[]
  /** Whether the variant that P9 would choose knows no probation (P26). */
  readonly ladderIsEmpty: boolean
}

export function approvalsOn(
  log: LineLog,
  policy: PolicyJson,
  day: number,
  circumstances: ApprovalCircumstances,
): ApprovalsOfDay {
  const effective: Override[] = []
  const ignored: { event: string; why: IgnoredWhy }[] = []
  // A proposal of a later day is unknown on this one: a decision never depends on events after its day.
  const proposals = eventsOf(log, 'override.proposed', day)

  for (const { event: approval } of eventsOf(log, 'override.approved', day).filter((dated) => dated.day === day)) {
    const proposal = proposals.find(({ event }) => event.id === approval.data.proposal)
    const done = [...circumstances.alreadyApproved, ...effective.map(({ shown }) => shown.proposal)]
    const refuse = (why: IgnoredWhy): void => {
      ignored.push({ event: approval.id, why })
    }
    if (circumstances.closing) refuse('line-closed')
    else if (proposal === undefined) refuse('unknown-proposal')
    else if (day > dayOf(proposal.event.data.until)) refuse('after-until')
    else if (approval.by === proposal.event.by) refuse('same-person')
    else if (done.includes(proposal.event.id)) refuse('already-approved')
    else if (circumstances.neverAgainst) refuse('never-against')
    else if (proposal.event.data.status === 'probation' && circumstances.ladderIsEmpty) refuse('no-probation')
    else {
      const { status, limit, until } = proposal.event.data
      const lastDay = Math.min(dayOf(until), day + policy.overrides.maxDays)
      const shown: RunningOverride = {
        proposal: proposal.event.id,
        approval: approval.id,
        status,
        ...(limit === undefined ? {} : { limit }),
        until: dayText(lastDay),
      }
      effective.push({ shown, lastDay })
    }
  }
  return { effective, ignored }
}
