/** What a converter may ask of the book that the file goes into, so that a file which says less than the book takes nothing away. */
export interface KnownBook {
  ownerOf(line: string): string | undefined
  linesOf(borrower: string): readonly string[]
  /** The data of the registration that holds. */
  registrationOf(borrower: string): Readonly<Record<string, unknown>> | undefined
  /** What was agreed last for a line, in minor units. */
  limitOf(line: string): number | undefined
}

export const EMPTY_BOOK: KnownBook = {
  ownerOf: () => undefined,
  linesOf: () => [],
  registrationOf: () => undefined,
  limitOf: () => undefined,
}
