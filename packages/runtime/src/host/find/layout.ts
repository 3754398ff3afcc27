/** A borrower, and a line of theirs, as they are compared with what is typed. */
import type { FoundRow } from '../../find-contract.ts'
import { digitsOf, foldText } from './fold.ts'
import type { Person } from './person.ts'
import type { Readings } from './readings.ts'
import { signsOf, type Signs } from './signs.ts'
import { undoubled } from './slips.ts'
import { spelledOut, unitsOf, type Unit } from './units.ts'

export interface Layout {
  readonly name: readonly Unit[]
  readonly borrower: string
  readonly phone: string
  /** Branch and centre, each laid out once for all who are there. */
  readonly places: readonly (readonly Unit[])[]
  /** Of name, id and telephone. */
  readonly signs: Signs
  /** The words of the name in letters, and all of it in one: what a mistyped word may have meant; `undoubled`. */
  readonly spellings: readonly { readonly word: string; readonly letters: number }[]
}

export interface Entry extends FoundRow {
  readonly layout: Layout
  /** As compared; empty where there is no line. */
  readonly lineId: string
  /** Of the line; empty where there is none. */
  readonly openedOn: string
}

/** `placeOf` lays out a branch or a centre. */
export function layOut({ borrower, name, branch, centre, phone }: Person, readings: Readings, placeOf: (place: string) => readonly Unit[]): Layout {
  const units = unitsOf(name, readings)
  const words = new Set([...units.map(({ text }) => text), ...spelledOut(units)].map(undoubled))
  const [id, digits] = [foldText(borrower), digitsOf(phone)]
  return {
    name: units,
    borrower: id,
    phone: digits,
    places: [branch, centre].filter(Boolean).map(placeOf),
    signs: signsOf([id, digits, ...units.flatMap(({ text, readings: read }) => [text, ...read])].join('')),
    spellings: [...words].filter((word) => /^[a-z]{3,}$/u.test(word)).map((word) => ({ word, letters: signsOf(word).letters })),
  }
}
