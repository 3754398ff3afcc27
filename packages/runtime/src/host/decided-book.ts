/**
 * The whole book decided on one day. Of each borrower only the rows of the queue are kept: the events stay in
 * the store and are read again when a line is opened, so that a big book fits a small tablet.
 */
import { MoneyOverflowError } from '@tideline/engine'
import { compareInstants, isKnownEvent, type JournalEvent } from '@tideline/journal'
import { StorageFailure, type SharedStore } from '@tideline/storage'
import type { BookTrouble, LineSummary } from '../contract.ts'
import { readBookWide } from './book-wide.ts'
import { openBorrower, type BorrowerBook } from './borrower-book.ts'
import { factsOf, lineFactsOf, type BorrowerFacts, type LineFacts } from './day/borrower-facts.ts'
import { noteHeads, type ChainEnd } from './device-signer.ts'
import { contactsOf, nobody, personOf, type LineContact, type Person } from './find/person.ts'
import { openJudgements } from './judgement/open-judgements.ts'
import { OwnEntries } from './own-entries.ts'
import { dayOf, summariseLine } from './summary.ts'

export interface DecidedBorrower {
  readonly person: Person
  readonly summaries: readonly LineSummary[]
  /** What their day is planned by; `null` for what belongs to the whole book, or can't be decided. */
  readonly facts: BorrowerFacts | null
  /** Of each line. */
  readonly contacts: ReadonlyMap<string, LineContact>
  readonly eventCount: number
  readonly knownAt: string | null
  readonly trouble: BookTrouble | null
}

export interface Decided {
  readonly asOf: string
  revision: number
  readonly bookWide: readonly JournalEvent[]
  /** Borrower of every line, also of those not open yet on the day. */
  readonly owners: Map<string, string>
  readonly borrowers: Map<string, DecidedBorrower>
  /** The last place of the chain of each device (journal AU1). */
  readonly heads: Map<string, ChainEnd>
  /** What was recorded on this device. */
  readonly own: OwnEntries
  /** What the store could not give. */
  readonly trouble: readonly BookTrouble[]
}

/** What lies in the rows themselves, and is the same whenever they are read. */
const LASTING: ReadonlySet<BookTrouble['code']> = new Set(['damaged', 'events-missing', 'undecidable'])

export class DecidedBook {
  readonly #store: SharedStore
  readonly #openOwn: () => Promise<OwnEntries>
  #decided: Decided | null = null
  #deciding: { readonly key: string; readonly result: Promise<Decided> } | null = null
  #forgotten = 0

  /** `openOwn`: what is this device's, before the book is read through. */
  constructor(store: SharedStore, openOwn: () => Promise<OwnEntries> = async () => new OwnEntries([], {})) {
    this.#store = store
    this.#openOwn = openOwn
  }

  /** Whether the book has been decided, on whatever day, and not been forgotten since. */
  get isReady(): boolean {
    return this.#decided !== null
  }

  /** The book on a day: from before if neither day nor journal has moved since. */
  async at(asOf: string): Promise<Decided> {
    const revision = await this.#store.revision()
    if (this.#decided?.asOf === asOf && this.#decided.revision === revision) return this.#decided
    // Whoever asks the same meanwhile waits for the same answer.
    const key = `${asOf} ${revision}`
    if (this.#deciding?.key !== key) this.#deciding = { key, result: this.#decideAll(asOf, revision) }
    const { result } = this.#deciding
    const forgotten = this.#forgotten
    try {
      const decided = await result
      // What the device would not give this once, or a lock that fell meanwhile, is asked for again the next time.
      const isLasting = decided.trouble.every(({ code }) => LASTING.has(code))
      if (forgotten === this.#forgotten && isLasting) this.#decided = decided
      return decided
    } finally {
      if (this.#deciding?.result === result) this.#deciding = null
    }
  }

  /** The book as it stands in the journal, on whatever day it was decided last. */
  async latest(today: string): Promise<Decided> {
    return this.at(this.#decided?.asOf ?? today)
  }

  /**
   * Decides the borrowers anew for whom events were appended at revision `before`; other changes are left to `at`, as is
   * what the device does not give now. Never rejects for that: the events are stored, and nobody must record them again.
   */
  async decideAgain(appended: readonly JournalEvent[], before: number): Promise<void> {
    const decided = this.#decided
    if (!decided || decided.revision !== before) return
    const read = await this.#readAgain(appended).catch(() => null)
    // What holds for every line, or what another tab wrote meanwhile, is decided with everything else.
    if (read?.revision !== before + 1 || appended.some((event) => event.borrower === undefined && isKnownEvent(event))) return
    for (const [borrower, events] of read.borrowers) decided.borrowers.set(borrower, decideBorrower(borrower, events, decided))
    noteHeads(decided.heads, appended)
    decided.own.noteRecorded(appended)
    decided.revision = read.revision
  }

  async #readAgain(appended: readonly JournalEvent[]) {
    const revision = await this.#store.revision()
    const concerned = [...new Set(appended.map((event) => event.borrower ?? ''))]
    return { revision, borrowers: await Promise.all(concerned.map(async (borrower) => [borrower, await this.#store.read(borrower)] as const)) }
  }

  /** Forgets what was decided, and what is being decided: the book was erased or locked. */
  forget(): void {
    this.#decided = null
    this.#deciding = null
    this.#forgotten++
  }

  async #decideAll(asOf: string, revision: number): Promise<Decided> {
    const trouble: BookTrouble[] = []
    const bookWide = await readBookWide(this.#store).catch((error: unknown): readonly JournalEvent[] => {
      trouble.push(troubleOf(error))
      return []
    })
    const decided: Decided = { asOf, revision, bookWide, owners: new Map(), borrowers: new Map(), heads: new Map(), own: await this.#openOwn(), trouble }
    try {
      for await (const { borrower, events } of this.#store.readAll()) {
        noteHeads(decided.heads, events)
        decided.own.note(events)
        decided.borrowers.set(borrower, decideBorrower(borrower, events, decided))
      }
    } catch (error) {
      const found = troubleOf(error)
      if (!trouble.some(({ detail }) => detail === found.detail)) trouble.push(found)
    }
    return decided
  }
}

function decideBorrower(borrower: string, events: readonly JournalEvent[], { asOf, bookWide, owners }: Decided): DecidedBorrower {
  const facts = { person: nobody(borrower), contacts: NO_CONTACTS, eventCount: events.length, knownAt: newestInstant(events) }
  if (borrower === '') return { ...facts, summaries: [], facts: null, trouble: null }
  const opened = openBorrower(events, bookWide)
  if (!opened.ok) {
    const detail = opened.issues.map(({ event, path, expected, got }) => `${event ?? ''} ${path}: ${expected}, not ${got}`).join('; ')
    return { ...facts, summaries: [], facts: null, trouble: { code: 'undecidable', detail, borrowers: [borrower] } }
  }
  const { book } = opened
  for (const { id } of book.lines) owners.set(id, borrower)
  const person = personOf(borrower, book.log)
  try {
    return { ...facts, person, contacts: contactsOf(book.lines, asOf), ...shownOf(borrower, book, asOf), trouble: null }
  } catch (error) {
    if (!(error instanceof MoneyOverflowError)) throw error
    return { ...facts, person, summaries: [], facts: null, trouble: { code: 'undecidable', detail: error.message, borrowers: [borrower] } }
  }
}

const NO_CONTACTS: DecidedBorrower['contacts'] = new Map()

function shownOf(borrower: string, book: BorrowerBook, asOf: string): Pick<DecidedBorrower, 'summaries' | 'facts'> {
  const summaries: LineSummary[] = []
  const facts = new Map<string, LineFacts>()
  for (const line of book.lines) {
    const decider = book.deciderOf(line)
    const explanation = decider.explain(line, dayOf(asOf))
    if (!explanation) continue
    summaries.push(summariseLine(line, explanation, decider.rulebook, openJudgements(book, line, asOf)))
    facts.set(line.id, lineFactsOf(book, line, explanation.decision))
  }
  return { summaries, facts: factsOf(borrower, book, facts) }
}

export function newestInstant(events: Iterable<{ readonly at: string }>): string | null {
  let newest: string | null = null
  for (const { at } of events) if (newest === null || compareInstants(at, newest) > 0) newest = at
  return newest
}

/** What a store threw, as a page is told. Rethrows what is a defect. */
export function troubleOf(error: unknown): BookTrouble {
  if (error instanceof StorageFailure) return { code: error.code, detail: error.message, borrowers: error.borrowers }
  throw error
}
