/** Counts, shares and sizes on screen. */

export function formatNumber(value: number, locale: string, digits = 0): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)
}

/** `+30`, `−25`, `0`. */
export function formatSigned(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 1 }).format(value)
}

/** `44%` of 0.44; one digit more where it would hide a difference. */
export function formatPercent(ratio: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(ratio)
}

/** `4 minutes 5 seconds` of whole seconds. */
export function formatWait(seconds: number, locale: string): string {
  const of = (value: number, unit: 'minute' | 'second'): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  const minutes = Math.floor(seconds / 60)
  const rest = seconds % 60
  if (minutes === 0) return of(rest, 'second')
  return rest === 0 ? of(minutes, 'minute') : `${of(minutes, 'minute')} ${of(rest, 'second')}`
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** `1.4 MB`. */
export function formatBytes(bytes: number, locale: string): string {
  const step = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const unit = SIZES[step]!
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: step ? 1 : 0 })
  return format.format(bytes / 1000 ** step)
}
