/** What a converter may ask of the book that the file goes into: whose a line is, where the file names one side alone. */
export interface KnownBook {
  ownerOf(line: string): string | undefined
  linesOf(borrower: string): readonly string[]
}

export const EMPTY_BOOK: KnownBook = { ownerOf: () => undefined, linesOf: () => [] }
