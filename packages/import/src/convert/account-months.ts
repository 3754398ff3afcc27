/** Totals of each account and month, so that a file may come in any order: memory grows with accounts × months. */
import { addMinor, formatDay, lastDayOf, parseMonth } from '@tideline/journal'
import type { Notices } from './converter.ts'

export type Use = 'income' | 'essential' | 'discretionary' | 'ignored'
type Totals = { [U in Exclude<Use, 'ignored'>]?: number }

export interface AccountTotals {
  readonly id: string
  /** Row of the file that named it first. */
  readonly row: number
  /** Its first day in the file. */
  readonly since: string
  /** Rising. */
  readonly months: readonly MonthTotals[]
}

/** A total that is absent was not observed. */
export interface MonthTotals extends Readonly<Totals> {
  /** `YYYY-MM`. */
  readonly month: string
}

interface Account {
  readonly row: number
  since: string
  readonly months: Map<string, Totals>
  readonly heldBack: Set<string>
}

export class AccountMonths {
  readonly #accounts = new Map<string, Account>()
  #from = '9999-12-31'
  #to = '0000-01-01'

  /** Adds an amount of 0 or more; false where the total would leave the range of money. */
  add(id: string, row: number, day: string, use: Use, amount: number): boolean {
    const account = this.#account(id, row)
    const month = day.slice(0, 7)
    if (day < account.since) account.since = day
    if (day < this.#from) this.#from = day
    if (day > this.#to) this.#to = day
    const totals = account.months.get(month) ?? {}
    account.months.set(month, totals)
    if (use === 'ignored') return true
    const total = addMinor(totals[use] ?? 0, amount)
    if (total !== null) totals[use] = total
    return total !== null
  }

  /** A row of this month was bad: a total without it would be wrong, and a second beside it when it is corrected. */
  holdBack(id: string, row: number, day: string): void {
    this.#account(id, row).heldBack.add(day.slice(0, 7))
  }

  /** Every account with what is known of its months; what is left out is noted. */
  *accounts(leaveOutPartMonths: boolean, notices: Notices): Generator<AccountTotals> {
    const part = leaveOutPartMonths ? this.#partMonths() : new Set<string>()
    for (const [id, account] of this.#accounts) {
      for (const _ of account.heldBack) notices.note('months-held-back')
      if (account.months.size === 0) continue
      const all = [...account.months].sort(([a], [b]) => (a < b ? -1 : 1))
      const months = all.flatMap(([month, totals], at) => {
        if (account.heldBack.has(month)) return []
        if (part.has(month)) {
          notices.note('part-months-left-out')
          return []
        }
        return [{ month, ...(at > 0 && at < all.length - 1 ? withZeros(totals) : totals) }]
      })
      yield { id, row: account.row, since: account.since, months }
    }
  }

  #account(id: string, row: number): Account {
    const known = this.#accounts.get(id)
    if (known !== undefined) return known
    const account: Account = { row, since: '9999-12-31', months: new Map(), heldBack: new Set() }
    this.#accounts.set(id, account)
    return account
  }

  /** The months at the ends of the file that it does not cover to their own ends. */
  #partMonths(): Set<string> {
    const part = new Set<string>()
    if (!this.#from.endsWith('-01')) part.add(this.#from.slice(0, 7))
    const last = parseMonth(this.#to.slice(0, 7))
    if (last !== null && this.#to !== formatDay(lastDayOf(last))) part.add(this.#to.slice(0, 7))
    return part
  }
}

/**
 * Between the first and the last month of an account its statement is complete: a month with rows but
 * without a credit is one without income, which a decision must see. At the ends it is not known.
 */
function withZeros(totals: Totals): Totals {
  const spent = totals.essential !== undefined || totals.discretionary !== undefined
  return { income: 0, ...(spent ? {} : { essential: 0 }), ...totals }
}
