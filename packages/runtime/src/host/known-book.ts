/** What a file of entries may ask of the book: whose lines are, who is registered, what was agreed. */
import type { KnownBook } from '@tideline/import'
import { joinLog, knownLog } from '@tideline/journal'
import type { SharedStore } from '@tideline/storage'
import type { DecidedBook } from './decided-book.ts'

type Data = Readonly<Record<string, unknown>>

export interface KnownBooks {
  /** As the journal stands; `day` is any on which the book may be decided. */
  read(day: string): Promise<KnownBook>
  /** The book was locked or erased. */
  forget(): void
}

/** Keeps the answer until the journal moves: a page asks again with every column that is corrected. */
export function keepKnownBook(opened: Promise<{ readonly store: SharedStore; readonly decided: DecidedBook }>): KnownBooks {
  let kept: { readonly revision: number; readonly book: KnownBook } | null = null
  return {
    async read(day) {
      const { store, decided } = await opened
      const { owners, revision } = await decided.latest(day)
      if (kept?.revision !== revision) kept = { revision, book: await readThrough(store, owners) }
      return kept.book
    },
    forget() {
      kept = null
    },
  }
}

/** Of a borrower whose events contradict each other nothing is known. */
async function readThrough(store: SharedStore, owners: ReadonlyMap<string, string>): Promise<KnownBook> {
  const registrations = new Map<string, Data>()
  const limits = new Map<string, number>()
  const lines = new Map<string, string[]>()
  for (const [line, borrower] of owners) {
    const others = lines.get(borrower)
    if (others) others.push(line)
    else lines.set(borrower, [line])
  }
  for await (const { borrower, events } of store.readAll()) {
    const joined = joinLog(events)
    if (!joined.ok) continue
    for (const event of knownLog(joined.log)) {
      if (event.type === 'borrower.registered') registrations.set(borrower, { ...event.data })
      // The first opening opens a line (E7); what is agreed after it replaces the limit.
      if (event.type === 'line.opened' && event.line !== undefined && !limits.has(event.line)) limits.set(event.line, event.data.limit)
      if (event.type === 'limit.set' && event.line !== undefined) limits.set(event.line, event.data.limit)
    }
  }
  return {
    ownerOf: (line) => owners.get(line),
    linesOf: (borrower) => lines.get(borrower) ?? [],
    registrationOf: (borrower) => registrations.get(borrower),
    limitOf: (line) => limits.get(line),
  }
}
