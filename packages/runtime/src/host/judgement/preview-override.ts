/** What a line would be if an override were approved today: decided and forgotten (W1). */
import { MoneyOverflowError, whatIf, type BookLine } from '@tideline/engine'
import { addDays, formatDay, isKnownEvent, validateEvent, type Issue, type KnownEvent } from '@tideline/journal'
import type { OverridePreview, ProposedOverride } from '../../judgement-contract.ts'
import type { BorrowerBook } from '../borrower-book.ts'
import { dayOf } from '../summary.ts'

/** `at` is the instant that both entries bear. `null` before the line's opening. */
export function previewOverride(book: BorrowerBook, line: BookLine, proposed: ProposedOverride, asOf: string, at: string): OverridePreview | null {
  const day = dayOf(asOf)
  if (day < line.openedOn) return null
  const imagined = imagine(line, proposed, asOf, at)
  if ('issues' in imagined) return { ok: false, issues: imagined.issues }
  const decider = book.deciderOf(line)
  const last = Math.min(dayOf(proposed.until), addDays(day, decider.rulebook.policy.overrides.maxDays))
  try {
    const { then } = whatIf(decider, line, imagined.events, day)
    const runsUntil = then.override?.until ?? formatDay(last as typeof day)
    const after = whatIf(decider, line, imagined.events, addDays(dayOf(runsUntil), 1)).then
    return { ok: true, then, after, runsUntil }
  } catch (error) {
    if (!(error instanceof MoneyOverflowError)) throw error
    return { ok: false, issues: [{ code: 'money-overflow', path: 'data', expected: 'a sum within ±(2^53−1)', got: error.message }] }
  }
}

type Imagined = { readonly events: readonly KnownEvent[] } | { readonly issues: readonly Issue[] }

/** Both people, as they would record it; who they are makes no difference as long as they are two. */
function imagine(line: BookLine, { status, limit, until }: ProposedOverride, on: string, at: string): Imagined {
  const common = { borrower: line.borrower, line: line.id, on, at }
  const proposal = `preview/${line.id}`
  const entries = [
    { ...common, id: proposal, type: 'override.proposed', by: 'proposer', data: { status, ...(limit !== undefined && { limit }), reason: '', note: '', until } },
    { ...common, id: `${proposal}/yes`, type: 'override.approved', by: 'approver', data: { proposal } },
  ]
  const checked = entries.map((entry) => validateEvent(entry))
  const issues = checked.flatMap((result) => (result.ok ? [] : result.issues))
  if (issues.length > 0) return { issues }
  return { events: checked.flatMap((result) => (result.ok && isKnownEvent(result.event) ? [result.event] : [])) }
}
