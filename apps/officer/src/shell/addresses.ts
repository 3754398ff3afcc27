/**
 * How an address names a line or a borrower. Browsers keep addresses in the clear, in the history that outlives the tab
 * and on the disk: so a real book's are named by numbers that mean something only here, until it is locked.
 */
export interface Addresses {
  /** The word for an id. */
  name(id: string): string
  /** The id of a word; `null` for a number that means nothing any more. Any other word stands for itself: a person typed it. */
  idOf(word: string): string | null
  forget(): void
}

/** For practice: what is nobody's may be read by anybody, and kept as a bookmark. */
export const OPEN_ADDRESSES: Addresses = { name: (id) => id, idOf: (word) => word, forget: () => {} }

export function numberedAddresses(): Addresses {
  // Goes on after a lock: an old address leads nowhere, never to somebody else.
  let given = 0
  const words = new Map<string, string>()
  const ids = new Map<string, string>()
  return {
    name(id) {
      const known = words.get(id)
      if (known !== undefined) return known
      const word = `~${++given}`
      words.set(id, word)
      ids.set(word, id)
      return word
    },
    idOf: (word) => ids.get(word) ?? (/^~\d+$/u.test(word) ? null : word),
    forget() {
      words.clear()
      ids.clear()
    },
  }
}
