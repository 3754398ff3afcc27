/** The lines in which what is typed was found: the worker matches names, in every list in the same way. */
import type { TidelineWorker } from '@tideline/runtime'

export class FoundLines {
  #text = $state('')
  #found = $state.raw<readonly string[] | null>(null)
  readonly #worker: TidelineWorker
  readonly #asOf: () => string

  constructor(worker: TidelineWorker, asOf: () => string) {
    this.#worker = worker
    this.#asOf = asOf
  }

  /** Their ids; `null` where nothing is sought. Until the worker answers, what was found last stays. */
  get found(): readonly string[] | null {
    return this.#found
  }

  get text(): string {
    return this.#text
  }

  set text(text: string) {
    this.#text = text
    void this.#find(text)
  }

  async #find(text: string): Promise<void> {
    const lines = text.trim() === '' ? null : await this.#worker.findLines(text, this.#asOf()).catch(() => [])
    // Something else may have been typed meanwhile.
    if (text === this.#text) this.#found = lines
  }
}
