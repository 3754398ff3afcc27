/** The code that is said aloud: digits alone, drawn by chance and never chosen (HB8). */

/** For a code on a screen, which only who stands there can film. */
export const SPOKEN_DIGITS = 8
/** For a file or a link, of which copies lie about. */
export const SENT_DIGITS = 12
const GROUP = 4

/** `4831 0927`: digits by threes and fours are what people can say after each other. */
export function drawCode(digits: number): string {
  let code = ''
  while (code.length < digits) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    // Above 249 the first digits would come more often.
    if (byte < 250) code += String(byte % 10)
  }
  return groupsOf(code)
}

/** As it is typed: with blanks or dashes anywhere, in any digits of a keyboard. `null` if it can be none. */
export function readCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replace(/[\s-]/gu, '')
  return /^\d+$/u.test(code) && (code.length === SPOKEN_DIGITS || code.length === SENT_DIGITS) ? code : null
}

function groupsOf(code: string): string {
  return code.match(new RegExp(`\\d{1,${GROUP}}`, 'gu'))!.join(' ')
}

/** The wait before another try, in ms, after so many wrong codes in a row: three slips are free, then it doubles to a quarter of an hour. */
export function waitAfter(wrongCodes: number): number {
  return wrongCodes < 3 ? 0 : Math.min(15 * 60_000, 5_000 * 2 ** (wrongCodes - 3))
}
