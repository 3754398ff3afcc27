/** The latest facts about a line and its borrower: bureau, covenants, flags, promises, records (SPEC §4). */
import { monthOf, roundRatio, type Day, type EventData, type Flag, type KnownEvent, type Month } from '@tideline/journal'
import { dayOf, type BookLine } from '../book/book.ts'
import { NEVER } from '../ledger/ledger.ts'
import { COLUMN } from './vocabulary.ts'
import type { WatchedValues } from './watched-values.ts'

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
  readonly #line: BookLine
  readonly #columns: WatchedValues
  readonly #promises: PromiseToPay[] = []
  readonly #restructured: Month[] = []
  readonly #covenantDays: Day[] = []
  #latestDscr: number | null = null
  #lastRecord: Day
  #reported = false
  /** Whether anything that is counted by month was observed since it was last written, and for which month it was. */
  #moved = true
  #writtenFor = -1

  constructor(line: BookLine, columns: WatchedValues) {
    this.#line = line
    this.#columns = columns
    this.#lastRecord = line.openedOn
    for (const flag in FLAG_COLUMN) columns.set(FLAG_COLUMN[flag as Flag], 0)
  }

  /** What an event states stands from then on, until another event states it anew. */
  observe(event: KnownEvent, day: Day): void {
    this.#lastRecord = day
    const columns = this.#columns
    switch (event.type) {
      case 'statement.reported':
        this.#reported = true
        this.#moved = true
        break
      case 'bureau.reported': {
        const { score, delinquentAccounts, goodAccounts, inquiries6m } = event.data
        this.#state(COLUMN.bureau_score, score)
        columns.set(COLUMN.bureau_delinquent_accounts, delinquentAccounts)
        columns.set(COLUMN.bureau_good_accounts, goodAccounts)
        columns.set(COLUMN.bureau_inquiries_6m, inquiries6m)
        break
      }
      case 'covenant.reported':
        this.#observeCovenant(event.data, day)
        break
      case 'flag.raised':
      case 'flag.cleared':
        columns.set(FLAG_COLUMN[event.data.flag], event.type === 'flag.raised' ? 1 : 0)
        break
      case 'contact.made':
        if (event.data.promise) this.#promises.push(this.#judge(event.data.promise, day))
        break
      case 'line.restructured':
        this.#restructured.push(monthOf(day))
        this.#moved = true
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
    let count = 0
    for (const reported of this.#covenantDays) if (reported > day) count++
    return count
  }

  write(day: Day, month: Month): void {
    const columns = this.#columns
    columns.set(COLUMN.days_since_last_record, day - this.#lastRecord)
    const turned = this.#writtenFor !== month
    this.#writtenFor = month
    if (turned || this.#moved) columns.set(COLUMN.restructurings_12m, countAfter(this.#restructured, month - 12))
    if (turned || this.#moved || this.#promises.length > 0) {
      columns.set(COLUMN.broken_promises_3m, this.#reported ? Number.NaN : this.#brokenPromises(day, month))
    }
    this.#moved = false
  }

  #brokenPromises(day: Day, month: Month): number {
    let broken = 0
    for (const promise of this.#promises) if (promise.broken && promise.by < day && promise.month > month - 3) broken++
    return broken
  }

  #state(column: number, value: number | undefined): void {
    if (value !== undefined) this.#columns.set(column, value)
  }

  #stateRatio(column: number, value: number | undefined): void {
    if (value !== undefined) this.#columns.set(column, roundRatio(value))
  }

  #observeCovenant(data: EventData['covenant.reported'], day: Day): void {
    const { dscrHistoric, dscrForecast, llcr, dsraMonths, plannedProgress, actualProgress, budget, costToComplete } = data
    this.#covenantDays.push(day)
    // What a report states is taken as stated; V4 rounds what is computed.
    this.#state(COLUMN.dscr_historic, dscrHistoric)
    this.#state(COLUMN.dscr_forecast, dscrForecast)
    this.#state(COLUMN.llcr, llcr)
    this.#state(COLUMN.dsra_months, dsraMonths)
    this.#stateRatio(COLUMN.actual_progress, actualProgress)
    if (dscrHistoric !== undefined) {
      if (this.#latestDscr !== null) this.#stateRatio(COLUMN.dscr_historic_min_2p, Math.min(this.#latestDscr, dscrHistoric))
      this.#latestDscr = dscrHistoric
    }
    if (plannedProgress !== undefined && actualProgress !== undefined) {
      this.#stateRatio(COLUMN.progress_gap, plannedProgress - actualProgress)
    }
    if (budget !== undefined && costToComplete !== undefined) {
      this.#columns.set(COLUMN.cost_overrun, budget === 0 ? Number.NaN : roundRatio(costToComplete / budget - 1))
    }
  }

  /** A promise is judged by the payments from the day it was given to the day it named, both included. */
  #judge(promise: { readonly amount: number; readonly by: string }, day: Day): PromiseToPay {
    const by = dayOf(promise.by)
    const { events, days } = this.#line
    let paid = 0
    for (let i = 0; i < events.length && days[i]! <= by; i++) {
      const event = events[i]!
      if (days[i]! >= day && event.type === 'payment.received') paid += event.data.amount
    }
    return { by, month: monthOf(by), broken: paid < promise.amount }
  }
}

function countAfter(months: readonly Month[], month: number): number {
  let count = 0
  for (const m of months) if (m > month) count++
  return count
}
