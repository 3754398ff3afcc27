/** Civil days (`YYYY-MM-DD`) and instants on screen. Days have no time zone; instants show in the device's. */

export type DayForm = 'short' | 'medium' | 'long'

const DAY_FORMS: Readonly<Record<DayForm, Intl.DateTimeFormatOptions>> = {
  short: { day: 'numeric', month: 'short' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
}

/** `20 Aug`, `20 Aug 2025` or `Wednesday 20 August 2025`; the text itself where it is no day. */
export function formatDay(day: string, locale: string, form: DayForm = 'medium'): string {
  const at = dayToUtc(day)
  return Number.isNaN(at) ? day : dateFormat(locale, { ...DAY_FORMS[form], timeZone: 'UTC' }, form).format(at)
}

/** `Aug 2025` of a month `YYYY-MM` or of a day in it. */
export function formatMonth(month: string, locale: string, form: 'short' | 'medium' = 'medium'): string {
  const at = dayToUtc(`${month.slice(0, 7)}-01`)
  const options: Intl.DateTimeFormatOptions = form === 'short' ? { month: 'short' } : { month: 'short', year: 'numeric' }
  return Number.isNaN(at) ? month : dateFormat(locale, { ...options, timeZone: 'UTC' }, `month-${form}`).format(at)
}

/** `Wednesday` of 3: 1 is Monday, 7 is Sunday. */
export function formatWeekday(weekday: number, locale: string): string {
  return dateFormat(locale, { weekday: 'long', timeZone: 'UTC' }, 'weekday').format(MONDAY + (weekday - 1) * DAY_MS)
}

/** `14:02`, in the device's time zone. */
export function formatClock(instant: number | string, locale: string): string {
  return dateFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, 'clock').format(new Date(instant))
}

/** `20 Aug 2025, 14:02`, in the device's time zone. */
export function formatInstant(instant: number | string, locale: string): string {
  const options: Intl.DateTimeFormatOptions = {
    ...DAY_FORMS.medium,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }
  return dateFormat(locale, options, 'instant').format(new Date(instant))
}

/** `3 days ago`, `tomorrow`, `in 2 days`: the nearest of days, months and years. */
export function formatDaysFrom(days: number, locale: string): string {
  const size = Math.abs(days)
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (size < 60) return format.format(days, 'day')
  if (size < 730) return format.format(Math.trunc(days / 30.4375), 'month')
  return format.format(Math.trunc(days / 365.25), 'year')
}

/** Days from one civil day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dayToUtc(to) - dayToUtc(from)) / DAY_MS)
}

/** The civil day `n` days after a day. */
export function dayAfter(day: string, n: number): string {
  return new Date(dayToUtc(day) + n * DAY_MS).toISOString().slice(0, 10)
}

/** The civil day of an instant where the device is. */
export function localDay(instant: Date): string {
  const [year, month, day] = [instant.getFullYear(), instant.getMonth() + 1, instant.getDate()]
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

const DAY_MS = 86_400_000
/** 1 January 2024. */
const MONDAY = Date.UTC(2024, 0, 1)

/** Midnight UTC of a civil day, NaN for what is none. */
function dayToUtc(day: string): number {
  return /^\d{4}-\d{2}-\d{2}$/u.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
}

const formats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions, form: string): Intl.DateTimeFormat {
  const key = `${locale} ${form}`
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(locale, options)))
  return format
}
