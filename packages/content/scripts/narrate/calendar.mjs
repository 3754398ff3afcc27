/** Civil days as text, for the narrated book alone; the engine has its own calendar. */

const DAY = 86_400_000

/** `2025-01-31` + 1 month = `2025-02-28`: keeps the day, clipped to the month's end. */
export function addMonths(day, months) {
  const [year, month, date] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return new Date(first.getTime() + (Math.min(date, last) - 1) * DAY).toISOString().slice(0, 10)
}

export function addDays(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}

/** The months from one to another, both included: `months('2025-11', '2026-01')`. */
export function months(from, to) {
  const list = []
  for (let day = `${from}-01`; day.slice(0, 7) <= to; day = addMonths(day, 1)) list.push(day.slice(0, 7))
  return list
}
