/** Which signs a text has, a bit each: who lacks one of a word's is not looked at any further. */
export interface Signs {
  /** a to z. */
  readonly letters: number
  /** Digits, and all else by chance: several share a bit. */
  readonly others: number
}

/** A small number stays one in the memory of every browser: 30 bits. */
const BITS = 30
const DIGITS = 10

export function signsOf(text: string): Signs {
  let [letters, others] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 97 && code <= 122) letters |= 1 << (code - 97)
    else if (code >= 48 && code <= 57) others |= 1 << (code - 48)
    else others |= 1 << (DIGITS + (code % (BITS - DIGITS)))
  }
  return { letters, others }
}

export function withSigns(some: Signs, more: Signs): Signs {
  return { letters: some.letters | more.letters, others: some.others | more.others }
}

/** Those of many texts side by side: looked through in no time, where the texts themselves lie far apart in memory. */
export class SignColumns {
  readonly letters: Int32Array
  readonly others: Int32Array

  constructor(all: readonly Signs[]) {
    this.letters = Int32Array.from(all, ({ letters }) => letters)
    this.others = Int32Array.from(all, ({ others }) => others)
  }

  /** Whether the text at a place has all of a word's. */
  have(at: number, { letters, others }: Signs): boolean {
    return (letters & ~this.letters[at]!) === 0 && (others & ~this.others[at]!) === 0
  }
}
