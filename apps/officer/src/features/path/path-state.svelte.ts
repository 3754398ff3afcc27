/** The ways back of the line on screen. What was found stays until it is found anew, so that nothing jumps. */
import type { LinePage, TidelineWorker, WaysBack } from '@tideline/runtime'
import { messageOf } from '../../shell/message-of.ts'

export class PathState {
  #found = $state.raw<WaysBack | null>(null)
  #problem = $state.raw<string | null>(null)
  #looking = $state(false)
  #asked = 0
  readonly #worker: TidelineWorker

  constructor(worker: TidelineWorker) {
    this.#worker = worker
  }

  /** `null` while the first answer is awaited. */
  get found(): WaysBack | null {
    return this.#found
  }

  get looking(): boolean {
    return this.#looking
  }

  get problem(): string | null {
    return this.#problem
  }

  async look({ summary, decision }: LinePage): Promise<void> {
    const asked = ++this.#asked
    if (this.#found?.line !== summary.line) this.#found = null
    this.#looking = true
    this.#problem = null
    try {
      const found = await this.#worker.paths(summary.line, decision.asOf)
      if (asked === this.#asked) this.#found = found
    } catch (thrown) {
      if (asked === this.#asked) this.#problem = messageOf(thrown)
    }
    if (asked === this.#asked) this.#looking = false
  }
}
