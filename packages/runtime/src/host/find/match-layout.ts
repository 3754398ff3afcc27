/** How well every word that was typed is found in an entry: a number, less is better, in which names come first. */
import type { Entry } from './layout.ts'
import { digitsOf } from './fold.ts'
import { matchUnits, QUALITY } from './match-units.ts'
import { countBits, lettersOf, slipsBetween, slipsForgiven, undoubled } from './slips.ts'

/** A word that was typed, prepared once for all entries. */
export interface SoughtWord {
  readonly word: string
  /** Its digits, if it can be part of a telephone number; else empty. */
  readonly digits: string
  /** As a mistyped one is compared: `undoubled`, with its letters (`lettersOf`), and the slips forgiven in it. */
  readonly heard: string
  readonly letters: number
  readonly forgiven: number
}

export function soughtWord(word: string): SoughtWord {
  const heard = undoubled(word)
  return { word, digits: /^[\d+()./-]+$/u.test(word) ? digitsOf(word) : '', heard, letters: lettersOf(heard), forgiven: slipsForgiven(word) }
}

/** After every way in which a name can match. */
const BEYOND_NAMES = 6
const SHORTEST_NUMBER = 3

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
    const rank = slipsIn(entry, word) ?? rankOfWord(entry, word)
    if (rank === null) return null
    sum += rank
  }
  return sum
}

function rankOfWord({ layout, lineId }: Entry, { word, digits }: SoughtWord): number | null {
  const named = matchUnits(layout.name, word)
  if (named !== null) return named
  const numbered = rankOfId(layout.borrower, word) ?? rankOfId(lineId, word)
  if (numbered !== null) return numbered
  if (digits.length >= SHORTEST_NUMBER && layout.phone.includes(digits)) return QUALITY.startByInitials
  for (const units of layout.places) {
    const rank = matchUnits(units, word)
    if (rank !== null) return BEYOND_NAMES + rank
  }
  return null
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
