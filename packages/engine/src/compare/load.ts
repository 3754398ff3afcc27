/** How many tasks early warnings open for whom in which week (W9). */
import { formatDay, roundRatio, type Day } from '@tideline/journal'
import type { OfficerWarnings, SideName, WarningLoad, WeekOfWarnings } from './comparison.ts'
import type { LineComparison } from './line-comparison.ts'

/** Of each officer, how many tasks opened in the week that begins on a day. */
type Weeks = Map<Day, { a: number; b: number }>

/** `days` of the period. */
export function loadOf(lines: readonly LineComparison[], days: number): OfficerWarnings[] {
  const officers = new Map<string | null, Weeks>()
  for (const line of lines) {
    for (const side of ['a', 'b'] as const) {
      for (const { on, officer } of line[side].tasks) count(officers, officer, mondayOf(on), side)
    }
  }
  return [...officers]
    .sort(([x], [y]) => (x === null ? 1 : y === null ? -1 : x < y ? -1 : 1))
    .map(([officer, weeks]) => {
      const rising = [...weeks].sort(([x], [y]) => x - y).map(([week, opened]) => ({ week: formatDay(week), ...opened }))
      return { officer, a: total(rising, 'a', days), b: total(rising, 'b', days), weeks: rising }
    })
}

function count(officers: Map<string | null, Weeks>, officer: string | null, week: Day, side: SideName): void {
  const weeks: Weeks = officers.get(officer) ?? new Map()
  officers.set(officer, weeks)
  const opened = weeks.get(week) ?? { a: 0, b: 0 }
  weeks.set(week, opened)
  opened[side]++
}

/** Day 0, 1970-01-01, was a Thursday. */
function mondayOf(day: Day): Day {
  return (day - ((((day + 3) % 7) + 7) % 7)) as Day
}

function total(weeks: readonly WeekOfWarnings[], side: SideName, days: number): WarningLoad {
  const opened = weeks.reduce((sum, week) => sum + week[side], 0)
  const most = weeks.reduce((highest, week) => Math.max(highest, week[side]), 0)
  return { opened, perWeek: roundRatio((opened * 7) / days), most }
}
