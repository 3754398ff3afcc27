/** Entries of a hand-made log: a day and what happened, the envelope filled in by `logOf`. */
import type { EventData, EventType } from '@tideline/journal'

/** An event without the parts that most tests do not care about. */
export interface Entry<T extends EventType = EventType> {
  readonly type: T
  readonly on: string
  readonly data: EventData[T]
  readonly id?: string
  readonly by?: string
  /** `null` where the event names no line and so concerns all of the borrower's. */
  readonly line?: string | null
  readonly borrower?: string
  /** Time of day it was recorded, for the order of events of one rank. */
  readonly time?: string
}

type Naming = Pick<Entry, 'id' | 'by' | 'line' | 'borrower' | 'time'>

export function entry<T extends EventType>(type: T, on: string, data: EventData[T], naming: Naming = {}): Entry<T> {
  return { type, on, data, ...naming }
}

export const opened = (on: string, data: Partial<EventData['line.opened']> = {}, naming?: Naming): Entry =>
  entry('line.opened', on, { kind: 'revolving', currency: 'CNY', limit: 100_000, ...data }, naming)

export const drawn = (on: string, amount: number, naming?: Naming): Entry => entry('draw.made', on, { amount }, naming)
export const paid = (on: string, amount: number, naming?: Naming): Entry =>
  entry('payment.received', on, { amount }, naming)

/** A due raised on `on`, to be paid by `dueOn`; `id` where a cancelling refers to it. */
export const due = (on: string, dueOn: string, amount: number, id?: string): Entry =>
  entry('due.raised', on, { dueOn, amount }, id === undefined ? {} : { id })

export const cancelled = (on: string, id: string, reason: EventData['due.cancelled']['reason']): Entry =>
  entry('due.cancelled', on, { due: id, reason })

export const reported = (on: string, balance: number, paidAmount: number, daysPastDue: number): Entry =>
  entry('statement.reported', on, { balance, paid: paidAmount, daysPastDue })

export const earned = (on: string, month: string, amount: number): Entry =>
  entry('income.observed', on, { month, amount })

export const spent = (on: string, month: string, category: 'essential' | 'discretionary', amount: number): Entry =>
  entry('spending.observed', on, { month, category, amount })

export const bureau = (on: string, data: Partial<EventData['bureau.reported']> = {}): Entry =>
  entry('bureau.reported', on, { delinquentAccounts: 0, goodAccounts: 0, inquiries6m: 0, ...data })

export const flagged = (on: string, flag: EventData['flag.raised']['flag'], naming?: Naming): Entry =>
  entry('flag.raised', on, { flag }, naming)

export const unflagged = (on: string, flag: EventData['flag.raised']['flag'], naming?: Naming): Entry =>
  entry('flag.cleared', on, { flag }, naming)

/** A promise of half the usual limit, without steps unless some are named. */
export const issued = (on: string, reopensOn: string, data: Partial<EventData['path.issued']> = {}, naming?: Naming): Entry =>
  entry(
    'path.issued',
    on,
    {
      policy: { id: 'former@1', sha256: '0'.repeat(64) },
      scorecard: { id: 'former@1', sha256: '0'.repeat(64) },
      status: 'probation',
      reopensOn,
      limit: 50_000,
      steps: [],
      expires: reopensOn,
      ...data,
    },
    naming,
  )

export const limited = (on: string, limit: number): Entry => entry('limit.set', on, { limit })
export const phase = (on: string, name: EventData['phase.set']['phase']): Entry =>
  entry('phase.set', on, { phase: name })
export const reviewed = (on: string): Entry => entry('review.held', on, { note: 'seen' })

export const contacted = (
  on: string,
  kind: EventData['contact.made']['kind'],
  promise?: { amount: number; by: string },
): Entry => entry('contact.made', on, { kind, outcome: 'spoken to', ...(promise && { promise }) })

/** Proposed by Ana under the id `id`, for someone else to approve. */
export const proposed = (
  on: string,
  id: string,
  data: Pick<EventData['override.proposed'], 'status' | 'until'> & { readonly limit?: number },
): Entry => entry('override.proposed', on, { reason: 'KNOWS_BETTER', note: 'visited', ...data }, { id, by: 'ana' })

export const approved = (on: string, proposal: string, by = 'ben', id?: string): Entry =>
  entry('override.approved', on, { proposal }, { by, ...(id !== undefined && { id }) })

export const closed = (on: string): Entry => entry('line.closed', on, { reason: 'expired' })
