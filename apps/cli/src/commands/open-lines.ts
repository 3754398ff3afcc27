/** What every question about a book starts with: the book as known, and who decides each of its lines. */
import { POLICY_BY_KIND } from '@tideline/content'
import { createDecider, MoneyOverflowError, openBook, type Book, type BookLine, type Decider } from '@tideline/engine'
import { formatDay, knownLog, parseDay, type Day, type Log } from '@tideline/journal'
import { Failure } from '../failure.ts'
import type { ReadBook } from '../input/read-book.ts'
import { findRulebook } from '../input/find-document.ts'

export interface RulebookOptions {
  readonly policy?: string
  readonly scorecard?: string
  readonly knownAt?: string
}

export interface OpenedBook {
  readonly book: Book
  /** By line id. */
  readonly lines: readonly BookLine[]
  readonly deciderOf: (line: BookLine) => Decider
}

/** Opens a book under one policy for all its lines or, with none named, the one that ships for each line's kind. */
export async function openLines(log: Log, options: RulebookOptions): Promise<OpenedBook> {
  const book = openBook(log, options.knownAt === undefined ? {} : { knownAt: options.knownAt })
  const deciders = new Map<string, Decider>()
  for (const kind of new Set(book.lines.map((line) => line.kind))) {
    const policy = options.policy ?? POLICY_BY_KIND[kind]
    if (!deciders.has(policy)) deciders.set(policy, createDecider(book, await findRulebook(policy, options.scorecard)))
  }
  return { book, lines: book.lines, deciderOf: (line) => deciders.get(options.policy ?? POLICY_BY_KIND[line.kind])! }
}

/** The line of an id. Throws a `Failure` that names some that exist. */
export function lineOf({ book }: OpenedBook, id: string): BookLine {
  const line = book.line(id)
  if (line) return line
  const some = book.lines.slice(0, 5).map((other) => other.id)
  const more = book.lines.length > some.length ? ` and ${book.lines.length - some.length} more` : ''
  throw new Failure(`There is no line ${id} in this book. ${some.length === 0 ? 'It has no lines.' : `It has ${some.join(', ')}${more}.`}`)
}

/** The day to decide on when none is named: the last on which anything known happened, never the clock's. */
export function lastDayKnown(log: Log, knownAt?: string): Day {
  const last = lastKnownOn(log, knownAt)
  console.error(`As of ${formatDay(last)}, the day of the last event; name another with --as-of.`)
  return last
}

/** The same, where another day may be taken in the end, in silence. */
export function lastKnownOn(log: Log, knownAt?: string): Day {
  const last = knownLog(log, knownAt).at(-1)
  if (!last) throw new Failure('The book holds no events: there is nothing to decide.')
  return parseDay(last.on)!
}

/** A sentence for lines that were not yet open. */
export function sayNotYetOpen(lines: readonly BookLine[], day: Day): string | null {
  const later = lines.filter((line) => line.openedOn > day)
  if (later.length === 0) return null
  if (later.length > 1) return `${later.length} lines open after ${formatDay(day)} and have no decision by then.`
  return `${later[0]!.id} opens on ${formatDay(later[0]!.openedOn)}: it has no decision on ${formatDay(day)}.`
}

/** Runs a question; what only a ledger can see, amounts that no balance can hold (V1), becomes a `Failure`. */
export function refusingOverflow<Answer>({ placeOf }: ReadBook, ask: () => Answer): Answer {
  try {
    return ask()
  } catch (error) {
    if (!(error instanceof MoneyOverflowError)) throw error
    const most = Number.MAX_SAFE_INTEGER
    throw new Failure(
      `${placeOf(error.event)}: data: expected amounts that keep the balance of ${error.line} within ±${most}, got more [money-overflow]`,
      'Are the amounts in minor units (cents, fen)? Nothing was decided.',
    )
  }
}
