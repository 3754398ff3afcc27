/** Wide monthly statements: one row a line → its registration, its opening and a statement a month. */
import { firstDayOf, formatDay, lastDayOf, parseMonth, addDays, type JournalEvent } from '@tideline/journal'
import { dateReader } from '../cell/date.ts'
import { plain } from '../cell/plain.ts'
import { monthField } from '../profile/columns.ts'
import type { StatementsProfile } from '../profile/schema.ts'
import { scaleOf } from '../profile/shared-schema.ts'
import { placeholdersOf } from '../profile/template.ts'
import type { Header } from '../table/header.ts'
import type { TableRow } from '../table/table.ts'
import { NOTHING, Notices, type Converter, type RowOutcome } from './converter.ts'
import { eventOf, journalProblems } from './event-of.ts'
import { Repeats } from './repeats.ts'
import { RowReader, type CellForms } from './row-reader.ts'

interface MonthPlan {
  readonly on: string
  readonly balance: string
  readonly paid: string
  readonly status: string
}

export class StatementsConverter implements Converter {
  readonly notices = new Notices()
  readonly #profile: StatementsProfile
  readonly #header: Header
  readonly #forms: CellForms
  readonly #months: readonly MonthPlan[]
  readonly #codes: ReadonlyMap<string, number>
  /** The columns that ids and names are made of. */
  readonly #idFields: readonly string[]
  readonly #repeats = new Repeats()

  constructor(profile: StatementsProfile, header: Header) {
    this.#profile = profile
    this.#header = header
    this.#forms = {
      amount: { scale: scaleOf(profile), decimalMark: profile.decimalMark, currency: profile.currency },
      date: dateReader(profile.dates),
    }
    this.#months = monthPlans(profile)
    const codes = profile.daysPastDue.from === 'codes' ? profile.daysPastDue.codes : {}
    this.#codes = new Map(Object.entries(codes).map(([code, days]) => [plain(code), days]))
    const { borrower, line, name, branch } = profile
    this.#idFields = [...new Set([line, borrower, name, branch].flatMap(placeholdersOf))]
  }

  row(row: TableRow): RowOutcome {
    if (!row.ok) return { events: [], problems: [row.problem] }
    const reader = new RowReader(row.row, row.cells, this.#header, this.#forms)
    const events = this.#events(reader)
    const problems = reader.problems.length > 0 ? reader.problems : journalProblems(events, row.row)
    if (problems.length > 0) return { events: [], problems }
    const line = reader.fill(this.#profile.line)
    const repeat = this.#repeats.check(line, row.row, row.cells)
    if (repeat === 'new') return { events, problems: [] }
    if (repeat === 'same') {
      this.notices.note('repeated-rows')
      return NOTHING
    }
    reader.refuse(this.#idFields[0] ?? '', 'repeated-row', `one row a line: row ${repeat.row} says otherwise of it`)
    return { events: [], problems: reader.problems }
  }

  end(): Iterable<RowOutcome> {
    return []
  }

  /** The events of a row; incomplete where a problem has been noted, and then never used. */
  #events(reader: RowReader): JournalEvent[] {
    const profile = this.#profile
    for (const field of this.#idFields) reader.filled(field)
    const borrower = reader.fill(profile.borrower)
    const line = reader.fill(profile.line)
    const on = profile.openedOn.from === 'constant' ? profile.openedOn.day : reader.day(profile.openedOn.column)
    const limit = reader.amount('limit')
    const statements = this.#months.flatMap(month => this.#statement(month, borrower, line, reader))
    if (on === null || limit === null) return []
    const name = reader.fill(profile.name)
    const branch = reader.fill(profile.branch)
    const opening = { kind: profile.lineKind, currency: profile.currency, limit }
    return [
      eventOf(profile, { type: 'borrower.registered', borrower, on, data: { name, branch } }),
      eventOf(profile, { type: 'line.opened', borrower, line, on, data: opening }),
      ...statements,
    ]
  }

  #statement(month: MonthPlan, borrower: string, line: string, reader: RowReader): JournalEvent[] {
    const empty = [month.balance, month.paid, month.status].every(field => reader.text(field) === '')
    if (empty && this.#profile.emptyMonth === 'left-out') {
      this.notices.note('empty-months')
      return []
    }
    const balance = reader.amount(month.balance)
    const paid = reader.amount(month.paid)
    const daysPastDue = this.#daysPastDue(month.status, reader)
    if (balance === null || paid === null || daysPastDue === null) return []
    const data = { balance, paid, daysPastDue }
    return [eventOf(this.#profile, { type: 'statement.reported', borrower, line, on: month.on, data })]
  }

  #daysPastDue(field: string, reader: RowReader): number | null {
    const text = reader.filled(field)
    if (text === null) return null
    const code = plain(text)
    if (this.#profile.daysPastDue.from === 'codes') {
      const days = this.#codes.get(code)
      return days ?? reader.refuse(field, 'unknown-code', `one of ${[...this.#codes.keys()].join(', ')}`)
    }
    return /^\d{1,5}$/.test(code) ? Number(code) : reader.refuse(field, 'bad-number', 'a whole number of days')
  }
}

function monthPlans(profile: StatementsProfile): MonthPlan[] {
  return profile.months.flatMap(({ month }) => {
    const parsed = parseMonth(month)
    if (parsed === null) return []
    const { statementDay } = profile
    const day = statementDay === 'month-end' ? lastDayOf(parsed) : addDays(firstDayOf(parsed), statementDay - 1)
    return [
      {
        on: formatDay(day),
        balance: monthField('balance', month),
        paid: monthField('paid', month),
        status: monthField('status', month),
      },
    ]
  })
}
