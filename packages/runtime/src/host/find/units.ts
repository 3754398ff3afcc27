/** A name as the units that people type: a Chinese character, or a word of letters. */
import { foldText } from './fold.ts'
import type { Readings } from './readings.ts'

export interface Unit {
  /** As written, folded. */
  readonly text: string
  /** As read, where that is not how it is written. */
  readonly readings: readonly string[]
  /** The first letters of all these. */
  readonly firsts: string
}

const UNIT = /\p{Script=Han}|[\p{L}\p{N}\p{M}]+?(?=\p{Script=Han}|[^\p{L}\p{N}\p{M}]|$)/gu

export function unitsOf(name: string, readings: Readings): readonly Unit[] {
  const written = foldText(name.replace(/['’`]/gu, '')).match(UNIT) ?? []
  return written.map((text) => {
    const read = readings(text)
    return { text, readings: read, firsts: [text, ...read].map((way) => way[0]).join('') }
  })
}

/** What each of a few first readings makes in one word, for comparing with a word that was mistyped. */
export function spelledOut(units: readonly Unit[]): readonly string[] {
  const MOST = 4
  let spelled = ['']
  for (const { text, readings } of units) {
    const ways = readings.length > 0 ? readings : [text]
    spelled = spelled.flatMap((before) => ways.map((way) => before + way)).slice(0, MOST)
  }
  return spelled
}
