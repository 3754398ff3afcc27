/** Civil days and calendar months (V2) as plain integers: no time zone, no clock. */
import type { Brand } from './brand.ts'

/** Days since 1970-01-01. */
export type Day = Brand<number, 'Day'>
/** Calendar months: year × 12 + month − 1. */
export type Month = Brand<number, 'Month'>

/** `YYYY-MM-DD` of a real date in the years 0000 to 9999, else `null`. */
export function parseDay(text: string): Day | null {
  if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return null
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const dayOfMonth = twoDigits(text, 8)
  // A pair that is no number is NaN, for which every comparison is false.
  if (!(year >= 0 && month >= 1 && month <= 12 && dayOfMonth >= 1)) return null
  if (dayOfMonth > lengthOfMonth(year, month)) return null
  return dayOfCivil(year, month, dayOfMonth)
}

/** `YYYY-MM-DD`; years outside 0000 to 9999 get a sign and six digits, which `parseDay` refuses. */
export function formatDay(day: Day): string {
  const { year, month, dayOfMonth } = civilOfDay(day)
  return `${formatYear(year)}-${pad2(month)}-${pad2(dayOfMonth)}`
}

/** `YYYY-MM`, else `null`. */
export function parseMonth(text: string): Month | null {
  if (text.length !== 7 || text.charCodeAt(4) !== DASH) return null
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  return year >= 0 && month >= 1 && month <= 12 ? monthOfCivil(year, month) : null
}

/** `YYYY-MM`. */
export function formatMonth(month: Month): string {
  const year = Math.floor(month / 12)
  return `${formatYear(year)}-${pad2(month - year * 12 + 1)}`
}

export function monthOf(day: Day): Month {
  const { year, month } = civilOfDay(day)
  return monthOfCivil(year, month)
}

export function firstDayOf(month: Month): Day {
  const year = Math.floor(month / 12)
  return dayOfCivil(year, month - year * 12 + 1, 1)
}

export function lastDayOf(month: Month): Day {
  return (firstDayOf(shiftMonth(month, 1)) - 1) as Day
}

/** The month `n` months later, or earlier when `n` is negative. */
export function shiftMonth(month: Month, n: number): Month {
  return (month + n) as Month
}

/** The day `n` days later, or earlier when `n` is negative. */
export function addDays(day: Day, n: number): Day {
  return (day + n) as Day
}

/** The same day of the month `n` months later or earlier, clipped to the end of that month (V2). */
export function addMonths(day: Day, n: number): Day {
  const { year, month, dayOfMonth } = civilOfDay(day)
  const target = shiftMonth(monthOfCivil(year, month), n)
  const first = firstDayOf(target)
  const last = lastDayOf(target)
  return Math.min(first + dayOfMonth - 1, last) as Day
}

const DASH = 45
const ZERO = 48

/** The number written by two ASCII digits at `start`; NaN if they are none. */
export function twoDigits(text: string, start: number): number {
  const tens = text.charCodeAt(start) - ZERO
  const ones = text.charCodeAt(start + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

function monthOfCivil(year: number, month: number): Month {
  return (year * 12 + month - 1) as Month
}

// The two conversions count in eras of 400 years whose years begin in March, so that the leap day is
// the last of its year: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
const DAYS_PER_ERA = 146_097
const DAYS_TO_1970 = 719_468

function dayOfCivil(year: number, month: number, dayOfMonth: number): Day {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return (era * DAYS_PER_ERA + dayOfEra - DAYS_TO_1970) as Day
}

function civilOfDay(day: Day): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + DAYS_TO_1970
  const era = Math.floor(shifted / DAYS_PER_ERA)
  const dayOfEra = shifted - era * DAYS_PER_ERA
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

/** Two digits of a number from 0 to 99. */
export function pad2(value: number): string {
  return value < 10 ? `0${value}` : `${value}`
}

function formatYear(year: number): string {
  if (year >= 0 && year <= 9999) return `${year}`.padStart(4, '0')
  return `${year < 0 ? '-' : '+'}${`${Math.abs(year)}`.padStart(6, '0')}`
}
