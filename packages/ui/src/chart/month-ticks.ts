/** Where months begin on a day axis, thinned so that their names have room. */

export interface MonthTick {
  /** Days after the first day of the axis. */
  readonly index: number
  /** `YYYY-MM`. */
  readonly month: string
}

/** At most `most` first days of months within `length` days from `from`. */
export function monthTicks(from: string, length: number, most: number): MonthTick[] {
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  const origin = Date.parse(`${from}T00:00:00Z`)
  const all: MonthTick[] = []
  for (let n = 0; ; n++) {
    const first = Date.UTC(year, month - 1 + n, 1)
    const index = Math.round((first - origin) / 86_400_000)
    if (index >= length) break
    if (index >= 0) all.push({ index, month: new Date(first).toISOString().slice(0, 7) })
  }
  const stride = [1, 2, 3, 6, 12, 24].find((every) => all.length / every <= Math.max(1, most)) ?? 60
  return all.filter((tick) => (Number(tick.month.slice(5)) - 1 + 12 * Number(tick.month.slice(0, 4))) % stride === 0)
}
