/** What of Web Crypto an id needs; it is there on plain http addresses too. */
export type RandomSource = Pick<Crypto, 'getRandomValues'>

/** A short id that a person can read out: no 0 or O, no 1 or I; 40 bits. */
function newId(prefix: string, random: RandomSource): string {
  const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  const bytes = random.getRandomValues(new Uint8Array(8))
  return `${prefix}-${Array.from(bytes, (byte) => LETTERS[byte % 32]).join('')}`
}

export function newBorrowerId(random: RandomSource): string {
  return newId('B', random)
}

export function newLineId(random: RandomSource): string {
  return newId('L', random)
}
