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

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** `1.4 MB`. */
export function formatBytes(bytes: number, locale: string): string {
  const step = Math.min(SIZES.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const unit = SIZES[step]!
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: step ? 1 : 0 })
  return format.format(bytes / 1000 ** step)
}
