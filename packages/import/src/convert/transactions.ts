/** Bank transactions → the income and spending of each account and month. */
import { assert, formatDay, lastDayOf, parseMonth, type JournalEvent } from '@tideline/journal'
import { dateReader } from '../cell/date.ts'
import { plain } from '../cell/plain.ts'
import type { TransactionsProfile } from '../profile/schema.ts'
import { scaleOf } from '../profile/shared-schema.ts'
import { fillTemplate } from '../profile/template.ts'
import type { Header } from '../table/header.ts'
import type { TableRow } from '../table/table.ts'
import { AccountMonths, type AccountTotals, type Use } from './account-months.ts'
import { NOTHING, Notices, type Converter, type RowOutcome } from './converter.ts'
import { eventOf, journalProblems } from './event-of.ts'
import { Repeats } from './repeats.ts'
import { RowReader, type CellForms } from './row-reader.ts'

interface CompiledRule {
  readonly when: readonly (readonly [field: string, values: ReadonlySet<string>])[]
  readonly as: Use
}

export class TransactionsConverter implements Converter {
  readonly notices = new Notices()
  readonly #profile: TransactionsProfile
  readonly #header: Header
  readonly #forms: CellForms
  readonly #rules: readonly CompiledRule[]
  /** The columns that rules read: an empty one is named unless the profile expects it. */
  readonly #ruleFields: readonly string[]
  readonly #months = new AccountMonths()
  readonly #repeats = new Repeats()

  constructor(profile: TransactionsProfile, header: Header) {
    this.#profile = profile
    this.#header = header
    this.#forms = {
      amount: { scale: scaleOf(profile), decimalMark: profile.decimalMark, currency: profile.currency },
      date: dateReader(profile.dates),
    }
    this.#rules = profile.rules.map(({ when, as }) => ({
      when: Object.entries(when).map(([field, values]) => [field, new Set(values.map(plain))] as const),
      as,
    }))
    const known = ['account', 'date', 'amount', 'reference']
    this.#ruleFields = Object.keys(profile.columns).filter(field => !known.includes(field))
  }

  row(row: TableRow): RowOutcome {
    if (!row.ok) return { events: [], problems: [row.problem] }
    const reader = new RowReader(row.row, row.cells, this.#header, this.#forms)
    if (this.#isRepeated(row.cells, reader)) return NOTHING
    const account = reader.filled('account')?.normalize('NFKC') ?? null
    const day = reader.day('date')
    const amount = this.#amount(reader)
    const use = this.#use(reader, amount)
    if (account !== null && day !== null && amount !== null && use !== null && reader.problems.length === 0) {
      if (use === 'ignored') this.notices.note('ignored-rows')
      if (!this.#months.add(account, row.row, day, use, Math.abs(amount))) {
        reader.refuse('amount', 'money-overflow', 'a total of the month within ±(2^53 − 1)')
      }
    }
    if (reader.problems.length === 0) return NOTHING
    if (account !== null && day !== null) this.#months.holdBack(account, row.row, day)
    return { events: [], problems: reader.problems }
  }

  *end(): Iterable<RowOutcome> {
    const leaveOut = this.#profile.partMonths === 'left-out'
    for (const account of this.#months.accounts(leaveOut, this.notices)) {
      const events = this.#accountEvents(account)
      const problems = journalProblems(events, account.row)
      yield problems.length > 0 ? { events: [], problems } : { events, problems: [] }
    }
  }

  /** True where a transaction stands in the file a second time; a contradiction is a problem of the reader. */
  #isRepeated(cells: readonly string[], reader: RowReader): boolean {
    if (!this.#header.columns.has('reference')) return false
    const reference = reader.filled('reference')
    if (reference === null) return false
    const repeat = this.#repeats.check(reference, reader.row, cells)
    if (repeat === 'new') return false
    if (repeat === 'same') {
      this.notices.note('repeated-rows')
      return true
    }
    reader.refuse('reference', 'repeated-row', `one row a transaction: row ${repeat.row} says otherwise of it`)
    return false
  }

  #amount(reader: RowReader): number | null {
    const amount = reader.amount('amount')
    if (amount === null || amount >= 0 || this.#profile.amounts === 'signed') return amount
    return reader.refuse('amount', 'bad-number', '0 or more: another column says which way it went')
  }

  #use(reader: RowReader, amount: number | null): Use | null {
    const cells = new Map<string, string>()
    for (const field of this.#ruleFields) {
      const mayBeEmpty = this.#profile.mayBeEmpty.includes(field)
      cells.set(field, plain((mayBeEmpty ? reader.text(field) : reader.filled(field)) ?? ''))
    }
    cells.set('sign', (amount ?? 0) < 0 ? 'out' : 'in')
    const rule = this.#rules.find(({ when }) => when.every(([field, values]) => values.has(cells.get(field) ?? '')))
    if (rule !== undefined) return rule.as
    const got = this.#ruleFields.find(field => reader.text(field) !== '')
    // An empty cell has been named already, and is why no rule fits.
    return reader.problems.length > 0 ? null : reader.refuse(got ?? 'amount', 'unknown-code', 'what a rule of the profile names')
  }

  #accountEvents(account: AccountTotals): JournalEvent[] {
    const profile = this.#profile
    const fill = (template: string) => fillTemplate(template, () => account.id)
    const borrower = fill(profile.borrower)
    const registration = { name: fill(profile.name), branch: fill(profile.branch) }
    const events = [eventOf(profile, { type: 'borrower.registered', borrower, on: account.since, data: registration })]
    for (const { month, income, essential, discretionary } of account.months) {
      const on = lastDay(month)
      if (income !== undefined) {
        const data = { month, amount: income, source: profile.incomeSource }
        events.push(eventOf(profile, { type: 'income.observed', borrower, on, data }))
      }
      const spending = [['essential', essential], ['discretionary', discretionary]] as const
      for (const [category, amount] of spending) {
        if (amount === undefined) continue
        events.push(eventOf(profile, { type: 'spending.observed', borrower, on, data: { month, category, amount } }))
      }
    }
    return events
  }
}

function lastDay(month: string): string {
  const parsed = parseMonth(month)
  assert(parsed !== null, 'a month is cut from a day that has been read')
  return formatDay(lastDayOf(parsed))
}
