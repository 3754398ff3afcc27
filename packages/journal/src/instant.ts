/** Instants in UTC, by plain arithmetic: the journal reads no clock. */
import { type Day, formatDay, pad2, parseDay, twoDigits } from './day.ts'

const MS_PER_DAY = 86_400_000

/**
 * Milliseconds since 1970-01-01T00:00:00Z of `YYYY-MM-DDTHH:MM:SSZ` or `YYYY-MM-DDTHH:MM:SS.sssZ`;
 * `null` for any other form, for hour 24 and for a leap second.
 */
export function parseInstant(text: string): number | null {
  const withMs = text.length === 24
  if (!withMs && text.length !== 20) return null
  if (text[10] !== 'T' || text[13] !== ':' || text[16] !== ':' || text[text.length - 1] !== 'Z') return null
  const day = parseDay(text.slice(0, 10))
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = twoDigits(text, 17)
  if (day === null || !(hour <= 23 && minute <= 59 && second <= 59)) return null
  const whole = day * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000
  if (!withMs) return whole
  // Three digits, read as two overlapping pairs.
  const ms = twoDigits(text, 20) * 10 + (twoDigits(text, 21) % 10)
  return text[19] === '.' && ms >= 0 ? whole + ms : null
}

/** Order of two valid instants: negative, 0 or positive. `…00Z` and `…00.000Z` are the same instant. */
export function compareInstants(a: string, b: string): number {
  if (a === b) return 0
  if (a.length === b.length) return a < b ? -1 : 1
  return (parseInstant(a) ?? 0) - (parseInstant(b) ?? 0)
}

/** The instant as text, with milliseconds or without: the inverse of `parseInstant`. `ms` since the epoch. */
export function formatInstant(ms: number, withMs: boolean): string {
  const day = Math.floor(ms / MS_PER_DAY)
  const inDay = ms - day * MS_PER_DAY
  const seconds = Math.floor(inDay / 1000)
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const fraction = withMs ? `.${`${inDay - seconds * 1000}`.padStart(3, '0')}` : ''
  const time = `${pad2(hours)}:${pad2(minutes - hours * 60)}:${pad2(seconds - minutes * 60)}`
  return `${formatDay(day as Day)}T${time}${fraction}Z`
}
