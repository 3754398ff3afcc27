/** What is asked in the drawer and the newest answer; while one is worked out the last one stays. */
import type { Draft, LinePage, TidelineWorker, WhatIf } from '@tideline/runtime'
import { messageOf } from '../../shell/message-of.ts'
import { daysForIncome, NOTHING_ASKED, suppose, type Questions } from './suppositions.ts'

/** Long enough that a slider in motion asks a few times a second, short enough to feel at once. */
const PAUSE_MS = 60

export class WhatIfState {
  #questions = $state.raw<Questions>(NOTHING_ASKED)
  #answer = $state.raw<WhatIf | null>(null)
  #problem = $state.raw<string | null>(null)
  #thinking = $state(false)
  #asked = 0
  readonly #worker: TidelineWorker
  readonly #page: () => LinePage
  readonly #by: () => string
  readonly supposed = $derived.by(() => suppose(this.#page(), this.#questions, this.#by()))

  constructor(worker: TidelineWorker, page: () => LinePage, by: () => string) {
    this.#worker = worker
    this.#page = page
    this.#by = by
  }

  get questions(): Questions {
    return this.#questions
  }

  get answer(): WhatIf | null {
    return this.#answer
  }

  get problem(): string | null {
    return this.#problem
  }

  get thinking(): boolean {
    return this.#thinking
  }

  /** Changes what is asked. A changed income is looked at until it can count. */
  ask(change: Partial<Questions>): void {
    const next = { ...this.#questions, ...change }
    const least = next.incomeChange === 0 ? 0 : daysForIncome(this.#page().decision.asOf)
    this.#questions = { ...next, daysAhead: Math.max(next.daysAhead, least) }
  }

  reset(): void {
    this.#questions = NOTHING_ASKED
  }

  /** Asks the worker after a pause; gives back what takes it back. */
  answerSoon(line: string, until: string, drafts: readonly Draft[]): () => void {
    const asked = ++this.#asked
    this.#thinking = true
    const timer = setTimeout(() => void this.#fetch(asked, line, until, drafts), PAUSE_MS)
    return () => clearTimeout(timer)
  }

  async #fetch(asked: number, line: string, until: string, drafts: readonly Draft[]): Promise<void> {
    try {
      const answer = await this.#worker.whatIf(line, until, drafts)
      if (asked !== this.#asked) return
      this.#answer = answer
      this.#problem = null
    } catch (thrown) {
      if (asked !== this.#asked) return
      this.#problem = messageOf(thrown)
    }
    this.#thinking = false
  }
}
