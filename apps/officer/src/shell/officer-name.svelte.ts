import type { TextShelf } from '@tideline/ui/page'

/** Who records: the `by` of every event. The user who has unlocked the book; in practice whoever one says one is. */
export class OfficerName {
  #name = $state('')
  readonly #shelf: TextShelf
  readonly #user: string | undefined

  /** `user`: the name of the user, which nobody changes here. */
  constructor(shelf: TextShelf, user: string | undefined) {
    this.#shelf = shelf
    this.#user = user
    this.#name = user ?? shelf.read() ?? ''
  }

  get name(): string {
    return this.#name
  }

  /** The journal asks for someone: without a name it is "officer". */
  get by(): string {
    return this.#name.trim() || 'officer'
  }

  /** In practice only. */
  rename(name: string): void {
    if (this.#user !== undefined) return
    this.#name = name
    this.#shelf.write(name.trim())
  }
}
