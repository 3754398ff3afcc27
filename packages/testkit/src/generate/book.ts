/** A seeded random book: valid events of many borrowers, calm and chaotic. */
import type { JournalEvent, Phase } from '@tideline/journal'
import { addMonths, dayOf } from '../reference/days.ts'
import { borrowerEvents } from './borrower.ts'
import { randomFrom, seedOf, type Random } from './random.ts'
import { recorderOf } from './recorder.ts'

export interface BookOptions {
  readonly seed: number
  readonly borrowers: number
  /** From `start` to the end of the book. */
  readonly months: number
  /** `YYYY-MM-DD`; 2022-01-01 if not given. */
  readonly start?: string
  /** How many lines each borrower has; one to three if not given. */
  readonly lines?: number
}

/** The events in a random order of arrival, a few of them twice. The same options give the same book. */
export function generateBook(options: BookOptions): JournalEvent[] {
  const random = randomFrom(options.seed)
  const { start, end } = spanOf(options)
  const events = phaseEvents(random, start, end)
  for (let index = 1; index <= options.borrowers; index++) events.push(...generateBorrower(options, index))
  const doubled = events.filter(() => random.chance(0.01))
  return shuffled(random, [...events, ...doubled])
}

/** The events of one borrower of that book, the first being 1: a big book can be made piece by piece. */
export function generateBorrower(options: BookOptions, index: number): JournalEvent[] {
  return borrowerEvents(randomFrom(seedOf(options.seed, index)), `B${index}`, { ...spanOf(options), lines: options.lines })
}

/** The market phases of that book. */
export function generatePhases(options: BookOptions): JournalEvent[] {
  const { start, end } = spanOf(options)
  return phaseEvents(randomFrom(options.seed), start, end)
}

function spanOf(options: BookOptions): { readonly start: number; readonly end: number } {
  const start = dayOf(options.start ?? '2022-01-01')
  return { start, end: addMonths(start, options.months) - 1 }
}

/** The market phase, set before the first day and changed now and then, sometimes to the same, sometimes reversed. */
function phaseEvents(random: Random, start: number, end: number): JournalEvent[] {
  const recorder = recorderOf(random, 'phase', 0.1)
  const turns: Phase[] = []
  for (let day = start - 30; day <= end; day += random.int(60, 200)) {
    // Each phase has its turn in every book that is long enough.
    if (turns.length === 0) turns.push(...shuffled(random, ['growth', 'growth', 'steady', 'tighten'] as const))
    const phase = turns.pop() ?? 'steady'
    const id = recorder.record('phase.set', day, {}, { phase }, 'head-office')
    const reversal = { event: id, reason: 'not decided' }
    if (random.chance(0.1)) recorder.record('event.reversed', day, {}, reversal, 'head-office')
  }
  return recorder.events
}

function shuffled<T>(random: Random, values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value)
}
