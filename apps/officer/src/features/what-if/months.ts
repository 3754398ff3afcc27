/** Months as `YYYY-MM`, for what goes on month by month. */

/** The month `n` months after one. */
export function monthAfter(month: string, n: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + n
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`
}

export function lastDayOf(month: string): string {
  const first = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)
  return new Date(first).toISOString().slice(0, 10)
}

/** The day of the month of `like`, or the month's last where it has no such day. */
export function dayInMonth(month: string, like: string): string {
  const last = lastDayOf(month)
  const day = `${month}-${like.slice(8, 10)}`
  return day > last ? last : day
}

/** The months from one on that are complete by a day. */
export function monthsBetween(from: string, until: string): string[] {
  const months: string[] = []
  for (let month = from; lastDayOf(month) <= until; month = monthAfter(month, 1)) months.push(month)
  return months
}

const MEAN_MONTHS = 6

/** The mean of the last six complete months that have a record, rounded half up; `null` without any. */
export function meanByMonth(records: readonly { readonly month: string; readonly amount: number }[], asOf: string): number | null {
  const to = asOf.slice(0, 7)
  const from = monthAfter(to, -MEAN_MONTHS)
  const totals = new Map<string, number>()
  for (const { month, amount } of records) if (month >= from && month < to) totals.set(month, (totals.get(month) ?? 0) + amount)
  if (totals.size === 0) return null
  return Math.floor([...totals.values()].reduce((sum, total) => sum + total, 0) / totals.size + 0.5)
}
