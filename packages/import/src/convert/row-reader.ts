/** One row as a converter reads it: typed cells, every problem collected, so that a bad row is told whole. */
import { parseAmount, type AmountForm } from '../cell/amount.ts'
import type { DateReader } from '../cell/date.ts'
import { fillTemplate } from '../profile/template.ts'
import { cut, type ImportProblem, type RowProblemCode } from '../problem.ts'
import type { Column, Header } from '../table/header.ts'

export interface CellForms {
  readonly amount: AmountForm
  readonly date: DateReader
}

export class RowReader {
  readonly row: number
  readonly problems: ImportProblem[] = []
  readonly #cells: readonly string[]
  readonly #header: Header
  readonly #forms: CellForms

  constructor(row: number, cells: readonly string[], header: Header, forms: CellForms) {
    this.row = row
    this.#cells = cells
    this.#header = header
    this.#forms = forms
  }

  /** The trimmed text of a field, which may be empty. */
  text(field: string): string {
    return (this.#cells[this.#column(field).index] ?? '').trim()
  }

  /** The trimmed text of a field, or `null` and a problem where it is empty. */
  filled(field: string): string | null {
    const text = this.text(field)
    return text === '' ? this.refuse(field, 'empty-cell', 'a value') : text
  }

  /** A template filled from this row; ids typed in full-width forms are the same ids. */
  fill(template: string): string {
    return fillTemplate(template, field => this.text(field).normalize('NFKC').trim())
  }

  /** Minor units, or `null` and a problem. */
  amount(field: string): number | null {
    const text = this.filled(field)
    if (text === null) return null
    const result = parseAmount(text, this.#forms.amount)
    return result.ok ? result.minor : this.refuse(field, result.code, result.expected)
  }

  /** `YYYY-MM-DD`, or `null` and a problem. */
  day(field: string): string | null {
    const text = this.filled(field)
    if (text === null) return null
    const result = this.#forms.date(text)
    return result.ok ? result.day : this.refuse(field, result.code, result.expected)
  }

  /** Writes a problem down; `null`, for what could not be read. */
  refuse(field: string, code: RowProblemCode, expected: string): null {
    this.problems.push({ row: this.row, code, path: this.#column(field).name, expected, got: cut(this.text(field)) })
    return null
  }

  #column(field: string): Column {
    return this.#header.columns.get(field) ?? UNKNOWN
  }
}

/** A schema-checked profile reads no other field; an empty cell is the safe answer. */
const UNKNOWN: Column = { index: -1, name: '' }
