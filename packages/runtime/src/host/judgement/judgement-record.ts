/** A year of overrides by the officers who proposed them, beside the lines that the rules suspended. */
import type { BookLine } from '@tideline/engine'
import { addDays, formatDay, type Day } from '@tideline/journal'
import type { JudgementRecord, ProposalSeen } from '../../judgement-contract.ts'
import type { BorrowerBook } from '../borrower-book.ts'
import { dayOf, nameOf } from '../summary.ts'
import { proposalsOf } from './proposals.ts'

/** Long enough to see what became of an override, short enough to be about the officer of today. */
const PERIOD_DAYS = 365

/** What one borrower adds. Throws `MoneyOverflowError`. */
export interface BorrowerShare {
  readonly proposals: readonly ProposalSeen[]
  readonly suspended: JudgementRecord['suspended']
}

/** `from` of a period that ends on a day. */
export function periodFrom(to: string): string {
  return formatDay(addDays(dayOf(to), -PERIOD_DAYS))
}

export function shareOf(book: BorrowerBook, to: string): BorrowerShare {
  const [from, last] = [periodFrom(to), dayOf(to)]
  const lines = book.lines.filter(({ openedOn }) => openedOn <= last)
  return {
    proposals: lines.flatMap((line) => proposalsOf(book, line, last)).filter(({ on }) => on >= from),
    suspended: lines.filter((line) => wasSuspended(book, line, from, last)).map((line) => ({ line: line.id, name: nameOf(line) })),
  }
}

export function judgementRecord(to: string, shares: readonly BorrowerShare[]): JudgementRecord {
  const officers = new Map<string, ProposalSeen[]>()
  for (const proposal of shares.flatMap(({ proposals }) => proposals)) {
    const known = officers.get(proposal.by)
    if (known) known.push(proposal)
    else officers.set(proposal.by, [proposal])
  }
  return {
    from: periodFrom(to),
    to,
    officers: [...officers]
      .map(([officer, proposals]) => ({ officer, proposals: proposals.sort((a, b) => order(b.on, a.on)) }))
      .sort((a, b) => order(a.officer, b.officer)),
    suspended: shares.flatMap(({ suspended }) => suspended),
  }
}

/** On a day of the period, or on the day before it: an override of its first day lifts that one. */
function wasSuspended(book: BorrowerBook, line: BookLine, from: string, to: Day): boolean {
  const decisions = book.deciderOf(line).history(line, to)
  return decisions.some(({ status }, i) => status === 'suspended' && (decisions[i + 1]?.asOf ?? '9999-12-31') >= from)
}

/** Code-unit order: the same on every device, whatever its language. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
