/**
 * The ledger of a line (SPEC §3): one pass over its events gives the balance, the dues and the days past
 * due as dated facts, which the metrics then read forward. It depends on the policy's grace and tolerance
 * only, never on the status.
 */
import { addMinor, scaleMinor, type Day } from '@tideline/journal'
import { dayOf, type BookLine } from '../book/book.ts'

/** A day later than any that a civil date can name. */
export const NEVER = 2 ** 30 as Day

/** A due, or in reported mode a report that stands for one (L5). */
export interface Due {
  readonly id: string
  readonly raisedOn: Day
  readonly dueOn: Day
  readonly maturity: Day
  /** 0 for the first report of a line, which has none. */
  readonly amount: number
  paid: number
  /** The first day on which what is unpaid is within the tolerance; `NEVER` while it is not. */
  settledOn: Day
  cancelledOn: Day
  /** A due cancelled in error leaves the counts too (L6). */
  cancelledInError: boolean
  readonly report: boolean
}

/** From `from` on, days past due grow from the day `anchor`, or stand at `fixed` where `anchor` is `NEVER`. */
export interface ArrearsPiece {
  readonly from: Day
  readonly anchor: Day
  readonly fixed: number
}

/** Part of a payment allocated to a due on a day. */
export interface Allocation {
  readonly day: Day
  readonly due: Due
  readonly amount: number
}

export interface Ledger {
  /** End-of-day balances, one entry for each day on which it moved. */
  readonly balanceDays: readonly Day[]
  readonly balances: readonly number[]
  /** In canonical order of their events. */
  readonly dues: readonly Due[]
  readonly allocations: readonly Allocation[]
  readonly arrears: readonly ArrearsPiece[]
  /** The day of the first `statement.reported`, or `NEVER`. */
  readonly reportedFrom: Day
}

export interface LedgerTerms {
  readonly graceDays: number
  readonly toleranceThousandths: number
}

/** Money ran past ±2^53−1 (V1): the log holds amounts that no ledger can add up exactly. */
export class MoneyOverflowError extends Error {
  readonly code = 'money-overflow'
  constructor(readonly line: string, readonly event: string) {
    super(`line ${line}: the balance passes ±9007199254740991 at event ${event}`)
  }
}

/** Builds the ledger of a line. Throws `MoneyOverflowError`, the one refusal only a ledger can see. */
export function buildLedger(line: BookLine, terms: LedgerTerms): Ledger {
  const balanceDays: Day[] = []
  const balances: number[] = []
  const dues: Due[] = []
  const reports: Due[] = []
  const allocations: Allocation[] = []
  const arrears: ArrearsPiece[] = []
  const byId = new Map<string, Due>()
  let open: Due[] = []
  let balance = 0
  let prepaid = 0
  let reportedFrom: Day = NEVER
  let reportedDays = 0
  let reportedBalance = 0

  const move = (amount: number, event: string): void => {
    const next = addMinor(balance, amount)
    if (next === null) throw new MoneyOverflowError(line.id, event)
    balance = next
  }
  const allocate = (amount: number, day: Day): number => {
    let left = amount
    for (const due of open) {
      if (left === 0) break
      const part = Math.min(left, due.amount - due.paid)
      if (part === 0) continue
      due.paid += part
      left -= part
      allocations.push({ day, due, amount: part })
      settle(due, day, terms.toleranceThousandths)
    }
    if (left !== amount) open = open.filter((due) => due.paid < due.amount)
    return left
  }
  const endOfDay = (day: Day): void => {
    if (balances.at(-1) !== balance) {
      balanceDays.push(day)
      balances.push(balance)
    }
    const piece: ArrearsPiece =
      day >= reportedFrom
        ? { from: day, anchor: NEVER, fixed: balance > 0 ? reportedDays : 0 }
        : { from: day, anchor: open.find((due) => due.settledOn === NEVER)?.dueOn ?? NEVER, fixed: 0 }
    const last = arrears.at(-1)
    if (!last || last.anchor !== piece.anchor || last.fixed !== piece.fixed) arrears.push(piece)
  }

  for (let i = 0; i < line.events.length; i++) {
    const event = line.events[i]!
    const day = line.days[i]!
    switch (event.type) {
      case 'draw.made':
      case 'charge.added':
        move(event.data.amount, event.id)
        break
      case 'due.raised': {
        const due = newDue(event.id, day, dayOf(event.data.dueOn), event.data.amount, terms.graceDays)
        dues.push(due)
        byId.set(due.id, due)
        insertByDueDay(open, due)
        // An amount within its own tolerance is settled as it is raised.
        settle(due, day, terms.toleranceThousandths)
        if (prepaid > 0) prepaid = allocate(prepaid, day)
        break
      }
      case 'due.cancelled': {
        const due = byId.get(event.data.due)
        if (!due || due.cancelledOn !== NEVER) break
        due.cancelledOn = day
        due.cancelledInError = event.data.reason === 'error'
        open = open.filter((other) => other !== due)
        if (event.data.reason === 'waived') move(due.paid - due.amount, event.id)
        if (due.paid > 0) prepaid += allocate(due.paid, day)
        break
      }
      case 'payment.received': {
        move(-event.data.amount, event.id)
        const sum = addMinor(prepaid, allocate(event.data.amount, day))
        if (sum === null) throw new MoneyOverflowError(line.id, event.id)
        prepaid = sum
        break
      }
      case 'statement.reported': {
        if (reportedFrom === NEVER) reportedFrom = day
        const onTime = event.data.daysPastDue <= terms.graceDays
        reports.push({
          id: event.id,
          raisedOn: day,
          dueOn: day,
          maturity: day,
          amount: reports.length === 0 ? 0 : Math.max(0, reportedBalance),
          paid: event.data.paid,
          settledOn: onTime ? day : NEVER,
          cancelledOn: NEVER,
          cancelledInError: false,
          report: true,
        })
        reportedBalance = event.data.balance
        reportedDays = event.data.daysPastDue
        balance = event.data.balance
        break
      }
      default:
    }
    if (line.days[i + 1] !== day) endOfDay(day)
  }
  return { balanceDays, balances, dues: [...dues, ...reports], allocations, arrears, reportedFrom }
}

function newDue(id: string, raisedOn: Day, dueOn: Day, amount: number, graceDays: number): Due {
  const maturity = (dueOn + graceDays) as Day
  return { id, raisedOn, dueOn, maturity, amount, paid: 0, settledOn: NEVER, cancelledOn: NEVER, cancelledInError: false, report: false }
}

function settle(due: Due, day: Day, toleranceThousandths: number): void {
  if (due.settledOn !== NEVER) return
  const tolerated = scaleMinor(due.amount, toleranceThousandths, 1) ?? 0
  if (due.amount - due.paid <= tolerated) due.settledOn = day
}

/** Keeps the open dues by `dueOn`, then canonical order: later arrivals of one day go behind. */
function insertByDueDay(open: Due[], due: Due): void {
  let at = open.length
  while (at > 0 && open[at - 1]!.dueOn > due.dueOn) at--
  open.splice(at, 0, due)
}

/** Days past due at the end of a day within a piece. */
export function daysPastDueIn(piece: ArrearsPiece, day: Day): number {
  return piece.anchor === NEVER ? piece.fixed : Math.max(0, day - piece.anchor)
}
