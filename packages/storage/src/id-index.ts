/**
 * Which borrower may hold an id, for a whole book in a few bytes an event: a million ids in a `Map` of strings
 * would take more memory than a small tablet has. Two ids may share a hash, so a hit is a question to the
 * borrower's events, never an answer; a miss is certain.
 */
export class IdIndex {
  #capacity = 1024
  #hashes = new Uint32Array(this.#capacity)
  /** 1 + index into `#borrowers`; 0 marks a free slot. */
  #owners = new Uint32Array(this.#capacity)
  #size = 0
  readonly #borrowers: string[] = []
  readonly #ordinals = new Map<string, number>()

  add(id: string, borrower: string): void {
    if (this.#size * 4 >= this.#capacity * 3) this.#grow()
    let ordinal = this.#ordinals.get(borrower)
    if (ordinal === undefined) {
      ordinal = this.#borrowers.push(borrower)
      this.#ordinals.set(borrower, ordinal)
    }
    this.#put(hashOf(id), ordinal)
  }

  /** The borrowers that may hold an event of this id; empty if none does. */
  candidates(id: string): string[] {
    const hash = hashOf(id)
    const found = new Set<string>()
    for (let slot = hash % this.#capacity; this.#owners[slot] !== 0; slot = (slot + 1) % this.#capacity) {
      if (this.#hashes[slot] === hash) found.add(this.#borrowers[this.#owners[slot]! - 1]!)
    }
    return [...found]
  }

  #put(hash: number, ordinal: number): void {
    let slot = hash % this.#capacity
    while (this.#owners[slot] !== 0) slot = (slot + 1) % this.#capacity
    this.#hashes[slot] = hash
    this.#owners[slot] = ordinal
    this.#size++
  }

  #grow(): void {
    const [hashes, owners] = [this.#hashes, this.#owners]
    this.#capacity *= 2
    this.#hashes = new Uint32Array(this.#capacity)
    this.#owners = new Uint32Array(this.#capacity)
    this.#size = 0
    for (let i = 0; i < owners.length; i++) if (owners[i] !== 0) this.#put(hashes[i]!, owners[i]!)
  }
}

/** FNV-1a over UTF-16 code units, finished so that ids that count up spread. */
export function hashOf(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
