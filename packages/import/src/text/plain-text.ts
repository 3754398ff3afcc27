/** Text of a file as a screen or a terminal may show it: what it says, and nothing that acts on what stands beside it. */

/** Controls (a terminal obeys them), overrides of direction, and marks that nobody sees but a comparison does. */
const ACTING = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200B\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu
const BREAKS = /[\t\n\r\u2028\u2029]+/gu
/** Marks that right-to-left writing uses by itself; what is enclosed below needs none. */
const DIRECTION_MARKS = /[\u061C\u200E\u200F]/gu
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u
/** First strong isolate … pop: what is between has its own direction and gives none to its neighbours. */
const [ISOLATE, POP] = ['\u2068', '\u2069']

const LONGEST = 1_000

/**
 * One line of at most 1,000 characters: breaks become spaces, what acts becomes `�`, right-to-left text is
 * enclosed so that the figures beside it keep their order. Joiners stay: names and emoji are written with them.
 */
export function plainText(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
  const plain = cut.replace(BREAKS, ' ').replace(DIRECTION_MARKS, '').replace(ACTING, '\uFFFD')
  return RIGHT_TO_LEFT.test(plain) ? ISOLATE + plain + POP : plain
}
