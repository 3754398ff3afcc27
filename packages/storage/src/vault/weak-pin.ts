/** Which PINs are refused, because they are what is tried first. */

export const PIN_LENGTH = 6

/** Too short, one character over and over, or characters in a row. */
export function isWeak(pin: string): boolean {
  const codes = [...pin.normalize('NFKC').trim()].map((character) => character.codePointAt(0)!)
  if (codes.length < PIN_LENGTH) return true
  const steps = new Set(codes.slice(1).map((code, i) => code - codes[i]!))
  return steps.size === 1 && Math.abs([...steps][0]!) <= 1
}
