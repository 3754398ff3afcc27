/**
 * The ledger of a line (SPEC §3): one pass over its events gives the balance, the dues and the days past
 * due as dated facts, which the metrics then read forward. It depends on the policy's grace and tolerance
 * only, never on the status.
 */
import { addMinor, scaleMinor, type Day, type EventOf, type KnownEvent } from '@tideline/journal'
import { dayOf, type BookLine } from '../book/book.ts'
import { OpenDues } from './open-dues.ts'

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
  /** Its place among the ledger's dues. */
  index: number
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
  /** In canonical order of their events, reports behind what was raised. */
  readonly dues: readonly Due[]
  /** How many of them were raised. */
  readonly raised: number
  /** In the order (maturity, place). */
  readonly byMaturity: readonly Due[]
  /** In the order of their cancelling. */
  readonly cancelled: readonly Due[]
  readonly allocations: readonly Allocation[]
  /** The days, rising, on which something was allocated to a due that had matured. */
  readonly lateAllocations: readonly Day[]
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
  const { events, days } = line
  const posting = new Posting(line.id, terms)
  for (let i = 0; i < events.length; i++) {
    const day = days[i]!
    posting.post(events[i]!, day)
    if (days[i + 1] !== day) posting.endOfDay(day)
  }
  return posting.ledger()
}

/** The ledger of a line while its events are posted to it. */
class Posting {
  readonly #line: string
  readonly #terms: LedgerTerms
  readonly #balanceDays: Day[] = []
  readonly #balances: number[] = []
  readonly #dues: Due[] = []
  readonly #reports: Due[] = []
  readonly #cancelled: Due[] = []
  readonly #allocations: Allocation[] = []
  readonly #lateAllocations: Day[] = []
  readonly #arrears: ArrearsPiece[] = []
  readonly #open = new OpenDues()
  #balance = 0
  #prepaid = 0
  #reportedFrom: Day = NEVER
  #reportedDays = 0
  #reportedBalance = 0

  constructor(line: string, terms: LedgerTerms) {
    this.#line = line
    this.#terms = terms
  }

  post(event: KnownEvent, day: Day): void {
    switch (event.type) {
      case 'payment.received':
        this.#move(-event.data.amount, event)
        this.#prepay(this.#allocate(event.data.amount, day), event)
        break
      case 'due.raised':
        this.#raise(event, day)
        break
      case 'draw.made':
      case 'charge.added':
        this.#move(event.data.amount, event)
        break
      case 'statement.reported':
        this.#report(event, day)
        break
      case 'due.cancelled':
        this.#cancel(event, day)
        break
      default:
    }
  }

  endOfDay(day: Day): void {
    const balances = this.#balances
    if (balances.length === 0 || balances[balances.length - 1] !== this.#balance) {
      this.#balanceDays.push(day)
      balances.push(this.#balance)
    }
    const reported = day >= this.#reportedFrom
    const anchor = reported ? NEVER : (this.#open.oldestUnsettled(NEVER)?.dueOn ?? NEVER)
    const fixed = reported && this.#balance > 0 ? this.#reportedDays : 0
    const last = this.#arrears[this.#arrears.length - 1]
    if (!last || last.anchor !== anchor || last.fixed !== fixed) this.#arrears.push({ from: day, anchor, fixed })
  }

  ledger(): Ledger {
    const dues = this.#reports.length === 0 ? this.#dues : [...this.#dues, ...this.#reports]
    for (let i = 0; i < dues.length; i++) dues[i]!.index = i
    return {
      balanceDays: this.#balanceDays,
      balances: this.#balances,
      dues,
      raised: this.#dues.length,
      byMaturity: inOrderOfMaturity(dues),
      cancelled: this.#cancelled,
      allocations: this.#allocations,
      lateAllocations: this.#lateAllocations,
      arrears: this.#arrears,
      reportedFrom: this.#reportedFrom,
    }
  }

  #move(amount: number, { id }: KnownEvent): void {
    const next = addMinor(this.#balance, amount)
    if (next === null) throw new MoneyOverflowError(this.#line, id)
    this.#balance = next
  }

  #prepay(amount: number, { id }: KnownEvent): void {
    const sum = addMinor(this.#prepaid, amount)
    if (sum === null) throw new MoneyOverflowError(this.#line, id)
    this.#prepaid = sum
  }

  /** Gives what is left. */
  #allocate(amount: number, day: Day): number {
    let left = amount
    while (left > 0) {
      const due = this.#open.next()
      if (!due) break
      const part = Math.min(left, due.amount - due.paid)
      due.paid += part
      left -= part
      this.#allocations.push({ day, due, amount: part })
      if (day > due.maturity) this.#lateAllocations.push(day)
      this.#settle(due, day)
    }
    return left
  }

  #raise({ id, data }: EventOf<'due.raised'>, day: Day): void {
    const dueOn = dayOf(data.dueOn)
    const due: Due = {
      id,
      raisedOn: day,
      dueOn,
      maturity: (dueOn + this.#terms.graceDays) as Day,
      amount: data.amount,
      paid: 0,
      settledOn: NEVER,
      cancelledOn: NEVER,
      cancelledInError: false,
      report: false,
      index: 0,
    }
    this.#dues.push(due)
    this.#open.insert(due)
    // An amount within its own tolerance is settled as it is raised.
    this.#settle(due, day)
    if (this.#prepaid > 0) this.#prepaid = this.#allocate(this.#prepaid, day)
  }

  #cancel(event: EventOf<'due.cancelled'>, day: Day): void {
    const due = this.#dues.find(({ id }) => id === event.data.due)
    if (!due || due.cancelledOn !== NEVER) return
    due.cancelledOn = day
    due.cancelledInError = event.data.reason === 'error'
    this.#cancelled.push(due)
    this.#open.remove(due)
    if (event.data.reason === 'waived') this.#move(due.paid - due.amount, event)
    if (due.paid > 0) this.#prepaid += this.#allocate(due.paid, day)
  }

  #report({ id, data }: EventOf<'statement.reported'>, day: Day): void {
    if (this.#reportedFrom === NEVER) this.#reportedFrom = day
    this.#reports.push({
      id,
      raisedOn: day,
      dueOn: day,
      maturity: day,
      amount: this.#reports.length === 0 ? 0 : Math.max(0, this.#reportedBalance),
      paid: data.paid,
      settledOn: data.daysPastDue <= this.#terms.graceDays ? day : NEVER,
      cancelledOn: NEVER,
      cancelledInError: false,
      report: true,
      index: 0,
    })
    this.#reportedBalance = data.balance
    this.#reportedDays = data.daysPastDue
    this.#balance = data.balance
  }

  #settle(due: Due, day: Day): void {
    if (due.settledOn !== NEVER) return
    const tolerated = scaleMinor(due.amount, this.#terms.toleranceThousandths, 1) ?? 0
    if (due.amount - due.paid <= tolerated) due.settledOn = day
  }
}

/** Most dues are raised in that order already. */
function inOrderOfMaturity(dues: readonly Due[]): readonly Due[] {
  for (let i = 1; i < dues.length; i++) {
    if (dues[i - 1]!.maturity > dues[i]!.maturity) return dues.toSorted((a, b) => a.maturity - b.maturity)
  }
  return dues
}

/** Days past due at the end of a day within a piece. */
export function daysPastDueIn(piece: ArrearsPiece, day: Day): number {
  return piece.anchor === NEVER ? piece.fixed : Math.max(0, day - piece.anchor)
}
