import type { TextShelf } from './locale.svelte.ts'

/** Who records: the `by` of every event made on this device. */
export class OfficerName {
  #name = $state('')
  readonly #shelf: TextShelf

  constructor(shelf: TextShelf) {
    this.#shelf = shelf
    this.#name = shelf.read() ?? ''
  }

  get name(): string {
    return this.#name
  }

  /** The journal asks for someone: without a name it is "officer". */
  get by(): string {
    return this.#name.trim() || 'officer'
  }

  rename(name: string): void {
    this.#name = name
    this.#shelf.write(name.trim())
  }
}
