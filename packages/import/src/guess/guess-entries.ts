/** A first proposal of what the columns of an unknown table mean, for a person to correct (I25). */
import { currencyExponent } from '@tideline/journal'
import { plain } from '../cell/plain.ts'
import { ENTRY_FIELDS, type EntriesProfile, type EntryField } from '../profile/entries-schema.ts'
import { fieldOfHeader, unitOfHeader } from './header-words.ts'
import type { TableHead } from './table-head.ts'
import { dateFormsOf, decimalMarkOf, shapeOf, type Shape } from './value-shapes.ts'

const DAYS: readonly EntryField[] = ['opened', 'day', 'dueOn']
const AMOUNTS: readonly EntryField[] = ['limit', 'payment', 'draw', 'due', 'balance', 'paid']

/**
 * By the names of the columns and, where these say nothing, by the cells. What is proposed need not be a complete
 * profile: a column may be missing that a person has to point at.
 */
export function guessEntries(head: TableHead, currency: string): Omit<EntriesProfile, 'id' | 'title'> {
  const cellsOf = (at: number): string[] => head.rows.map(({ cells }) => cells[at] ?? '')
  const shapes = head.columns.map((_, at) => shapeOf(cellsOf(at)))
  const found = withoutHalves(byShape(byName(head, shapes), head, shapes))
  const columnsOf = (fields: readonly EntryField[]): number[] => fields.flatMap(field => found.get(field) ?? [])
  const amounts = columnsOf(AMOUNTS)
  const unit = Math.max(0, ...amounts.map(at => unitOfHeader(head.columns[at]!.name)))
  return {
    version: 1,
    notes: [],
    kind: 'entries',
    delimiter: head.delimiter as EntriesProfile['delimiter'],
    encoding: 'auto',
    currency,
    lineKind: 'revolving',
    ...(unit > 0 && { scale: Math.min(6, currencyExponent(currency) + unit) }),
    decimalMark: decimalMarkOf(amounts.flatMap(cellsOf)),
    dates: dateFormsOf(columnsOf(DAYS).flatMap(cellsOf)),
    columns: Object.fromEntries([...found].map(([field, at]) => [field, [head.columns[at]!.name]])) as EntriesProfile['columns'],
  }
}

/** Each field the column whose name says it most clearly, unless the cells speak against it. */
function byName(head: TableHead, shapes: readonly Shape[]): Map<EntryField, number> {
  const found = new Map<EntryField, number>()
  const matches = head.columns
    .map(({ name, usable }, at) => ({ at, match: usable ? fieldOfHeader(name) : null }))
    .sort((a, b) => (a.match?.rest ?? 0) - (b.match?.rest ?? 0) || a.at - b.at)
  for (const { at, match } of matches) {
    if (match !== null && !found.has(match.field) && fits(match.field, shapes[at]!)) found.set(match.field, at)
  }
  return found
}

function fits(field: EntryField, shape: Shape): boolean {
  if (shape === 'empty') return true
  // Eight digits may be a date and an amount both.
  if (DAYS.includes(field)) return shape === 'date'
  if (AMOUNTS.includes(field)) return shape === 'amount' || shape === 'count' || shape === 'date'
  if (field === 'daysPastDue') return shape === 'count'
  return field === 'phone' ? shape !== 'date' && shape !== 'name' : true
}

/** What no name told and cells show: phone numbers, names, and a first column of ids. */
function byShape(found: Map<EntryField, number>, head: TableHead, shapes: readonly Shape[]): Map<EntryField, number> {
  const isTaken = (at: number): boolean => [...found.values()].includes(at)
  const put = (field: EntryField, is: (at: number) => boolean): void => {
    if (found.has(field)) return
    const at = head.columns.findIndex(({ usable }, at) => usable && !isTaken(at) && is(at))
    if (at !== -1) found.set(field, at)
  }
  const tellsMoney = AMOUNTS.some(field => found.has(field))
  put('phone', at => shapes[at] === 'phone')
  put('name', at => shapes[at] === 'name')
  if (!found.has('payment') && !tellsMoney) put('payment', at => /^(金额|amount|交易金额)$/.test(plain(head.columns[at]!.name)))
  if (found.has('payment') || found.has('draw')) put('day', at => shapes[at] === 'date')
  if (!found.has('line')) put('borrower', at => at === 0 && areIds(head.rows.map(({ cells }) => cells[at] ?? '')))
  return found
}

function areIds(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every(cell => /^[\p{L}\p{N}_/-]{1,40}$/u.test(cell)) && new Set(cells).size * 10 >= cells.length * 9
}

/** Fields that say something only together are proposed together. */
function withoutHalves(found: Map<EntryField, number>): Map<EntryField, number> {
  const together = (...fields: readonly EntryField[]): void => {
    if (!fields.every(field => found.has(field))) for (const field of fields) found.delete(field)
  }
  together('balance', 'paid', 'daysPastDue')
  together('due', 'dueOn')
  // In the order in which a page lists what a column can mean.
  return new Map(ENTRY_FIELDS.flatMap(field => (found.has(field) ? [[field, found.get(field)!] as const] : [])))
}
