/** How well every word that was typed is found in an entry: a number, less is better, in which names come first. */
import type { Entry, Layout } from './layout.ts'
import { digitsOf } from './fold.ts'
import { matchUnits, QUALITY } from './match-units.ts'
import { signsOf, type SignColumns, type Signs } from './signs.ts'
import { countBits, slipsBetween, slipsForgiven, undoubled } from './slips.ts'
import type { Unit } from './units.ts'

/** A word that was typed, prepared once for all entries. */
export interface SoughtWord {
  readonly word: string
  /** Its digits, if it can be part of a telephone number; else empty. */
  readonly digits: string
  /** Of the digits if it has them, else of the word. */
  readonly signs: Signs
  /** The branches and centres it leads through, and how well. */
  readonly places: ReadonlyMap<readonly Unit[], number>
  /** As a mistyped one is compared: `undoubled`, with its letters (`signsOf`), and the slips forgiven in it. */
  readonly heard: string
  readonly letters: number
  readonly forgiven: number
}

/** `places`: all that the book has. */
export function soughtWord(word: string, places: Iterable<readonly Unit[]>): SoughtWord {
  const digits = /^[\d+()./-]+$/u.test(word) ? digitsOf(word) : ''
  const heard = undoubled(word)
  const placed = new Map<readonly Unit[], number>()
  for (const units of places) {
    const rank = matchUnits(units, word)
    if (rank !== null) placed.set(units, rank)
  }
  return { word, digits, signs: signsOf(digits || word), places: placed, heard, letters: signsOf(heard).letters, forgiven: slipsForgiven(word) }
}

/** After every way in which a name can match. */
const BEYOND_NAMES = 6
const SHORTEST_NUMBER = 3

/** Whether `rankOf` can be anything but `null`, by the signs of name, ids and telephone alone. */
export function mayMatch(columns: SignColumns, at: number, words: readonly SoughtWord[]): boolean {
  return words.every(({ signs, places }) => places.size > 0 || columns.have(at, signs))
}

/** The same for `rankOfNear`: each slip puts in one letter at most that the name lacks. */
export function mayBeNear(columns: SignColumns, at: number, words: readonly SoughtWord[]): boolean {
  return words.every(({ signs, places, letters, forgiven }) =>
    places.size > 0 || (forgiven > 0 ? countBits(letters & ~columns.letters[at]!) <= forgiven : columns.have(at, signs)),
  )
}

/** `null` where a word is nowhere. */
export function rankOf(entry: Entry, words: readonly SoughtWord[]): number | null {
  let sum = 0
  for (const word of words) {
    const rank = rankOfWord(entry, word)
    if (rank === null) return null
    sum += rank
  }
  return sum
}

/** The same where words may be mistyped. */
export function rankOfNear(entry: Entry, words: readonly SoughtWord[]): number | null {
  let sum = 0
  for (const word of words) {
    // Who was found by the only word is no near one.
    const rank = slipsIn(entry, word) ?? (words.length > 1 ? rankOfWord(entry, word) : null)
    if (rank === null) return null
    sum += rank
  }
  return sum
}

function rankOfWord(entry: Entry, word: SoughtWord): number | null {
  return rankInPerson(entry, word) ?? rankOfPlaces(entry.layout, word)
}

function rankInPerson({ layout, lineId }: Entry, { word, digits }: SoughtWord): number | null {
  const known = matchUnits(layout.name, word) ?? rankOfId(layout.borrower, word) ?? rankOfId(lineId, word)
  if (known !== null) return known
  return digits.length >= SHORTEST_NUMBER && layout.phone.includes(digits) ? QUALITY.startByInitials : null
}

function rankOfPlaces({ places: its }: Layout, { places }: SoughtWord): number | null {
  if (places.size === 0) return null
  const place = its.find((units) => places.has(units))
  return place ? BEYOND_NAMES + places.get(place)! : null
}

function rankOfId(id: string, word: string): number | null {
  if (id === word) return QUALITY.whole
  if (word.length < 2) return null
  return id.startsWith(word) ? QUALITY.start : id.includes(word) && word.length >= SHORTEST_NUMBER ? QUALITY.inside : null
}

function slipsIn({ layout }: Entry, { heard, letters, forgiven: most }: SoughtWord): number | null {
  if (most === 0) return null
  let fewest = most + 1
  for (const { word: spelled, letters: its } of layout.spellings) {
    if (countBits(letters & ~its) > most) continue
    fewest = Math.min(fewest, slipsBetween(heard, spelled, most))
  }
  return fewest > most ? null : fewest
}
