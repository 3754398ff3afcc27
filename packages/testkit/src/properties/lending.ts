/** A generated borrower's life as the properties ask about it: events in, canonical decisions out. */
import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { createDecider, loadRulebook, openBook, type Decision, type Rulebook } from '@tideline/engine'
import { addDays, addMonths, joinLog, parseDay, type Day, type JournalEvent } from '@tideline/journal'
import fc from 'fast-check'
import { generateBook } from '../generate/book.ts'

const MONTHS = 20
const START = parseDay('2022-01-01')!
/** The last day of a generated life. */
export const END = addDays(addMonths(START, MONTHS), -1)

export const RULEBOOKS: readonly Rulebook[] = ['consumer@1', 'project@1'].map((policy) => {
  const loaded = loadRulebook(POLICIES.get(policy), SCORECARDS.get('behaviour@1'), REASON_CODES)
  if (!loaded.ok) throw new Error(`${policy} does not pass its own check`)
  return loaded.rulebook
})

/** One borrower with all of their lines, twenty months of it, in an arbitrary order of arrival. */
export const borrowerLife: fc.Arbitrary<JournalEvent[]> = fc
  .integer({ min: 1, max: 1_000_000 })
  .map((seed) => generateBook({ seed, borrowers: 1, months: MONTHS }))

/** Every line of a log decided under both policies on the days, lines by id. */
export function decideAll(
  events: readonly JournalEvent[],
  days: readonly Day[],
  options: { readonly everyDay?: boolean; readonly knownAt?: string } = {},
): Decision[] {
  const joined = joinLog(events)
  if (!joined.ok) throw new Error(`a generated log is refused: ${JSON.stringify(joined.issues)}`)
  const book = openBook(joined.log, options.knownAt === undefined ? {} : { knownAt: options.knownAt })
  return RULEBOOKS.flatMap((rulebook) => {
    const decider = createDecider(book, rulebook)
    return book.lines.flatMap((line) => decider.decide(line, days, { everyDay: options.everyDay ?? false }))
  })
}

/** `count` days spread over a life, the same for every log. */
export function spreadDays(count: number): Day[] {
  const step = Math.floor((END - START) / count)
  return Array.from({ length: count }, (_, i) => addDays(START, (i + 1) * step))
}

/** Every day of a life. */
export function everyDay(): Day[] {
  return Array.from({ length: END - START + 1 }, (_, i) => addDays(START, i))
}
