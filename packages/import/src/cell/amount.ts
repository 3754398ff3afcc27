/** A cell that holds money → minor units, by string arithmetic: no float comes near it (V1). */
import { isMinor } from '@tideline/journal'

export interface AmountForm {
  /** Minor units are the cell × 10^scale: 2 for whole dollars in cents, 6 for 万元 in fen. */
  readonly scale: number
  readonly decimalMark: '.' | ','
  /** ISO 4217; it may stand beside the figure. */
  readonly currency: string
}

export type AmountResult =
  | { readonly ok: true; readonly minor: number }
  | { readonly ok: false; readonly code: 'bad-number' | 'too-many-decimals' | 'money-overflow'; readonly expected: string }

const SIGNS_OF_MONEY = /NT\$|US\$|HK\$|RMB|[$€£¥₩元圆]/gi
const MINUS = /[\u2010-\u2015\u2212]/g
const SPACES = /[\s\u00A0\u202F']/g

/** The commonest cells by far are plain digits, and small ones: they need none of what follows. */
const PLAIN = /^-?\d{1,9}$/

export function parseAmount(cell: string, form: AmountForm): AmountResult {
  if (PLAIN.test(cell)) return { ok: true, minor: Number(cell) * (POWERS[form.scale] ?? NaN) + 0 }
  return parseWritten(cell, form)
}

// Nine digits × 10^6 stay below 2^53; profiles allow scales of 0 to 6.
const POWERS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

function parseWritten(cell: string, form: AmountForm): AmountResult {
  const { sign, figure } = withoutSign(withoutCurrency(cell.normalize('NFKC'), form.currency))
  const mark = form.decimalMark
  const [whole = '', fraction = '', ...more] = figure.split(mark)
  const digits = withoutGroups(whole, mark === '.' ? ',' : '.')
  if (digits === null || more.length > 0 || !/^\d*$/.test(fraction) || digits + fraction === '') {
    return { ok: false, code: 'bad-number', expected: `a number such as ${mark === '.' ? '1,234.50' : '1.234,50'}` }
  }
  const kept = fraction.replace(/0+$/, '')
  if (kept.length > form.scale) {
    return { ok: false, code: 'too-many-decimals', expected: `at most ${form.scale} decimals` }
  }
  const minor = Number(digits + kept.padEnd(form.scale, '0'))
  if (!isMinor(minor)) return { ok: false, code: 'money-overflow', expected: 'minor units within ±(2^53 − 1)' }
  return { ok: true, minor: sign * minor + 0 }
}

function withoutCurrency(text: string, currency: string): string {
  const bare = text.replace(SIGNS_OF_MONEY, '').replace(MINUS, '-').replace(SPACES, '')
  return bare.toUpperCase().replace(currency, '')
}

/** `-5`, `5-` and `(5)` are the same amount; two of them at once are none. */
function withoutSign(text: string): { sign: 1 | -1; figure: string } {
  if (/^\(.*\)$/.test(text)) return { sign: -1, figure: text.slice(1, -1) }
  if (text.startsWith('-')) return { sign: -1, figure: text.slice(1) }
  if (text.endsWith('-')) return { sign: -1, figure: text.slice(0, -1) }
  return { sign: 1, figure: text.startsWith('+') ? text.slice(1) : text }
}

/** The digits of `1,234,567`; `null` where the groups are not of three, for then the mark means something else. */
function withoutGroups(text: string, mark: ',' | '.'): string | null {
  if (/^\d*$/.test(text)) return text
  const groups = text.split(mark)
  const whole = groups.every((group, at) => (at === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group))
  return whole ? groups.join('') : null
}
