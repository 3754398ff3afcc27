/** From an explained decision to a row of the queue, and the order of the queue. */
import type { BookLine, Decision, Explanation, Rulebook, Status } from '@tideline/engine'
import { plainText } from '@tideline/import'
import { addDays, assert, formatDay, parseDay, type Day, type KnownEvent } from '@tideline/journal'
import type { Attention, LineSummary } from '../contract.ts'

/** A suspension is news for this many days: the officer has met the borrower by then. */
const NEWS_DAYS = 7

/** `judgements`: what waits for a person on it (`openJudgements`). */
export function summariseLine(line: BookLine, { decision, metrics, curedSince }: Explanation, rulebook: Rulebook, judgements: readonly Attention[]): LineSummary {
  const { borrower, status, since, limit, available, balance, score, step } = decision
  return {
    line: line.id,
    borrower,
    name: nameOf(line),
    branch: branchOf(line),
    kind: line.kind,
    currency: line.currency,
    status,
    since,
    limit,
    available,
    balance,
    score,
    daysPastDue: metrics.days_past_due ?? null,
    reason: decidingReason(decision, rulebook),
    attention: attentionOf(decision, curedSince, judgements),
    ...(step !== undefined && { step }),
    policy: rulebook.policy.id,
  }
}

/** The name last registered of whose line it is; their id where none was. */
export function nameOf({ events, borrower }: BookLine): string {
  return plainText(registrationOf(events)?.name ?? borrower)
}

/** How the borrower is reached, as last registered; empty where nobody has said. */
export function reachOf({ events }: BookLine): { readonly phone: string; readonly centre: string } {
  const registered = registrationOf(events) as Readonly<Record<string, unknown>> | undefined
  const said = (field: string): string => (typeof registered?.[field] === 'string' ? plainText(registered[field]) : '')
  return { phone: said('phone'), centre: said('centre') }
}

export function branchOf({ events }: BookLine): string {
  return plainText(registrationOf(events)?.branch ?? '')
}

function registrationOf(events: readonly KnownEvent[]): { readonly name: string; readonly branch: string } | undefined {
  return events.findLast((event) => event.type === 'borrower.registered')?.data
}

/**
 * What holds the status as it is: the state that stands in no rule's place (an override before all), else the
 * first in policy order of the most severe rules firing.
 */
export function decidingReason({ reasons }: Decision, rulebook: Rulebook): string | null {
  const states = reasons.filter((reason) => !('rule' in reason)).map(({ code }) => code)
  if (states.length > 0) return states.includes('OVERRIDE') ? 'OVERRIDE' : states[0]!
  let best: { readonly code: string; readonly severity: number } | null = null
  for (const reason of reasons) {
    if (!('rule' in reason)) continue
    const severity = rulebook.rules.find(({ rule, layer }) => rule.id === reason.rule && layer === reason.layer)?.severity ?? 0
    if (!best || severity > best.severity) best = { code: reason.code, severity }
  }
  return best?.code ?? null
}

function attentionOf({ asOf, status, since, unmet, warnings }: Decision, curedSince: string | null, judgements: readonly Attention[]): Attention[] {
  const today = dayOf(asOf)
  const isNews = status === 'suspended' && since >= formatDay(addDays(today, -NEWS_DAYS))
  return [
    ...(isNews ? [{ kind: 'newly-suspended', since } as const] : []),
    // People wait for an answer: before all that waits for the borrower.
    ...judgements,
    ...(curedSince === null ? [] : [{ kind: 'cured-but-shut', since: curedSince, days: today - dayOf(curedSince), unmet: unmet.length } as const]),
    ...warnings
      .map(({ warning, kind, dueOn, overdue }) => ({ kind: 'warning', warning, task: kind, dueOn, overdue }) as const)
      .sort((a, b) => order(a.dueOn, b.dueOn)),
  ]
}

/** Lines needing attention first, the most pressing before the others, then all by name. */
export function sortQueue(lines: readonly LineSummary[]): LineSummary[] {
  return lines
    .map((line) => ({ line, pressing: pressingOf(line.attention[0]) }))
    .sort((a, b) => a.pressing - b.pressing || order(a.line.name, b.line.name) || order(a.line.line, b.line.line))
    .map(({ line }) => line)
}

function pressingOf(first: Attention | undefined): number {
  switch (first?.kind) {
    case 'newly-suspended':
      return 0
    case 'override-proposed':
      return 1
    case 'review-requested':
      return 2
    case 'cured-but-shut':
      return 3
    case 'warning':
      return first.overdue ? 4 : 5
    case undefined:
      return 6
  }
}

export function countByStatus(lines: readonly LineSummary[]): Record<Status, number> {
  const counts = { active: 0, watch: 0, suspended: 0, probation: 0, closed: 0 }
  for (const { status } of lines) counts[status]++
  return counts
}

/** Code-unit order: the same on every device, whatever its language. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function dayOf(text: string): Day {
  const day = parseDay(text)
  assert(day !== null, `A day is YYYY-MM-DD, not ${text}`)
  return day
}
