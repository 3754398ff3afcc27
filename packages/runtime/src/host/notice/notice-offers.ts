/** Which notices are true of a line on a day, and which reasons each may name: those that fire, at most four, the one that decides first. */
import type { BookLine, Decision, Reason, Rulebook } from '@tideline/engine'
import { MOST_REASONS } from '@tideline/journal'
import type { WaysBack } from '../../contract.ts'
import type { NoticeOffer } from '../../notice-contract.ts'
import type { BorrowerBook } from '../borrower-book.ts'
import { dayOf, decidingReason } from '../summary.ts'
import { findWaysBack } from '../ways-back.ts'

/** The most pressing first; none for a closed line, or one that stands as it was opened. Throws `MoneyOverflowError`. */
export function noticeOffers(book: BorrowerBook, line: BookLine, asOf: string): NoticeOffer[] {
  const { rulebook, history } = book.deciderOf(line)
  const past = history(line, dayOf(asOf))
  const now = past.at(-1)
  if (!now || now.status === 'closed') return []
  const ways = now.status === 'suspended' || now.status === 'probation' ? findWaysBack(book, line, asOf) : null
  const path = ways ? [pathOffer(now, ways)] : []
  if (now.status === 'suspended') return [{ kind: 'suspension', since: now.since, reasons: ordered(now, rulebook), ...(ways && { ways }) }, ...path]
  const other = past.findLast(({ status, limit }) => limit !== now.limit || status === 'suspended')
  if (!other) return path
  const next = past[past.indexOf(other) + 1]!
  if (other.status === 'suspended') return [{ kind: 'reopening', since: next.asOf, reasons: ordered(now, rulebook) }, ...path]
  const byPerson = line.events.some(({ type, on }) => type === 'limit.set' && on === next.asOf)
  const reasons = now.limit < other.limit ? limiting(now, rulebook) : []
  return [{ kind: 'limit', since: next.asOf, reasons, limit: { before: other.limit, byPerson } }, ...path]
}

/** R5: where only talking is left, nothing is said of a cause. */
function pathOffer(now: Decision, ways: WaysBack): NoticeOffer {
  const causes = new Set(ways.none?.why === 'talk-to-lender' ? [] : ways.causes.map(({ code }) => code))
  return { kind: 'path', since: now.since, reasons: now.reasons.filter(({ code }) => causes.has(code)).slice(0, MOST_REASONS), ways }
}

/** The one that decides, then the more severe before the others, then as the policy has them. */
function ordered(decision: Decision, rulebook: Rulebook): Reason[] {
  const first = decidingReason(decision, rulebook)
  const weight = (reason: Reason): number => (reason.code === first ? Infinity : (ruleOf(reason, rulebook)?.severity ?? 0))
  return [...decision.reasons].sort((a, b) => compare(weight(b), weight(a))).slice(0, MOST_REASONS)
}

/** Of a limit that was cut: what cuts it, the deepest first; on the way back, that it comes step by step. */
function limiting(decision: Decision, rulebook: Rulebook): Reason[] {
  const factor = (reason: Reason): number => ruleOf(reason, rulebook)?.rule.effect.limitFactor ?? 1
  return decision.reasons
    .filter((reason) => factor(reason) < 1 || reason.code === 'PROBATION')
    .sort((a, b) => factor(a) - factor(b))
    .slice(0, MOST_REASONS)
}

function ruleOf(reason: Reason, rulebook: Rulebook): Rulebook['rules'][number] | undefined {
  return 'rule' in reason ? rulebook.rules.find(({ rule, layer }) => rule.id === reason.rule && layer === reason.layer) : undefined
}

/** Infinity minus itself is no number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1
}
