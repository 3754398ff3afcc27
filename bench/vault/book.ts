/** A book of one's own as a file: 1,000 borrowers with a line each, over three years unless asked otherwise. */
import { canonicalJson } from '@tideline/journal'
import { generateBorrower, generatePhases } from '@tideline/testkit'

export function bookFile(borrowers: number, months: number, start: string): string[] {
  const options = { seed: 20261124, borrowers, months, start, lines: 1 }
  const events = generatePhases(options)
  for (let index = 1; index <= borrowers; index++) events.push(...generateBorrower(options, index))
  return events.map((event) => canonicalJson(event))
}
