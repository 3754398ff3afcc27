/** Why a line is to be seen to on a day, in the order in which it presses. */
import { addDays, formatDay } from '@tideline/journal'
import type { LineSummary } from '../../contract.ts'
import type { Why } from '../../day-contract.ts'
import { dayOf } from '../summary.ts'
import type { LineFacts } from './borrower-facts.ts'

/** As a policy's `staleAfterDays` (O1). Nothing is exchanged between devices yet: the newest record stands for it. */
const STALE_DAYS = 7

const RANK: Readonly<Record<Why['kind'], number>> = {
  'newly-suspended': 0,
  'override-proposed': 1,
  'review-requested': 2,
  'cured-but-shut': 3,
  promise: 4,
  'path-step': 5,
  warning: 6,
  due: 7,
  'review-due': 8,
  provisional: 9,
}

export interface WhyContext {
  /** The day the book is decided for. */
  readonly asOf: string
  /** The day of the newest record; `null` where nothing is known. */
  readonly knownOn: string | null
}

/** All that is to be done about a line by a day, its dues apart; the most pressing first. */
export function whysOf(summary: LineSummary, facts: LineFacts, by: string, context: WhyContext): Why[] {
  const whys: Why[] = [
    ...summary.attention.filter((attention) => attention.kind !== 'warning' || attention.dueOn <= by),
    ...facts.promises.filter((promise) => promise.by <= by),
  ]
  const { nextReviewOn } = facts
  if (nextReviewOn !== null && nextReviewOn <= by) whys.push({ kind: 'review-due', on: nextReviewOn, overdue: nextReviewOn < context.asOf })
  const provisional = provisionalOf(summary, context)
  if (provisional) whys.push(provisional)
  return whys.sort(byPressure)
}

export function byPressure(a: Why, b: Why): number {
  return RANK[a.kind] - RANK[b.kind] || compare(dayOfWhy(a) ?? '', dayOfWhy(b) ?? '')
}

/** The day it falls due; `null` for what holds from day to day. */
export function dayOfWhy(why: Why): string | null {
  switch (why.kind) {
    case 'warning':
    case 'due':
      return why.dueOn
    case 'promise':
    case 'path-step':
      return why.by
    case 'review-due':
      return why.on
    case 'review-requested':
      return why.answerBy
    case 'override-proposed':
      return why.until
    default:
      return null
  }
}

/** A line that came back on what nobody has added to for over a week: another record may say otherwise. */
function provisionalOf({ status, since }: LineSummary, { knownOn }: WhyContext): Why | null {
  if (knownOn === null || (status !== 'probation' && status !== 'active')) return null
  return since > formatDay(addDays(dayOf(knownOn), STALE_DAYS)) ? { kind: 'provisional', since, knownOn } : null
}

/** Code-unit order: the same on every device. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
