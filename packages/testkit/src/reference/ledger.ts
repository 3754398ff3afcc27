/** The ledger of a line on one day, booked from its first event each time something is added: L1 to L6. */
import type { EventOf } from '@tideline/journal'
import { dayOf } from './days.ts'
import type { Dated, LineLog } from './log.ts'
import type { PolicyJson } from './shapes.ts'

/** The two numbers of a policy that the ledger needs. */
export type LedgerTerms = Pick<PolicyJson, 'graceDays' | 'dueTolerance'>

/** A due as it stands; `paid` is what has been allocated to it. */
export interface Due {
  readonly id: string
  readonly dueOn: number
  readonly matures: number
  readonly amount: number
  /** At most this much unpaid counts as settled (L3). */
  readonly tolerance: number
  paid: number
  settledOn: number | null
  cancelled: { readonly on: number; readonly reason: string } | null
}

/** What counts towards habits: a matured due or, in reported mode, a report. */
export interface CountedDue {
  readonly dueOn: number
  readonly matures: number
  readonly onTime: boolean
  /** `null` where it has none: the first report, and a cancelled due that only keeps its mark. */
  readonly amount: number | null
  readonly paid: number
}

export interface Ledger {
  readonly balance: number
  readonly reportedMode: boolean
  readonly daysPastDue: number
  readonly arrears: number | null
  /** Raised by the day and not cancelled, in canonical order; not meaningful in reported mode. */
  readonly dues: readonly Due[]
  /** Oldest maturity first, then canonical order. */
  readonly counted: readonly CountedDue[]
}

/** What the events of a line up to some day have booked. */
interface Books {
  readonly balance: number
  readonly dues: readonly Due[]
  readonly reports: readonly Dated<EventOf<'statement.reported'>>[]
}

const LEDGER_TYPES: ReadonlySet<string> = new Set([
  'draw.made',
  'charge.added',
  'due.raised',
  'due.cancelled',
  'payment.received',
  'statement.reported',
])

const booked = new WeakMap<LineLog, WeakMap<LedgerTerms, Map<number, Books>>>()

/** The books at the end of `day`, kept for the days on which nothing new is booked. */
function booksOn(log: LineLog, day: number, terms: LedgerTerms): Books {
  const events = log.events.filter((dated) => dated.day <= day && LEDGER_TYPES.has(dated.event.type))
  const byTerms = booked.get(log) ?? new WeakMap<LedgerTerms, Map<number, Books>>()
  const byCount = byTerms.get(terms) ?? new Map<number, Books>()
  const books = byCount.get(events.length) ?? bookAll(events, terms)
  byCount.set(events.length, books)
  byTerms.set(terms, byCount)
  booked.set(log, byTerms)
  return books
}

/** L1, L2, L3, L6: every event in turn, from an empty book. */
function bookAll(events: readonly Dated[], terms: LedgerTerms): Books {
  const dues: Due[] = []
  const reports: Dated<EventOf<'statement.reported'>>[] = []
  let balance = 0
  let prepaid = 0

  const allocate = (amount: number): void => {
    const open = dues.filter((due) => due.cancelled === null && due.paid < due.amount)
    open.sort((a, b) => a.dueOn - b.dueOn) // stable: canonical order decides ties
    let left = amount
    for (const due of open) {
      const part = Math.min(left, due.amount - due.paid)
      due.paid += part
      left -= part
    }
    prepaid += left
  }

  for (const dated of events) {
    const { event } = dated
    switch (event.type) {
      case 'draw.made':
      case 'charge.added':
        balance += event.data.amount
        break
      case 'due.raised': {
        const due = newDue(event, terms)
        dues.push(due)
        due.paid = Math.min(prepaid, due.amount)
        prepaid -= due.paid
        break
      }
      case 'due.cancelled': {
        const due = dues.find((candidate) => candidate.id === event.data.due && candidate.cancelled === null)
        if (due === undefined) break
        due.cancelled = { on: dated.day, reason: event.data.reason }
        if (event.data.reason === 'waived') balance -= due.amount - due.paid
        allocate(due.paid)
        break
      }
      case 'payment.received':
        balance -= event.data.amount
        allocate(event.data.amount)
        break
      case 'statement.reported':
        balance = event.data.balance
        reports.push({ event, day: dated.day })
        break
      default:
    }
    for (const due of dues) {
      const settled = due.amount - due.paid <= due.tolerance
      if (settled && due.settledOn === null && due.cancelled === null) due.settledOn = dated.day
    }
  }
  return { balance, dues, reports }
}

/** The ledger at the end of `day`. */
export function ledgerOn(log: LineLog, day: number, terms: LedgerTerms): Ledger {
  const { balance, dues, reports } = booksOn(log, day, terms)
  const standing = dues.filter((due) => due.cancelled === null)
  const overdue = standing.filter((due) => due.settledOn === null && due.dueOn < day)
  const lastReport = reports.at(-1)
  if (lastReport !== undefined) {
    return {
      balance,
      reportedMode: true,
      daysPastDue: balance > 0 ? lastReport.event.data.daysPastDue : 0,
      arrears: null,
      dues: standing,
      counted: countedReports(reports, terms),
    }
  }
  return {
    balance,
    reportedMode: false,
    daysPastDue: Math.max(0, ...overdue.map((due) => day - due.dueOn)),
    arrears: overdue.reduce((sum, due) => sum + due.amount - due.paid, 0),
    dues: standing,
    counted: countedDues(dues, day),
  }
}

function newDue(event: EventOf<'due.raised'>, terms: LedgerTerms): Due {
  const dueOn = dayOf(event.data.dueOn)
  const thousandths = BigInt(Math.round(terms.dueTolerance * 1000))
  return {
    id: event.id,
    dueOn,
    matures: dueOn + terms.graceDays,
    amount: event.data.amount,
    tolerance: Number((BigInt(event.data.amount) * thousandths) / 1000n),
    paid: 0,
    settledOn: null,
    cancelled: null,
  }
}

/** L3 and L6: matured by the day; one cancelled after it had matured keeps its mark, not its amount. */
function countedDues(dues: readonly Due[], day: number): CountedDue[] {
  return dues
    .filter((due) => due.matures <= day)
    .filter(
      ({ cancelled, matures }) =>
        cancelled === null || (matures < cancelled.on && cancelled.reason !== 'error'),
    )
    .map((due) => ({
      dueOn: due.dueOn,
      matures: due.matures,
      onTime: due.settledOn !== null && due.settledOn <= due.matures,
      amount: due.cancelled === null ? due.amount : null,
      paid: due.paid,
    }))
    .sort((a, b) => a.matures - b.matures)
}

/** L5 */
function countedReports(
  reports: readonly Dated<EventOf<'statement.reported'>>[],
  terms: LedgerTerms,
): CountedDue[] {
  return reports.map(({ event, day }, index) => {
    const before = reports[index - 1]
    return {
      dueOn: day,
      matures: day,
      onTime: event.data.daysPastDue <= terms.graceDays,
      amount: before === undefined ? null : Math.max(0, before.event.data.balance),
      paid: event.data.paid,
    }
  })
}
