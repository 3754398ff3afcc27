/** When a centre meets, in words. */
import type { Centre } from '@tideline/runtime'
import { formatDay, formatWeekday } from '@tideline/ui/formats'
import { m } from '../../paraglide/messages.js'

export function scheduleText(schedule: Centre['schedule'], locale: string): string {
  if (!schedule) return m.centre_no_schedule()
  const { weekday, everyWeeks = 1, time, place, until } = schedule
  const day = formatWeekday(weekday, locale)
  const rhythm = everyWeeks === 1 ? m.centre_each_week({ day }) : m.centre_every_weeks({ day, weeks: everyWeeks })
  return [rhythm, time, place, until && m.centre_ends({ day: formatDay(until, locale) })].filter(Boolean).join(' · ')
}

export function everyText(weeks: number): string {
  return weeks === 1 ? m.centre_week() : m.centre_weeks({ weeks })
}
