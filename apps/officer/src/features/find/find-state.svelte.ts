/** Asks the worker with every keystroke, one question at a time: what was typed meanwhile is asked next, and only the last of it. */
import type { FindAnswer, FindFilter, FindQuery, SavedFilter, TidelineWorker } from '@tideline/runtime'
import { messageOf } from '../../shell/message-of.ts'

interface Question {
  readonly query: FindQuery
  readonly asOf: string
}

export class FindState {
  #answer = $state.raw<FindAnswer | null>(null)
  #saved = $state.raw<readonly SavedFilter[]>([])
  #problem = $state.raw<string | null>(null)
  #waiting: Question | null = null
  #asking = false
  readonly #worker: TidelineWorker

  constructor(worker: TidelineWorker) {
    this.#worker = worker
  }

  /** To the last question that was answered; `null` until one is. */
  get answer(): FindAnswer | null {
    return this.#answer
  }

  get saved(): readonly SavedFilter[] {
    return this.#saved
  }

  /** Why nothing could be found, or a filter not kept. */
  get problem(): string | null {
    return this.#problem
  }

  async ask(query: FindQuery, asOf: string): Promise<void> {
    this.#waiting = { query, asOf }
    if (this.#asking) return
    this.#asking = true
    try {
      while (this.#waiting) {
        const next: Question = this.#waiting
        this.#waiting = null
        this.#answer = await this.#worker.find(next.query, next.asOf)
        this.#problem = null
      }
    } catch (thrown) {
      this.#problem = messageOf(thrown)
    } finally {
      this.#asking = false
    }
  }

  async readSaved(): Promise<void> {
    this.#saved = await this.#worker.savedFilters().catch(() => [])
  }

  /** Whether it is kept, or forgotten where there is no filter. */
  async keep(name: string, filter: FindFilter | null): Promise<boolean> {
    const kept = await this.#worker.keepFilter(name, filter)
    this.#problem = kept.ok ? null : kept.detail
    await this.readSaved()
    return kept.ok
  }
}
