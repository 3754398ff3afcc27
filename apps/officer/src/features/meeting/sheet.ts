/** A collection sheet as it is filled in: what each row says, and what it all comes to. Money in minor units. */
import type { FilledSheet, Meeting, MemberLine } from '@tideline/runtime'

/** What stands in the draft of a sheet: `id`, `here/<borrower>`, `paid/<line>`, `counted`, `note`. */
export type SheetValues = Readonly<Record<string, string>>

/** `null`: not called yet. */
export type Here = 'yes' | 'no' | null

/** One line of one borrower; whoever has none has a row for the roll call alone. */
export interface SheetRow {
  readonly borrower: string
  readonly name: string
  /** The first row of the borrower has the roll call. */
  readonly first: boolean
  readonly line: MemberLine | null
}

export interface Tally {
  readonly expected: number
  readonly received: number
  /** Of those called. */
  readonly present: number
  readonly absent: number
  readonly people: number
  /** Rows with a due and no amount yet, and those of them whose borrower is here. */
  readonly open: number
  readonly ready: number
  /** `null` before the cash is counted. */
  readonly counted: number | null
  /** Counted less received. */
  readonly difference: number | null
}

export const NO_VALUES: SheetValues = { id: '', counted: '', note: '' }

/** The rows by name, in the order of the language; lines in another currency than the sheet's stay out. */
export function rowsOf({ members, currency }: Meeting, locale: string): readonly SheetRow[] {
  const { compare } = new Intl.Collator(locale)
  return members
    .toSorted((a, b) => compare(a.name, b.name))
    .flatMap(({ borrower, name, lines }): SheetRow[] => {
      const ours = lines.filter((line) => line.currency === currency)
      return ours.length === 0 ? [{ borrower, name, first: true, line: null }] : ours.map((line, i) => ({ borrower, name, first: i === 0, line }))
    })
}

export function hereOf(values: SheetValues, borrower: string): Here {
  const said = values[`here/${borrower}`]
  return said === 'yes' || said === 'no' ? said : null
}

/** `null`: nobody has said yet; 0: nothing was paid. */
export function paidOf(values: SheetValues, line: string): number | null {
  return amountIn(values[`paid/${line}`])
}

function amountIn(text: string | undefined): number | null {
  return text === undefined || text === '' ? null : Number(text)
}

/** Whether a row waits for its amount. */
function isOpen(values: SheetValues, { line }: SheetRow): boolean {
  return line !== null && line.due > 0 && paidOf(values, line.line) === null
}

export function tallyOf(rows: readonly SheetRow[], values: SheetValues): Tally {
  const people = rows.filter(({ first }) => first)
  const open = rows.filter((row) => isOpen(values, row))
  const sum = (amount: (line: MemberLine) => number): number => rows.reduce((total, { line }) => total + (line ? amount(line) : 0), 0)
  const received = sum(({ line }) => paidOf(values, line) ?? 0)
  const counted = amountIn(values.counted)
  return {
    expected: sum(({ due }) => due),
    received,
    present: people.filter(({ borrower }) => hereOf(values, borrower) === 'yes').length,
    absent: people.filter(({ borrower }) => hereOf(values, borrower) === 'no').length,
    people: people.length,
    open: open.length,
    ready: open.filter(({ borrower }) => hereOf(values, borrower) === 'yes').length,
    counted,
    difference: counted === null ? null : counted - received,
  }
}

export type Change = readonly [name: string, value: string]

/** Everybody who was not called yet is here. */
export function callAll(rows: readonly SheetRow[], values: SheetValues): readonly Change[] {
  return rows.filter(({ first, borrower }) => first && hereOf(values, borrower) === null).map(({ borrower }) => [`here/${borrower}`, 'yes'])
}

/** Here, then absent, then here again. */
export function callOne({ borrower }: SheetRow, values: SheetValues): Change {
  return [`here/${borrower}`, hereOf(values, borrower) === 'yes' ? 'no' : 'yes']
}

/** An amount of one row; who pays and was not called is here, and `null` takes the amount back. */
export function pay({ borrower, line }: SheetRow, amount: number | null, values: SheetValues): readonly Change[] {
  const paid: Change = [`paid/${line!.line}`, amount === null ? '' : String(amount)]
  return amount !== null && amount > 0 && hereOf(values, borrower) === null ? [paid, [`here/${borrower}`, 'yes']] : [paid]
}

/** All who are here and have no amount yet paid what is due. */
export function payRest(rows: readonly SheetRow[], values: SheetValues): readonly Change[] {
  return rows.filter((row) => isOpen(values, row) && hereOf(values, row.borrower) === 'yes').map(({ line }) => [`paid/${line!.line}`, String(line!.due)])
}

/** The sheet as it is saved. What has no amount was not paid. */
export function filledSheet({ centre, day, currency }: Meeting, rows: readonly SheetRow[], values: SheetValues, by: string): FilledSheet {
  const { expected, counted } = tallyOf(rows, values)
  const note = (values.note ?? '').trim()
  return {
    id: values.id ?? '',
    centre,
    on: day,
    currency,
    by,
    expected,
    counted: counted ?? 0,
    present: rows.filter(({ first, borrower }) => first && hereOf(values, borrower) === 'yes').map(({ borrower }) => borrower),
    payments: rows.flatMap(({ line }) => {
      const amount = line && paidOf(values, line.line)
      return line && amount ? [{ line: line.line, amount }] : []
    }),
    ...(note !== '' && { note }),
  }
}
