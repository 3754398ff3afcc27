/** One borrower's lines, ready to be decided: a book of its own, since no decision looks at another borrower. */
import { createDecider, openBook, type Book, type BookLine, type Decider, type Rulebook } from '@tideline/engine'
import { joinLog, type Issue, type JournalEvent, type Log } from '@tideline/journal'
import { rulebookFor } from './rulebooks.ts'

export interface BorrowerBook {
  readonly log: Log
  readonly lines: readonly BookLine[]
  readonly line: Book['line']
  readonly deciderOf: (line: BookLine) => Decider
}

export type OpenedBorrower =
  | { readonly ok: true; readonly book: BorrowerBook }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** `bookWide` are the events without a borrower, which hold for every line. */
export function openBorrower(events: readonly JournalEvent[], bookWide: readonly JournalEvent[]): OpenedBorrower {
  const joined = joinLog([...events, ...bookWide])
  if (!joined.ok) return joined
  const book = openBook(joined.log)
  const deciders = new Map<Rulebook, Decider>()
  const deciderOf = (line: BookLine): Decider => {
    const rulebook = rulebookFor(line.kind)
    const made = deciders.get(rulebook) ?? createDecider(book, rulebook)
    deciders.set(rulebook, made)
    return made
  }
  return { ok: true, book: { log: joined.log, lines: book.lines, line: book.line, deciderOf } }
}
