/** How many slips of the finger lie between what was typed and a word that begins like it. */

/** So many are forgiven: none in short words, which are near to everything. */
export function slipsForgiven(word: string): number {
  if (!/^[a-z]+$/u.test(word) || word.length < 4) return 0
  return word.length < 7 ? 1 : 2
}

/** Without doubled letters: whoever hears a name does not hear them. */
export function undoubled(word: string): string {
  return word.replace(/(.)\1+/gu, '$1')
}

export function countBits(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}

/**
 * The fewest letters left out, put in, changed or swapped with a neighbour that make `typed` the beginning of `word`;
 * more than `most` is told as `most + 1`. Whatever of the word comes after that costs nothing: it is still to be typed.
 */
export function slipsBetween(typed: string, word: string, most: number): number {
  const width = Math.min(word.length, typed.length + most)
  let [before, above, row] = [new Uint8Array(width + 1), new Uint8Array(width + 1), new Uint8Array(width + 1)]
  for (let j = 0; j <= width; j++) above[j] = j
  for (let i = 1; i <= typed.length; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j <= width; j++) {
      const same = typed[i - 1] === word[j - 1]
      let slips = Math.min(above[j - 1]! + (same ? 0 : 1), above[j]! + 1, row[j - 1]! + 1)
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) slips = Math.min(slips, before[j - 2]! + 1)
      row[j] = slips
      if (slips < least) least = slips
    }
    if (least > most) return most + 1
    ;[before, above, row] = [above, row, before]
  }
  return Math.min(most + 1, ...above)
}
