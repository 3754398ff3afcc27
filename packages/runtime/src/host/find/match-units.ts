/** Whether what was typed leads through a name: as written, as read, by initials, or mixed. */
import type { Unit } from './units.ts'

/** How well a word matches, best first; a sum of several words stays in order. */
export const QUALITY = { whole: 0, start: 1, startByInitials: 2, within: 3, withinByInitials: 4, inside: 5 } as const

/** Where a walk through the units came to, and whether some stood for themselves by an initial alone. */
interface Reach {
  readonly last: number
  readonly initials: boolean
  /** The last unit was only begun. */
  readonly open: boolean
}

/** `null` where the word does not lead through the name. */
export function matchUnits(units: readonly Unit[], word: string): number | null {
  const first = word[0]!
  let best: number | null = null
  for (let start = 0; start < units.length; start++) {
    if (!units[start]!.firsts.includes(first)) continue
    const reach = walk(units, start, word, 0)
    if (!reach) continue
    const quality = qualityOf(start, reach, units.length)
    // A single letter somewhere within says nothing.
    if (quality === QUALITY.withinByInitials && word.length < 2) continue
    if (best === null || quality < best) best = quality
  }
  if (best === null && word.length >= 3 && units.some(({ text }) => text.includes(word))) return QUALITY.inside
  return best
}

function qualityOf(start: number, { last, initials, open }: Reach, length: number): number {
  if (start > 0) return initials ? QUALITY.withinByInitials : QUALITY.within
  if (initials) return QUALITY.startByInitials
  return last === length - 1 && !open ? QUALITY.whole : QUALITY.start
}

/** The best way on from a unit, the first `from` letters of the word being used up. */
function walk(units: readonly Unit[], at: number, word: string, from: number): Reach | null {
  const unit = units[at]
  if (!unit) return null
  const written = takeWhole(units, at, word, from, unit.text)
  if (written && !written.initials) return written
  let best = written
  for (const reading of unit.readings) {
    const read = takeWhole(units, at, word, from, reading)
    if (read && !read.initials) return read
    best ??= read
  }
  return best ?? takeInitial(units, at, word, from, unit)
}

/** The unit spelled in full, or begun where the word ends in it. */
function takeWhole(units: readonly Unit[], at: number, word: string, from: number, spelling: string): Reach | null {
  if (word.startsWith(spelling, from)) {
    const next = from + spelling.length
    return next === word.length ? { last: at, initials: false, open: false } : walk(units, at + 1, word, next)
  }
  const rest = word.length - from
  if (rest > spelling.length || !spelling.startsWith(word.slice(from))) return null
  return { last: at, initials: false, open: true }
}

function takeInitial(units: readonly Unit[], at: number, word: string, from: number, { text, readings }: Unit): Reach | null {
  for (const spelling of readings.length > 0 ? readings : [text]) {
    for (let length = startsDouble(spelling) ? 2 : 1; length > 0; length--) {
      if (!word.startsWith(spelling.slice(0, length), from)) continue
      const next = from + length
      if (next === word.length) return { last: at, initials: true, open: false }
      const on = walk(units, at + 1, word, next)
      if (on) return { ...on, initials: true }
    }
  }
  return null
}

/** An initial of two letters: zh, ch, sh. */
function startsDouble(spelling: string): boolean {
  return spelling[1] === 'h' && (spelling[0] === 'z' || spelling[0] === 'c' || spelling[0] === 's')
}
