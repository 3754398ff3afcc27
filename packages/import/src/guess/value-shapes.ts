/** What cells look like: a date, an amount, a phone number, a name. */
import { dateReader, type DateReader } from '../cell/date.ts'
import { parseAmount } from '../cell/amount.ts'

/** Those of profiles first, then the ones that are read only where a file has them: of two that fit, the first. */
const USUAL = ['YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD', 'YYYY年M月D日']
const OTHERS = ['YYYY.M.D', 'D/M/YYYY', 'M/D/YYYY', 'D.M.YYYY', 'D-M-YYYY', 'M-D-YYYY']

const readers = new Map([...USUAL, ...OTHERS].map(form => [form, dateReader([form])]))
const anyDate: DateReader[] = [...readers.values()]

export type Shape = 'date' | 'amount' | 'count' | 'phone' | 'name' | 'text' | 'empty'

/** What most of the cells that are not empty are. */
export function shapeOf(cells: readonly string[]): Shape {
  const filled = cells.filter(cell => cell !== '')
  if (filled.length === 0) return 'empty'
  const most = (is: (cell: string) => boolean): boolean => filled.filter(is).length * 10 >= filled.length * 6
  if (most(isPhone)) return 'phone'
  if (most(isDate)) return 'date'
  if (most(cell => /^\d{1,5}$/.test(cell))) return 'count'
  if (most(isAmount)) return 'amount'
  return most(cell => /^[\p{Script=Han}·]{2,5}$/u.test(cell)) ? 'name' : 'text'
}

function isPhone(cell: string): boolean {
  return /^(?:\+?86[- ]?)?1[3-9]\d{9}$/.test(cell.normalize('NFKC').replace(/[ -]/g, '')) || /^\+\d[\d -]{7,16}\d$/.test(cell)
}

function isDate(cell: string): boolean {
  return anyDate.some(read => read(cell).ok)
}

/** With either mark: which of them is decided for the file as a whole. */
function isAmount(cell: string): boolean {
  return (['.', ','] as const).some(decimalMark => parseAmount(cell, { scale: 6, decimalMark, currency: 'CNY' }).ok)
}

/** The forms in which the dates of a file are read. */
export function dateFormsOf(cells: readonly string[]): string[] {
  const read = (form: string, from: readonly string[]): number => from.filter(cell => readers.get(form)!(cell).ok).length
  const left = cells.filter(cell => cell !== '' && !USUAL.some(form => readers.get(form)!(cell).ok))
  let best: { readonly form: string; readonly count: number } | null = null
  for (const form of OTHERS) {
    const count = read(form, left)
    if (count > (best?.count ?? 0)) best = { form, count }
  }
  return best === null ? USUAL : [...USUAL, best.form]
}

/** `,` where amounts are written as `1.234,50` or `12,5`. */
export function decimalMarkOf(cells: readonly string[]): '.' | ',' {
  const points = cells.filter(cell => /\d\.\d{1,2}$/.test(cell)).length
  const commas = cells.filter(cell => /\d,\d{1,2}$/.test(cell)).length
  return commas > points ? ',' : '.'
}
