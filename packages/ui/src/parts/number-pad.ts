/** An amount as it is typed on a pad, key by key: plain digits with `.` before the decimals, as `parseMoney` reads it. */

export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '.' | 'erase'

/** More are no amount that can be counted exactly. */
const MOST_DIGITS = 15

/**
 * The text after a key; the same text where the key has no place. `exponent`: the decimals that the currency has.
 * Grouping marks of a text that was proposed or typed otherwise go with the first key.
 */
export function afterKey(text: string, key: PadKey, exponent: number): string {
  const plain = text.normalize('NFKC').replace(/[^\d.]/gu, '')
  if (key === 'erase') return plain.slice(0, -1)
  if (key === '.') return exponent === 0 || plain.includes('.') ? plain : `${plain || '0'}.`
  const [whole = '', decimals] = plain.split('.')
  if (decimals !== undefined) return key.length + decimals.length > exponent ? plain : plain + key
  const longer = `${whole}${key}`.replace(/^0+(?=\d)/u, '')
  return longer.length > MOST_DIGITS - exponent ? plain : longer
}

/** The pad's key for one of the keyboard; `null` for any other. */
export function padKeyOf(key: string): PadKey | null {
  if (/^\d$/u.test(key)) return key as PadKey
  if (key === '.' || key === ',') return '.'
  return key === 'Backspace' ? 'erase' : null
}
