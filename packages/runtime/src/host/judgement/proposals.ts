/** The proposals of a line to override its status, each with what became of it by a day. */
import type { BookLine, Decision, IgnoredApproval } from '@tideline/engine'
import { plainText } from '@tideline/import'
import { addDays, formatDay, isJudgementEvent, parseDay, type Day, type EventOf, type JudgementEventOf } from '@tideline/journal'
import type { ProposalSeen, ProposalState } from '../../judgement-contract.ts'
import type { BorrowerBook } from '../borrower-book.ts'
import { nameOf } from '../summary.ts'

/** Newest first; a reversed one was never made (E3). Throws `MoneyOverflowError`. */
export function proposalsOf(book: BorrowerBook, line: BookLine, asOf: Day): ProposalSeen[] {
  const today = formatDay(asOf)
  const proposals = line.events.filter((event) => event.type === 'override.proposed').filter(({ on }) => on <= today)
  if (proposals.length === 0) return []
  const life = lifeOf(book, line, asOf)
  const refusals = refusalsOf(book, line, today)
  const name = nameOf(line)
  return proposals.reverse().map((proposal) => {
    const { id, by, on, data } = proposal
    return {
      id,
      line: line.id,
      name,
      kind: line.kind,
      currency: line.currency,
      by: plainText(by),
      on,
      status: data.status,
      ...(data.limit !== undefined && { limit: data.limit }),
      until: data.until,
      reason: plainText(data.reason),
      note: plainText(data.note),
      ...fateOf(proposal, life, refusals.get(id)),
    }
  })
}

type Fate = Pick<ProposalSeen, 'state' | 'answer' | 'before' | 'runsUntil' | 'ignored' | 'outcome'>

function fateOf(proposal: EventOf<'override.proposed'>, life: Life, refusal: JudgementEventOf<'override.refused'> | undefined): Fate {
  const approvals = life.approvals.filter(({ data }) => data.proposal === proposal.id)
  const effective = approvals.find(({ id }) => !life.ignored.has(id))
  if (effective) return { ...life.courseOf(effective, proposal.data.status), answer: { by: plainText(effective.by), on: effective.on } }
  const ignored = life.ignored.get(approvals.at(-1)?.id ?? '')
  const failed = ignored !== undefined && { ignored }
  if (refusal) {
    const { by, on, data } = refusal
    return { state: 'refused', answer: { by: plainText(by), on, note: plainText(data.note) }, ...failed }
  }
  const state: ProposalState = proposal.data.until < life.today || life.closed ? 'expired' : 'pending'
  return { state, ...failed }
}

/** The first refusal of each proposal. */
function refusalsOf({ log }: BorrowerBook, line: BookLine, today: string): ReadonlyMap<string, JudgementEventOf<'override.refused'>> {
  const reversed = new Set(log.reversals.map(({ data }) => data.event))
  const refusals = log.events.filter((event) => isJudgementEvent(event, 'override.refused'))
  const standing = refusals.filter(({ id, on, line: named }) => named === line.id && on <= today && !reversed.has(id))
  return new Map(standing.reverse().map((refusal) => [refusal.data.proposal, refusal]))
}

interface Life {
  readonly today: string
  readonly closed: boolean
  readonly approvals: readonly EventOf<'override.approved'>[]
  /** By the id of an approval without effect, why. */
  readonly ignored: ReadonlyMap<string, IgnoredApproval['why']>
  readonly courseOf: (approval: EventOf<'override.approved'>, status: ProposalSeen['status']) => Omit<Fate, 'answer'>
}

/** The line as it was decided on the days of its approvals and all days on which something changed. */
function lifeOf(book: BorrowerBook, line: BookLine, asOf: Day): Life {
  const decider = book.deciderOf(line)
  const today = formatDay(asOf)
  const approvals = line.events.filter((event) => event.type === 'override.approved').filter(({ on }) => on <= today)
  const changed = decider.history(line, asOf).map(({ asOf: day }) => dayIn(day))
  const around = approvals.flatMap(({ on }) => [addDays(dayIn(on), -1), dayIn(on)]).filter((day) => day >= line.openedOn)
  const days = [...new Set([...changed, ...around, asOf])].sort((a, b) => a - b)
  const decisions = decider.decide(line, days)
  const ignored = new Map(decisions.flatMap((decision) => (decision.ignored ?? []).map(({ event, why }) => [event, why] as const)))
  const writtenOff = line.events.some((event) => event.type === 'line.closed' && event.data.reason === 'written-off' && event.on <= today)
  return {
    today,
    closed: decisions.at(-1)!.status === 'closed',
    approvals,
    ignored,
    courseOf(approval, status) {
      const before = decisions.findLast(({ asOf: day }) => day < approval.on)?.status ?? 'active'
      const since = decisions.filter(({ asOf: day }) => day >= approval.on)
      const over = since.find((decision) => decision.override?.approval !== approval.id)
      const running = over ? dayBefore(over, approval.on) : since.at(-1)!.override!.until
      const outcome = status === 'suspended' ? undefined : outcomeOf(since, writtenOff)
      return { state: over ? 'ended' : 'in-force', before, runsUntil: running, ...(outcome && { outcome }) }
    },
  }
}

function outcomeOf(since: readonly Decision[], writtenOff: boolean): NonNullable<ProposalSeen['outcome']> {
  if (since.at(-1)!.status === 'closed') return writtenOff ? 'written-off' : 'closed'
  return since.some(({ status }) => status === 'suspended') ? 'suspended-again' : 'open'
}

/** The last day before a decision; never before the approval, which another of the same day may have replaced at once. */
function dayBefore({ asOf }: Decision, approvedOn: string): string {
  const day = formatDay(addDays(dayIn(asOf), -1))
  return day < approvedOn ? approvedOn : day
}

function dayIn(text: string): Day {
  return parseDay(text)!
}
