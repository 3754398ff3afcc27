/** What a what-if changes: the changes of status on the way, and the reasons that go and come. */
import type { Decision, Status } from '@tideline/engine'
import type { LineTrace } from '@tideline/runtime'
import { dayAfter, daysBetween } from '@tideline/ui/formats'
import { STATUS_ORDER } from '../line/status-order.ts'

export interface StatusChange {
  readonly on: string
  readonly status: Status
}

/** Changes of status after a day, in order. */
export function changesAfter({ from, status }: LineTrace, asOf: string): StatusChange[] {
  const changes: StatusChange[] = []
  for (let i = Math.max(1, daysBetween(from, asOf) + 1); i < status.length; i++) {
    if (status[i] !== status[i - 1]) changes.push({ on: dayAfter(from, i), status: STATUS_ORDER[status[i]!] ?? 'closed' })
  }
  return changes
}

/** Codes of the rules that no longer fire, and of those that do now. States of the line are its status, no reasons. */
export function reasonChanges(today: Decision, then: Decision): { readonly gone: readonly string[]; readonly come: readonly string[] } {
  const [before, after] = [today, then].map(({ reasons }) => [...new Set(reasons.flatMap((reason) => ('rule' in reason ? [reason.code] : [])))])
  return {
    gone: before!.filter((code) => !after!.includes(code)),
    come: after!.filter((code) => !before!.includes(code)),
  }
}
