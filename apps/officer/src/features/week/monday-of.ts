import { dayAfter, daysBetween } from '@tideline/ui/formats'

/** The Monday of the week of a day; that of the first days of 1970 is 29 December. */
export function mondayOf(day: string): string {
  const since = daysBetween('1969-12-29', day)
  return dayAfter(day, -(((since % 7) + 7) % 7))
}
