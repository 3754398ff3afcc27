/** Options as typed, checked when they are read, so that a wrong one never costs a long run. */
import { InvalidArgumentError } from 'commander'
import { parseDay, parseInstant, type Day } from '@tideline/journal'

/** Gathers the days of a repeated option. */
export function readDays(text: string, before: readonly Day[] | undefined): readonly Day[] {
  return [...(before ?? []), readDay(text)]
}

export function readDay(text: string): Day {
  const day = parseDay(text)
  if (day === null) throw new InvalidArgumentError('Expected a day of the calendar, such as 2026-03-31.')
  return day
}

export function readInstant(text: string): string {
  if (parseInstant(text) === null) throw new InvalidArgumentError('Expected an instant in UTC, such as 2026-03-31T18:00:00Z.')
  return text
}
