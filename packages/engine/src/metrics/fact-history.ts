/** The latest facts about a line and its borrower: bureau, covenants, flags, promises, records (SPEC §4). */
import { monthOf, roundRatio, type Day, type Flag, type KnownEvent, type Month } from '@tideline/journal'
import { dayOf } from '../book/book.ts'
import { NEVER } from '../ledger/ledger.ts'
import { COLUMN, type MetricValues } from './vocabulary.ts'

interface PromiseToPay {
  readonly by: Day
  readonly month: Month
  readonly broken: boolean
}

const FLAG_COLUMN: Readonly<Record<Flag, number>> = {
  fraud: COLUMN.flag_fraud,
  insolvency: COLUMN.flag_insolvency,
  deceased: COLUMN.flag_deceased,
  dispute: COLUMN.flag_dispute,
  hardship: COLUMN.flag_hardship,
}

export class FactHistory {
  /** Amounts of the payments on the line, for judging promises. */
  readonly #payments: readonly { readonly day: Day; readonly amount: number }[]
  readonly #stated = new Map<number, number>()
  readonly #flags = new Map<Flag, boolean>()
  readonly #promises: PromiseToPay[] = []
  readonly #restructured: Month[] = []
  #latestDscr: number[] = []
  #lastRecord: Day
  #covenantDays: Day[] = []
  #reported = false
  #dirty = true

  constructor(openedOn: Day, events: readonly KnownEvent[], days: readonly Day[]) {
    this.#lastRecord = openedOn
    this.#payments = events.flatMap((event, i) =>
      event.type === 'payment.received' ? [{ day: days[i]!, amount: event.data.amount }] : [],
    )
  }

  observe(event: KnownEvent, day: Day): void {
    this.#lastRecord = day
    this.#dirty = true
    switch (event.type) {
      case 'statement.reported':
        this.#reported = true
        break
      case 'bureau.reported':
        this.#state(COLUMN.bureau_score, event.data.score)
        this.#state(COLUMN.bureau_delinquent_accounts, event.data.delinquentAccounts)
        this.#state(COLUMN.bureau_good_accounts, event.data.goodAccounts)
        this.#state(COLUMN.bureau_inquiries_6m, event.data.inquiries6m)
        break
      case 'covenant.reported':
        this.#observeCovenant(event.data, day)
        break
      case 'flag.raised':
      case 'flag.cleared':
        this.#flags.set(event.data.flag, event.type === 'flag.raised')
        break
      case 'contact.made':
        if (event.data.promise) this.#promises.push(this.#judge(event.data.promise, day))
        break
      case 'line.restructured':
        this.#restructured.push(monthOf(day))
        break
      default:
    }
  }

  /** The next day on which a promise given by `day` falls behind it, or `NEVER`. */
  nextChange(day: Day): number {
    let next: number = NEVER
    for (const { by } of this.#promises) if (by >= day) next = Math.min(next, by + 1)
    return next
  }

  /** `covenant.reported` after a day. */
  covenantsSince(day: Day): number {
    return this.#covenantDays.filter((reported) => reported > day).length
  }

  write(values: MetricValues, day: Day, month: Month): void {
    values[COLUMN.days_since_last_record] = day - this.#lastRecord
    values[COLUMN.restructurings_12m] = countAfter(this.#restructured, month - 12)
    values[COLUMN.broken_promises_3m] = this.#reported ? Number.NaN : this.#brokenPromises(day, month)
    if (!this.#dirty) return
    this.#dirty = false
    for (const [column, value] of this.#stated) values[column] = value
    for (const flag in FLAG_COLUMN) values[FLAG_COLUMN[flag as Flag]] = this.#flags.get(flag as Flag) ? 1 : 0
  }

  #brokenPromises(day: Day, month: Month): number {
    let broken = 0
    for (const promise of this.#promises) if (promise.broken && promise.by < day && promise.month > month - 3) broken++
    return broken
  }

  #state(column: number, value: number | undefined): void {
    if (value !== undefined) this.#stated.set(column, value)
  }

  #observeCovenant(data: Extract<KnownEvent, { type: 'covenant.reported' }>['data'], day: Day): void {
    const { dscrHistoric, dscrForecast, llcr, dsraMonths, plannedProgress, actualProgress, budget, costToComplete } = data
    this.#covenantDays.push(day)
    // What a report states is taken as stated; V4 rounds what is computed.
    this.#state(COLUMN.dscr_historic, dscrHistoric)
    this.#state(COLUMN.dscr_forecast, dscrForecast)
    this.#state(COLUMN.llcr, llcr)
    this.#state(COLUMN.dsra_months, dsraMonths)
    this.#stateRatio(COLUMN.actual_progress, actualProgress)
    if (dscrHistoric !== undefined) {
      this.#latestDscr = [...this.#latestDscr.slice(-1), dscrHistoric]
      if (this.#latestDscr.length === 2) this.#stateRatio(COLUMN.dscr_historic_min_2p, Math.min(...this.#latestDscr))
    }
    if (plannedProgress !== undefined && actualProgress !== undefined) {
      this.#stateRatio(COLUMN.progress_gap, plannedProgress - actualProgress)
    }
    if (budget !== undefined && costToComplete !== undefined) {
      this.#stated.set(COLUMN.cost_overrun, budget === 0 ? Number.NaN : roundRatio(costToComplete / budget - 1))
    }
  }

  #stateRatio(column: number, value: number | undefined): void {
    if (value !== undefined) this.#stated.set(column, roundRatio(value))
  }

  /** A promise is judged by the payments from the day it was given to the day it named, both included. */
  #judge(promise: { readonly amount: number; readonly by: string }, day: Day): PromiseToPay {
    const by = dayOf(promise.by)
    let paid = 0
    for (const payment of this.#payments) if (payment.day >= day && payment.day <= by) paid += payment.amount
    return { by, month: monthOf(by), broken: paid < promise.amount }
  }
}

function countAfter(months: readonly Month[], month: number): number {
  let count = 0
  for (const m of months) if (m > month) count++
  return count
}
