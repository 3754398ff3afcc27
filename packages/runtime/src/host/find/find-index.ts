/**
 * Everything of a book that can be found, in memory only. A borrower is laid out once, and again when something was
 * recorded for them: the book decided anew hands on all others as they were.
 */
import type { LineSummary } from '../../contract.ts'
import type { FoundRow } from '../../find-contract.ts'
import { sortQueue } from '../summary.ts'
import { foldText, wordsOf } from './fold.ts'
import { layOut, type Entry, type Layout } from './layout.ts'
import { mayBeNear, mayMatch, rankOf, rankOfNear, soughtWord } from './match-layout.ts'
import type { LineContact, Person } from './person.ts'
import type { Readings } from './readings.ts'
import { SignColumns, signsOf, withSigns } from './signs.ts'
import { unitsOf, type Unit } from './units.ts'

/** Fewer found than this, and what is only near is shown too. */
const FEW = 8

/** What of a decided book is looked at. */
export interface FindableBook {
  readonly revision: number
  readonly borrowers: ReadonlyMap<string, FindableBorrower>
}

export interface FindableBorrower {
  readonly person: Person
  readonly summaries: readonly LineSummary[]
  readonly contacts: ReadonlyMap<string, LineContact>
}

export interface Found {
  readonly entry: Entry
  readonly near: boolean
}

export class FindIndex {
  readonly #readings: Readings
  readonly #places = new Map<string, readonly Unit[]>()
  readonly #laidOut = new Map<string, { readonly of: FindableBorrower; readonly layout: Layout }>()
  #of: { readonly decided: FindableBook; readonly revision: number } | null = null
  /** In the order of the queue, borrowers without a line last. */
  #entries: readonly Entry[] = []
  #signs = new SignColumns([])
  #branches: readonly string[] = []
  #centres: readonly string[] = []

  constructor(readings: Readings) {
    this.#readings = readings
  }

  /** What the book has to filter by. */
  get choices(): { readonly branches: readonly string[]; readonly centres: readonly string[] } {
    return { branches: this.#branches, centres: this.#centres }
  }

  /** Lays out what is not laid out yet, until `isLate` says so; whether all of it is. */
  prepare(decided: FindableBook, isLate: () => boolean): boolean {
    for (const [borrower, of] of decided.borrowers) {
      if (this.#laidOut.get(borrower)?.of === of || borrower === '') continue
      if (isLate()) return false
      this.#laidOut.set(borrower, { of, layout: layOut(of.person, this.#readings, (place) => this.#placeOf(place)) })
    }
    return true
  }

  /** Brings the index to the book as it stands. */
  update(decided: FindableBook): void {
    const { revision } = decided
    if (this.#of?.decided === decided && this.#of.revision === revision) return
    this.prepare(decided, () => false)
    for (const borrower of this.#laidOut.keys()) if (!decided.borrowers.has(borrower)) this.#laidOut.delete(borrower)
    const borrowers = [...decided.borrowers].filter(([borrower]) => borrower !== '')
    const owners = new Map(borrowers.flatMap(([, of]) => of.summaries.map((line) => [line, of] as const)))
    this.#entries = [
      ...sortQueue([...owners.keys()]).map((line) => this.#entryOf(owners.get(line)!, line)),
      ...borrowers.filter(([, of]) => of.summaries.length === 0).map(([, of]) => this.#entryOf(of, null)),
    ]
    this.#signs = new SignColumns(this.#entries.map(({ layout, lineId }) => withSigns(layout.signs, signsOf(lineId))))
    this.#branches = namesIn(this.#entries.map(({ branch }) => branch))
    this.#centres = namesIn(this.#entries.map(({ centre }) => centre))
    this.#of = { decided, revision }
  }

  #placeOf(place: string): readonly Unit[] {
    const known = this.#places.get(place)
    if (known) return known
    const units = unitsOf(place, this.#readings)
    this.#places.set(place, units)
    return units
  }

  #entryOf(of: FindableBorrower, line: FoundRow['line']): Entry {
    const { layout } = this.#laidOut.get(of.person.borrower)!
    const contact = line ? of.contacts.get(line.line) : undefined
    const lineId = line ? foldText(line.line) : ''
    return { ...of.person, line, lastContact: contact?.last ?? null, openedOn: contact?.openedOn ?? '', near: false, layout, lineId }
  }

  /** Of the entries that pass, those in which every word is found, best first. */
  search(text: string, passes: (entry: Entry) => boolean): readonly Found[] {
    const words = wordsOf(text).map((word) => soughtWord(word, this.#places.values()))
    const exact = this.#rank((at) => mayMatch(this.#signs, at, words), passes, (entry) => rankOf(entry, words))
    if (exact.length >= FEW || !words.some(({ forgiven }) => forgiven > 0)) return exact.map((entry) => ({ entry, near: false }))
    const known = new Set(exact)
    const near = this.#rank(
      (at) => mayBeNear(this.#signs, at, words),
      (entry) => !known.has(entry) && passes(entry),
      (entry) => rankOfNear(entry, words),
    )
    return [...exact.map((entry) => ({ entry, near: false })), ...near.map((entry) => ({ entry, near: true }))]
  }

  /** Of those that may be meant. Stable: what stands equally well stays in the order of the queue. */
  #rank(mayBe: (at: number) => boolean, passes: (entry: Entry) => boolean, ranked: (entry: Entry) => number | null): Entry[] {
    const shelves: Entry[][] = []
    for (let at = 0; at < this.#entries.length; at++) {
      if (!mayBe(at)) continue
      const entry = this.#entries[at]!
      const rank = passes(entry) ? ranked(entry) : null
      if (rank !== null) (shelves[rank] ??= []).push(entry)
    }
    return shelves.flat()
  }
}

function namesIn(names: readonly string[]): readonly string[] {
  return [...new Set(names)].filter(Boolean).sort()
}
