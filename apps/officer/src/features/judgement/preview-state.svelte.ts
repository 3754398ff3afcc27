/** What the line would be under an override, worked out by the engine while one is typed; the last answer stays meanwhile. */
import type { OverridePreview, ProposedOverride, TidelineWorker } from '@tideline/runtime'
import { messageOf } from '../../shell/message-of.ts'

/** Long enough for a date to be typed, short enough to feel at once. */
const PAUSE_MS = 120

export class PreviewState {
  #answer = $state.raw<OverridePreview | null>(null)
  #problem = $state.raw<string | null>(null)
  #asked = 0
  readonly #worker: TidelineWorker

  constructor(worker: TidelineWorker) {
    this.#worker = worker
  }

  get answer(): OverridePreview | null {
    return this.#answer
  }

  get problem(): string | null {
    return this.#problem
  }

  /** Asks after a pause; gives back what takes it back. */
  askSoon(line: string, proposed: ProposedOverride, asOf: string): () => void {
    const asked = ++this.#asked
    const timer = setTimeout(() => void this.#ask(asked, line, proposed, asOf), PAUSE_MS)
    return () => clearTimeout(timer)
  }

  async #ask(asked: number, line: string, proposed: ProposedOverride, asOf: string): Promise<void> {
    try {
      const answer = await this.#worker.previewOverride(line, proposed, asOf)
      if (asked !== this.#asked) return
      this.#answer = answer
      this.#problem = null
    } catch (thrown) {
      if (asked === this.#asked) this.#problem = messageOf(thrown)
    }
  }
}
