/** Days and months by plain counting: a day is a count from 1970-01-01, a month is year × 12 + (month − 1). */

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

function monthLength(month: number): number {
  const index = month % 12
  const length = MONTH_LENGTHS[index] ?? 0
  return index === 1 && isLeap(Math.floor(month / 12)) ? length + 1 : length
}

/** Days from 1970-01-01 to 1 January of `year`: 365 a year and one more for each leap day in between. */
function daysToYear(year: number): number {
  const leapDays = (y: number): number => Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)
  return 365 * (year - 1970) + leapDays(year - 1) - leapDays(1969)
}

/** The first day of a month. */
export function firstDayOf(month: number): number {
  let day = daysToYear(Math.floor(month / 12))
  for (let m = month - (month % 12); m < month; m++) day += monthLength(m)
  return day
}

/** The last day of a month. */
export function lastDayOf(month: number): number {
  return firstDayOf(month) + monthLength(month) - 1
}

/** Remembers what a function of one value gave: the same days are asked for again on every day of a line. */
function remembered<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = compute(key)
    known.set(key, value)
    return value
  }
}

/** The month in which a day lies. */
export const monthOf = remembered((day: number): number => {
  let month = (1970 + Math.floor(day / (day < 0 ? 365 : 366))) * 12 // never too late
  while (firstDayOf(month + 12) <= day) month += 12
  while (firstDayOf(month + 1) <= day) month += 1
  return month
})

/** `YYYY-MM-DD` as a day. */
export const dayOf = remembered((text: string): number => {
  return firstDayOf(monthOfText(text)) + Number(text.slice(8, 10)) - 1
})

/** `YYYY-MM` (what follows is ignored) as a month. */
export const monthOfText = remembered((text: string): number => {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1
})

/** A month as `YYYY-MM`. */
export function monthText(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** A day as `YYYY-MM-DD`. */
export function dayText(day: number): string {
  const month = monthOf(day)
  return `${monthText(month)}-${String(day - firstDayOf(month) + 1).padStart(2, '0')}`
}

/** V2: n months later (or earlier): the same day of the month, clipped to the month's end. */
export function addMonths(day: number, n: number): number {
  const month = monthOf(day)
  const target = month + n
  return Math.min(firstDayOf(target) + (day - firstDayOf(month)), lastDayOf(target))
}

/** §4: the first day of the window of N months at D; the window ends on D itself. */
export function windowStart(day: number, months: number): number {
  return firstDayOf(monthOf(day) - (months - 1))
}

/** `YYYY-MM-DDTHH:MM:SS[.mmm]Z` in milliseconds since the epoch. */
export function instantOf(text: string): number {
  const seconds = Number(text.slice(11, 13)) * 3600 + Number(text.slice(14, 16)) * 60 + Number(text.slice(17, 19))
  const milliseconds = text[19] === '.' ? Number(text.slice(20, 23)) : 0
  return (dayOf(text.slice(0, 10)) * 86_400 + seconds) * 1000 + milliseconds
}
