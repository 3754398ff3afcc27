/** What people decided in a period: the answer to "who lifted a suspension in March?". */
import { compareInstants, isAuditEvent, isKnownEvent, type JournalEvent } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { HumanAct, HumanActs } from '../audit-contract.ts'
import { shownEvent } from './shown-event.ts'

/** What changes how a line stands by somebody's judgement, not by money or days. */
const ACTS: ReadonlySet<string> = new Set([
  'override.proposed',
  'override.approved',
  'override.refused',
  'review.requested',
  'review.held',
  'line.restructured',
  'flag.raised',
  'flag.cleared',
  'limit.set',
  'phase.set',
  'path.issued',
  'line.closed',
  'event.reversed',
  'borrower.erased',
])

/** More than anybody reads through: a narrower period then. */
const MOST_ACTS = 500

/** From one day to another, both included, by the day of effect or of recording; what was backdated is found by either. */
export async function actsOf(store: SharedStore, from: string, to: string): Promise<HumanActs> {
  const acts: JournalEvent[] = []
  const labels = new Map<string, string>()
  const reversals = new Map<string, string>()
  const within = (day: string): boolean => day >= from && day <= to
  for await (const { events } of store.readAll()) {
    for (const event of events) {
      if (isAuditEvent(event, 'device.registered') && event.audit && event.data.label !== undefined) labels.set(event.audit.device, event.data.label)
      if (isKnownEvent(event) && event.type === 'event.reversed') reversals.set(event.data.event, event.id)
      if (isAct(event) && (within(event.on) || within(event.at.slice(0, 10)))) acts.push(event)
    }
  }
  acts.sort((a, b) => compareInstants(b.at, a.at))
  const shown = acts.slice(0, MOST_ACTS).map((event): HumanAct => {
    const reversedBy = reversals.get(event.id)
    const label = event.audit && labels.get(event.audit.device)
    return {
      event: shownEvent(event),
      ...(event.audit && { device: { device: event.audit.device, ...(label !== undefined && { label }) } }),
      ...(reversedBy !== undefined && { reversedBy }),
    }
  })
  return { acts: shown, more: acts.length - shown.length }
}

/** A due that is waived is an act; one that was rescheduled or wrong is bookkeeping. */
function isAct(event: JournalEvent): boolean {
  return ACTS.has(event.type) || (isKnownEvent(event) && event.type === 'due.cancelled' && event.data.reason === 'waived')
}
