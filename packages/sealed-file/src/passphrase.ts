/** Whether a passphrase may guard a file that anybody can copy and try at home. Looks at the text alone: no list, no network. */

/** `short` and `easy` are refused. */
export type PassphraseStrength = 'short' | 'easy' | 'good' | 'strong'

export const PASSPHRASE_LENGTH = 12
const PASSPHRASE_WORDS = 4
/** Fewer different characters than this are one thing over and over. */
const LEAST_DIFFERENT = 6
/** What people put first, in any case and with any digits around it. */
const FIRST_TRIED = /password|passphrase|passwort|qwert|asdf|letmein|tideline|backup|admin|123456|abcdef|mima|woaini|密码|口令/u

export function judgePassphrase(text: string): PassphraseStrength {
  const typed = text.normalize('NFKC').trim()
  const characters = [...typed]
  const words = new Set(typed.split(/\s+/u).filter((word) => [...word].length > 1)).size
  if (characters.length < PASSPHRASE_LENGTH && words < PASSPHRASE_WORDS) return 'short'
  if (isEasy(typed, characters)) return 'easy'
  return words > PASSPHRASE_WORDS || characters.length >= 20 ? 'strong' : 'good'
}

function isEasy(typed: string, characters: readonly string[]): boolean {
  if (new Set(characters).size < LEAST_DIFFERENT) return true
  // A telephone number, an id or a date: guessed from what is known of the person.
  if (/^[\d\s.\-/+()]+$/u.test(typed) && characters.length < 24) return true
  const small = typed.toLowerCase()
  if (/^(.{1,8}?)\1+.{0,7}$/su.test(small)) return true
  if (runs(characters) * 2 > characters.length) return true
  const rest = small.replace(FIRST_TRIED, '').replace(/[\s\d\p{P}]/gu, '')
  return rest !== small && [...rest].length < 8 && FIRST_TRIED.test(small)
}

/** How many characters follow the one before them, upwards or downwards or as the same. */
function runs(characters: readonly string[]): number {
  const codes = characters.map((character) => character.codePointAt(0)!)
  return codes.filter((code, i) => i > 0 && Math.abs(code - codes[i - 1]!) <= 1).length
}
