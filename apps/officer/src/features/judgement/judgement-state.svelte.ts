/** What people decided about the line that is open, read anew whenever the line is. */
import type { LineJudgement, LinePage, TidelineWorker } from '@tideline/runtime'
import { messageOf } from '../../shell/message-of.ts'

export class JudgementState {
  #now = $state.raw<LineJudgement | null>(null)
  #problem = $state.raw<string | null>(null)
  #asked = 0
  readonly #worker: TidelineWorker

  constructor(worker: TidelineWorker) {
    this.#worker = worker
  }

  /** `null` until the first answer. */
  get now(): LineJudgement | null {
    return this.#now
  }

  get problem(): string | null {
    return this.#problem
  }

  async read({ summary, decision }: LinePage): Promise<void> {
    const asked = ++this.#asked
    try {
      const found = await this.#worker.judgement(summary.line, decision.asOf)
      if (asked !== this.#asked) return
      this.#now = found
      this.#problem = null
    } catch (thrown) {
      if (asked === this.#asked) this.#problem = messageOf(thrown)
    }
  }
}
