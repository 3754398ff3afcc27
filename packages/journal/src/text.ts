// With the `u` flag a surrogate class matches only halves without their other half.
const LONE_SURROGATE = /[\uD800-\uDFFF]/u

/** Whether a string is no valid Unicode text, and so has no bytes in UTF-8. */
export function hasLoneSurrogate(text: string): boolean {
  return LONE_SURROGATE.test(text)
}

const LONGEST_SHOWN = 60

/** Any value in a few words for a message: at most about 60 characters, whatever a hostile file holds. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return typeof value === 'string' ? JSON.stringify(cut(value)) : cut(String(value))
}

function cut(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text
}
