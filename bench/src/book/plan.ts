/** The book that everything is measured on: generated, always the same for its size. */
import { parseDay, type Day } from '@tideline/journal'

export interface BookPlan {
  readonly borrowers: number
  readonly months: number
}

/** The size that the budgets speak of; with one line each some 1.6 million events, a little more than they say. */
export const WHOLE_BOOK: BookPlan = { borrowers: 10_000, months: 36 }

/** What the generator is asked for. */
export function bookOptions({ borrowers, months }: BookPlan) {
  return { seed: 20261124, borrowers, months, start: '2022-01-01', lines: 1 } as const
}

/** The day that is decided: the last of the book. */
export function lastDay({ months }: BookPlan): Day {
  const years = Math.floor((months - 1) / 12)
  const month = String(((months - 1) % 12) + 2).padStart(2, '0')
  const next = month === '13' ? `${2023 + years}-01-01` : `${2022 + years}-${month}-01`
  return (parseDay(next)! - 1) as Day
}
