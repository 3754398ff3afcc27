/** Options as typed, checked when they are read, so that a wrong one never costs a long run. */
import { InvalidArgumentError } from 'commander'
import { parseDay, parseInstant, type Day, type LineKind } from '@tideline/journal'

/** Gathers the days of a repeated option. */
export function readDays(text: string, before: readonly Day[] | undefined): readonly Day[] {
  return [...(before ?? []), readDay(text)]
}

/** Gathers the names of a repeated option. */
export function readAll(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), text]
}

const KINDS = ['revolving', 'instalment', 'project'] as const satisfies readonly LineKind[]

/** Gathers the kinds of line of a repeated option. */
export function readKinds(text: string, before: readonly LineKind[] | undefined): readonly LineKind[] {
  const kind = KINDS.find((known) => known === text)
  if (!kind) throw new InvalidArgumentError(`Expected one of ${KINDS.join(', ')}.`)
  return [...(before ?? []), kind]
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

/** The public key of a lender, as `tideline seal` says it. */
export function readLenderId(text: string): string {
  if (!/^[0-9a-f]{64}$/u.test(text)) throw new InvalidArgumentError('Expected 64 lower-case hexadecimal digits.')
  return text
}

const MOST_DAYS = 366

export function readValidity(text: string): number {
  const days = Number(text)
  if (!/^\d+$/u.test(text) || days < 1 || days > MOST_DAYS) throw new InvalidArgumentError(`Expected a number of days from 1 to ${MOST_DAYS}.`)
  return days
}
