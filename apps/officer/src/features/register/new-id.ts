/** What of Web Crypto an id needs; it is there on plain http addresses too. */
export type RandomSource = Pick<Crypto, 'getRandomValues'>

/** An id that a person can read out: no 0 or O, no 1 or I; 5 bits a letter. */
function newId(prefix: string, random: RandomSource, letters = 8): string {
  const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  const bytes = random.getRandomValues(new Uint8Array(letters))
  return `${prefix}-${Array.from(bytes, (byte) => LETTERS[byte % 32]).join('')}`
}

export function newBorrowerId(random: RandomSource): string {
  return newId('B', random)
}

export function newLineId(random: RandomSource): string {
  return newId('L', random)
}

/** Nobody reads it out, and no other device may ever give the same. */
export function newSheetId(random: RandomSource): string {
  return newId('M', random, 20)
}
