/** What is decided of a story, and its fingerprints: the officer's and the borrower's must be one (HB4). */
import { createDecider, findPaths, openBook, type BookLine, type Decider, type Decision, type LinePaths, type Rulebook } from '@tideline/engine'
import { assert, canonicalJson, joinLog, parseDay, sha256Hex, type LineKind } from '@tideline/journal'
import type { Story } from './story.ts'

export interface LineVerdict {
  readonly line: BookLine
  /** For what-ifs, histories and explanations over the same story. */
  readonly decider: Decider
  readonly decision: Decision
}

/** 128 bits in hex are ample: the signature stands over them, they find engines that differ. */
const FINGERPRINT_DIGITS = 32

/** Apart, for decisions are there at once and ways back may take a phone a second. */
export interface Fingerprints {
  readonly decisions: string
  readonly ways: string
}

/**
 * The lines open on the story's day, by id. Throws `MoneyOverflowError` for amounts that no ledger can add up. `null`
 * where the entries contradict each other, or a line is of a kind that no rulebook decides.
 */
export function decideStory({ entries, asOf }: Pick<Story, 'entries' | 'asOf'>, rulebooks: ReadonlyMap<LineKind, Rulebook>): readonly LineVerdict[] | null {
  const joined = joinLog(entries)
  if (!joined.ok) return null
  const book = openBook(joined.log)
  const deciders = new Map([...rulebooks].map(([kind, rulebook]) => [kind, createDecider(book, rulebook)]))
  const lines: LineVerdict[] = []
  for (const line of book.lines) {
    const decider = deciders.get(line.kind)
    if (!decider) return null
    const [decision] = decider.decide(line, [dayOf(asOf)])
    if (decision) lines.push({ line, decider, decision })
  }
  return lines
}

/** The ways back of each of the lines. */
export function findWays(lines: readonly LineVerdict[], asOf: string): readonly LinePaths[] {
  return lines.map(({ line, decider }) => {
    const ways = findPaths(decider, line, dayOf(asOf))
    assert(ways !== null, 'a line that is decided is open')
    return ways
  })
}

export function fingerprintOf(answers: readonly (Decision | LinePaths)[]): string {
  return sha256Hex(canonicalJson(answers)).slice(0, FINGERPRINT_DIGITS)
}

function dayOf(text: string) {
  const day = parseDay(text)
  assert(day !== null, 'a story names its day')
  return day
}
