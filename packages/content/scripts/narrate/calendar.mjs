/** Civil days as text, for the narrated book alone; the engine has its own calendar. */

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

const isLeap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysBeforeYear = (year) => 365 * (year - 1) + Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400)
const daysBefore = (year, month) => daysBeforeYear(year) + DAYS_BEFORE_MONTH[month - 1] + (month > 2 && isLeap(year) ? 1 : 0)
const lengthOf = (year, month) => (month === 12 ? 31 : daysBefore(year, month + 1) - daysBefore(year, month))
const text = (year, month, date) => [String(year), ...[month, date].map((part) => String(part).padStart(2, '0'))].join('-')
const partsOf = (day) => day.split('-').map(Number)

/** `2025-01-31` + 1 month = `2025-02-28`: keeps the day, clipped to the month's end. */
export function addMonths(day, months) {
  const [year, month, date] = partsOf(day)
  const count = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1]
  return text(toYear, toMonth, Math.min(date, lengthOf(toYear, toMonth)))
}

export function addDays(day, days) {
  let [year, month, date] = partsOf(day)
  for (date += days; date < 1; date += lengthOf(year, month)) [year, month] = partsOf(addMonths(text(year, month, 1), -1))
  for (; date > lengthOf(year, month); [year, month] = partsOf(addMonths(text(year, month, 1), 1))) date -= lengthOf(year, month)
  return text(year, month, date)
}

/** The months from one to another, both included: `months('2025-11', '2026-01')`. */
export function months(from, to) {
  const list = []
  for (let day = `${from}-01`; day.slice(0, 7) <= to; day = addMonths(day, 1)) list.push(day.slice(0, 7))
  return list
}
