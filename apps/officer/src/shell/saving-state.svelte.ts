/** What became of the last thing to be saved: always on screen, always in words. */

export type Saving =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed'; readonly why: string }

export class SavingState {
  #now = $state.raw<Saving>({ kind: 'idle' })
  readonly #clock: () => number

  constructor(clock: () => number) {
    this.#clock = clock
  }

  get now(): Saving {
    return this.#now
  }

  begin(): void {
    this.#now = { kind: 'saving' }
  }

  saved(): void {
    this.#now = { kind: 'saved', at: this.#clock() }
  }

  failed(why: string): void {
    this.#now = { kind: 'failed', why }
  }

  /** Nothing was to be saved after all: refused data says so in its form. */
  settle(): void {
    this.#now = { kind: 'idle' }
  }
}
