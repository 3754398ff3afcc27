/** Money on screen and from the keyboard. Amounts are integers of minor units; the exponent is the currency's. */

export interface MoneyFormat {
  /** ISO 4217. */
  readonly currency: string
  /** Digits of the minor unit: 2 for CNY, 0 for JPY, 3 for KWD. */
  readonly exponent: number
  readonly locale: string
}

/** `CN¥3,000` or `CN¥3,000.50`: with the currency, minor digits only where there are any. */
export function formatMoney(minor: number, { currency, exponent, locale }: MoneyFormat): string {
  return numberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(decimal(minor, exponent))
}

/** `3,000` or `3,000.50`: without the currency, where the page has said it. */
export function formatAmount(minor: number, { exponent, locale }: Omit<MoneyFormat, 'currency'>): string {
  return numberFormat(locale, {
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(decimal(minor, exponent))
}

/** The name of a currency in a language: `Chinese Yuan`; its code where it has none. */
export function currencyName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'currency', fallback: 'code' }).of(code) ?? code
}

export type ParsedMoney =
  | { readonly ok: true; readonly minor: number }
  | { readonly ok: false; readonly code: 'empty' | 'not-a-number' | 'too-many-digits' | 'too-large' }

/**
 * What a person typed, in minor units. Takes grouping commas, spaces and full-width digits; never rounds:
 * more digits than the currency has are refused.
 */
export function parseMoney(text: string, exponent: number): ParsedMoney {
  const plain = text.normalize('NFKC').replace(/[\s,，_']/gu, '')
  if (plain === '') return { ok: false, code: 'empty' }
  const match = /^(\d*)(?:[.。](\d*))?$/u.exec(plain)
  const whole = match?.[1] ?? ''
  const fraction = (match?.[2] ?? '').replace(/0+$/u, '')
  if (!match || (whole === '' && match[2] === undefined) || plain === '.' || plain === '。') {
    return { ok: false, code: 'not-a-number' }
  }
  if (fraction.length > exponent) return { ok: false, code: 'too-many-digits' }
  const minor = Number(`${whole || '0'}${fraction.padEnd(exponent, '0')}`)
  return Number.isSafeInteger(minor) ? { ok: true, minor } : { ok: false, code: 'too-large' }
}

/** An integer of minor units as an exact decimal text, so that no double comes between. */
function decimal(minor: number, exponent: number): `${number}` {
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const at = digits.length - exponent
  const sign = minor < 0 ? '-' : ''
  return `${sign}${digits.slice(0, at)}${exponent ? '.' : ''}${digits.slice(at)}` as `${number}`
}

const formats = new Map<string, Intl.NumberFormat>()

/** A list of 2,000 lines formats the same few ways: building a format costs a hundred times its use. */
function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${options.currency ?? ''} ${options.maximumFractionDigits}`
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.NumberFormat(locale, options)))
  return format
}
