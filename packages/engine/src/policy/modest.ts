/** Whether a value from outside is small enough to be walked through: nothing hostile reaches a recursion or a square. */

/** Deeper, larger and longer than any document a person could read. */
const DEEPEST = 100
const MOST_PARTS = 100_000
const LONGEST_TEXT = 10_000

/** The bounds in words, for whoever refuses. */
export const MODEST = `a JSON document of at most ${DEEPEST} levels, ${MOST_PARTS} parts and ${LONGEST_TEXT} characters in a text`

/** A value that holds itself is deeper than any. */
export function isModest(value: unknown): boolean {
  let parts = 0
  const walk = (part: unknown, depth: number): boolean => {
    if (++parts > MOST_PARTS || depth > DEEPEST || typeof part === 'bigint') return false
    if (typeof part === 'string') return part.length <= LONGEST_TEXT
    if (typeof part !== 'object' || part === null) return true
    return Object.entries(part).every(([key, inner]) => key.length <= LONGEST_TEXT && walk(inner, depth + 1))
  }
  return walk(value, 0)
}
