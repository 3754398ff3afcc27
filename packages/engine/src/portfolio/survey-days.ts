/** The days a portfolio looks at (B1). */
import { lastDayOf, monthOf, shiftMonth, type Day } from '@tideline/journal'

const MONTHS = 12

/** The ends of the 12 months before that of the day, and the day, rising. */
export function surveyDays(asOf: Day): readonly Day[] {
  const month = monthOf(asOf)
  const ends = Array.from({ length: MONTHS }, (_, i) => lastDayOf(shiftMonth(month, i - MONTHS)))
  return [...ends, asOf]
}
