/** 128 random bits as text that can be printed, read out and typed: Crockford's base 32 in seven groups of four. */
import { randomBytes } from './sealing.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DIGITS = 26
const GROUP = /.{4}/gu

/** `7K2M-…`: 26 digits of the code and two that check them. */
export function makeRecoveryCode(): string {
  // 26 × 5 bits; the last digit carries three bits only.
  const bytes = [...randomBytes(16), 0]
  let digits = ''
  for (let i = 0; i < DIGITS; i++) {
    const bit = i * 5
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0)
    digits += ALPHABET[(pair >> (11 - (bit & 7))) & 31]
  }
  return (digits + checkOf(digits)).match(GROUP)!.join('-')
}

/** The code as it was made, however it was typed: small letters, no dashes, O for 0. `null` if it is none. */
export function readRecoveryCode(typed: string): string | null {
  const digits = typed.normalize('NFKC').toUpperCase().replace(/[\s\-–—]/gu, '').replace(/O/gu, '0').replace(/[IL]/gu, '1')
  if (digits.length !== DIGITS + 2 || [...digits].some((digit) => !ALPHABET.includes(digit))) return null
  const code = digits.slice(0, DIGITS)
  return digits.slice(DIGITS) === checkOf(code) ? digits.match(GROUP)!.join('-') : null
}

/** Finds a wrong digit and two that changed places: weights that grow, modulo a prime below 32². */
function checkOf(digits: string): string {
  const sum = [...digits].reduce((total, digit, i) => (total + (i + 1) * ALPHABET.indexOf(digit)) % 1021, 0)
  return ALPHABET[sum >> 5]! + ALPHABET[sum & 31]!
}
