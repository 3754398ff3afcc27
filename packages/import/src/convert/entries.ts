/** Rows that a person's profile explains → registrations, openings, and what happened on the lines (I22 to I24). */
import { canonicalJson, type JournalEvent } from '@tideline/journal'
import { dateReader } from '../cell/date.ts'
import type { EntriesProfile, EntryField } from '../profile/entries-schema.ts'
import { scaleOf } from '../profile/shared-schema.ts'
import type { Header } from '../table/header.ts'
import type { TableRow } from '../table/table.ts'
import { NOTHING, Notices, type Converter, type RowOutcome } from './converter.ts'
import { eventOf, journalProblems } from './event-of.ts'
import type { KnownBook } from './known-book.ts'
import { RowReader, type CellForms } from './row-reader.ts'
import { ToldOnce } from './told-once.ts'

interface Who {
  readonly borrower: string
  /** `null` where the row is about the borrower alone. */
  readonly line: string | null
}

const AMOUNTS = ['limit', 'payment', 'draw', 'due'] as const
const HAPPENINGS = [
  ['payment', 'payment.received'],
  ['draw', 'draw.made'],
] as const

export class EntriesConverter implements Converter {
  readonly notices = new Notices()
  readonly #profile: EntriesProfile
  readonly #header: Header
  readonly #forms: CellForms
  readonly #book: KnownBook
  /** The day of what a row tells without one. */
  readonly #today: string
  readonly #told = new ToldOnce()
  /** Lines that rows of this file opened, by borrower, and whose they are. */
  readonly #opened = new Map<string, Set<string>>()
  readonly #owners = new Map<string, string>()
  /** Facts of the row at hand that the book has already. */
  #known = 0

  constructor(profile: EntriesProfile, header: Header, book: KnownBook, today: string) {
    this.#profile = profile
    this.#header = header
    this.#forms = {
      amount: { scale: scaleOf(profile), decimalMark: profile.decimalMark, currency: profile.currency },
      date: dateReader(profile.dates),
    }
    this.#book = book
    this.#today = today
  }

  row(row: TableRow): RowOutcome {
    if (!row.ok) return { events: [], problems: [row.problem] }
    const reader = new RowReader(row.row, row.cells, this.#header, this.#forms)
    this.#known = 0
    const who = this.#who(reader)
    const events = who === null ? [] : this.#events(reader, who)
    const problems = reader.problems.length > 0 ? reader.problems : journalProblems(events, row.row)
    if (problems.length > 0) return { events: [], problems }
    const reference = this.#has('reference') ? reader.text('reference') : ''
    const { fresh, refusal } = this.#told.sift(events, row.row, reference)
    if (refusal !== null) {
      reader.refuse(this.#fieldOf(refusal.type), 'repeated-row', refusal.expected)
      return { events: [], problems: reader.problems }
    }
    for (const event of fresh) if (event.type === 'line.opened') this.#noteOpening(event.borrower!, event.line!)
    for (let fact = 0; fact < this.#known; fact += 1) this.notices.note('known-facts')
    if (fresh.length === 0 && this.#known === 0) this.notices.note('repeated-rows')
    return fresh.length > 0 ? { events: fresh, problems: [] } : NOTHING
  }

  end(): Iterable<RowOutcome> {
    return []
  }

  #has(field: EntryField): boolean {
    return this.#profile.columns[field] !== undefined
  }

  /** The text of a field that may have no column and may be empty; full-width forms are the same text. */
  #text(reader: RowReader, field: EntryField): string {
    return this.#has(field) ? reader.text(field).normalize('NFKC').trim() : ''
  }

  #opens(reader: RowReader): boolean {
    return this.#text(reader, 'limit') !== ''
  }

  /** Whom and which line a row is about; `null` and a problem where it can't be told. */
  #who(reader: RowReader): Who | null {
    const borrower = this.#text(reader, 'borrower')
    const line = this.#text(reader, 'line')
    if (borrower === '' && line === '') return reader.refuse(this.#has('borrower') ? 'borrower' : 'line', 'empty-cell', 'a value')
    if (borrower === '') {
      const owner = this.#owners.get(line) ?? this.#book.ownerOf(line) ?? (this.#opens(reader) ? line : undefined)
      return owner === undefined ? reader.refuse('line', 'unknown-line', 'a line of the book or of this file') : { borrower: owner, line }
    }
    if (line !== '') return { borrower, line }
    const needsLine = [...AMOUNTS, 'daysPastDue' as const].some(field => this.#text(reader, field) !== '')
    if (!needsLine) return { borrower, line: null }
    const lines = new Set([...this.#book.linesOf(borrower), ...(this.#opened.get(borrower) ?? [])])
    if (lines.size > 1) return reader.refuse('borrower', 'which-line', `a column of lines: this borrower has ${lines.size}`)
    const [only] = lines
    if (only !== undefined) return { borrower, line: only }
    return this.#opens(reader) ? { borrower, line: borrower } : reader.refuse('borrower', 'unknown-line', 'a borrower with a line in the book or in this file')
  }

  /** The events of a row; incomplete where a problem has been noted, and then never used. */
  #events(reader: RowReader, who: Who): JournalEvent[] {
    const opened = this.#has('opened') && this.#opens(reader) ? reader.day('opened') : null
    const day = this.#has('day') ? reader.day('day') : null
    const since = opened ?? day ?? this.#today
    const events = this.#registration(reader, who, since)
    const { line } = who
    const isRegistered = events.length + this.#known > 0
    if (line === null) return isRegistered ? events : this.#nothing(reader)
    const before = this.#known
    const told = [
      ...this.#opening(reader, { ...who, line }, since),
      ...this.#happenings(reader, { ...who, line }, day ?? this.#today),
      ...this.#statement(reader, { ...who, line }, day ?? this.#today),
    ]
    const tells = told.length > 0 || this.#known > before || (isRegistered && !AMOUNTS.some(field => this.#has(field)) && !this.#has('daysPastDue'))
    return tells ? [...events, ...told] : this.#nothing(reader)
  }

  /** A row that says nothing is named: something should stand in the first of its amounts. */
  #nothing(reader: RowReader): JournalEvent[] {
    const expected = [...AMOUNTS, 'name' as const].filter(field => this.#has(field))
    const filled = expected.find(field => reader.text(field) !== '')
    if (reader.problems.length === 0) reader.refuse(filled ?? expected[0] ?? 'daysPastDue', filled === undefined ? 'empty-cell' : 'bad-number', 'an amount above 0')
    return []
  }

  #registration(reader: RowReader, { borrower }: Who, on: string): JournalEvent[] {
    if (!this.#has('name')) return []
    const name = reader.filled('name')
    if (name === null) return []
    const more = (['phone', 'branch', 'centre', 'language', 'officer'] as const).flatMap(field => {
      const text = this.#text(reader, field)
      return text === '' ? [] : [[field, text] as const]
    })
    // What the file does not tell stays: a new registration stands in the place of the old one.
    const known = this.#book.registrationOf(borrower)
    const data = { branch: '', ...known, ...Object.fromEntries(more), name }
    if (known !== undefined && canonicalJson(data) === canonicalJson(known)) {
      this.#known += 1
      return []
    }
    return [eventOf(this.#profile, { type: 'borrower.registered', borrower, on, data })]
  }

  #opening(reader: RowReader, who: Who & { readonly line: string }, on: string): JournalEvent[] {
    if (!this.#opens(reader)) return []
    const limit = reader.amount('limit')
    if (limit === null) return []
    const agreed = this.#book.limitOf(who.line)
    if (agreed !== undefined) {
      this.#known += 1
      return agreed === limit ? [] : (reader.refuse('limit', 'other-limit', `the limit agreed in the book, ${agreed / 10 ** scaleOf(this.#profile)}`) ?? [])
    }
    const { lineKind: kind, currency } = this.#profile
    return [eventOf(this.#profile, { type: 'line.opened', ...who, on, data: { kind, currency, limit } })]
  }

  #happenings(reader: RowReader, who: Who & { readonly line: string }, on: string): JournalEvent[] {
    const reference = this.#text(reader, 'reference')
    // An extra field, which the journal keeps (E11): by it two equal payments of a day are two.
    const mark = reference === '' ? {} : { reference }
    const events: JournalEvent[] = []
    for (const [field, type] of HAPPENINGS) {
      const amount = this.#amountAboveZero(reader, field)
      if (amount !== null) events.push(eventOf(this.#profile, { type, ...who, on, data: { amount, ...mark } }))
    }
    const due = this.#amountAboveZero(reader, 'due')
    const dueOn = due === null ? null : reader.day('dueOn')
    if (due !== null && dueOn !== null) {
      // Where no column tells when it was agreed, or it tells of a day after: on its own day.
      const raised = this.#has('day') && on <= dueOn ? on : dueOn
      events.push(eventOf(this.#profile, { type: 'due.raised', ...who, on: raised, data: { dueOn, amount: due, ...mark } }))
    }
    return events
  }

  #statement(reader: RowReader, who: Who & { readonly line: string }, on: string): JournalEvent[] {
    const fields = ['balance', 'paid', 'daysPastDue'] as const
    if (!this.#has('daysPastDue') || fields.every(field => reader.text(field) === '')) return []
    const balance = reader.amount('balance')
    const paid = reader.amount('paid')
    const days = this.#text(reader, 'daysPastDue')
    if (!/^\d{1,5}$/.test(days)) reader.refuse('daysPastDue', days === '' ? 'empty-cell' : 'bad-number', 'a whole number of days')
    if (balance === null || paid === null) return []
    return [eventOf(this.#profile, { type: 'statement.reported', ...who, on, data: { balance, paid, daysPastDue: Number(days) } })]
  }

  /** `null` for an empty cell and for 0, which say that nothing happened, and for one that is refused. */
  #amountAboveZero(reader: RowReader, field: EntryField): number | null {
    if (this.#text(reader, field) === '') return null
    const amount = reader.amount(field)
    if (amount === null || amount > 0) return amount
    return amount === 0 ? null : reader.refuse(field, 'bad-number', 'an amount above 0')
  }

  #noteOpening(borrower: string, line: string): void {
    this.#owners.set(line, borrower)
    this.#opened.set(borrower, (this.#opened.get(borrower) ?? new Set()).add(line))
  }

  /** The column to be named for an event that was refused. */
  #fieldOf(type: string): EntryField {
    const [field] = HAPPENINGS.find(([, of]) => of === type) ?? []
    if (field !== undefined) return this.#has('reference') ? 'reference' : field
    if (type === 'due.raised') return 'due'
    if (type === 'statement.reported') return 'daysPastDue'
    return type === 'line.opened' ? 'limit' : 'name'
  }
}
