/** What is read off the survey of the whole book: how far it is, what it told. The worker keeps the survey, so a second look is at once. */
import type { SurveyProgress, TidelineWorker } from '@tideline/runtime'
import type { LongWork, LongWorks } from '../../shell/long-works.svelte.ts'
import { messageOf } from '../../shell/message-of.ts'

export type SurveyNow<T> =
  /** `work`: from the first that is known of how far it is. */
  | { readonly kind: 'reading'; readonly work: LongWork | null }
  | { readonly kind: 'told'; readonly told: T }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly why: string }

type Ask<T> = (asOf: string, onProgress: (progress: SurveyProgress) => void) => Promise<T | null>

export class SurveyState<T> {
  #now = $state.raw<SurveyNow<T>>({ kind: 'reading', work: null })
  #asked = 0
  readonly #worker: Pick<TidelineWorker, 'cancelSurvey'>
  readonly #works: LongWorks
  readonly #ask: Ask<T>

  constructor(worker: Pick<TidelineWorker, 'cancelSurvey'>, works: LongWorks, ask: Ask<T>) {
    this.#worker = worker
    this.#works = works
    this.#ask = ask
  }

  get now(): SurveyNow<T> {
    return this.#now
  }

  /** What was told stays in sight until it is told anew; of two questions the later one counts. */
  async read(asOf: string, title: () => string, detail: (progress: SurveyProgress) => string): Promise<void> {
    const asked = ++this.#asked
    const set = (now: SurveyNow<T>): void => {
      if (asked === this.#asked) this.#now = now
    }
    if (this.#now.kind !== 'told') set({ kind: 'reading', work: null })
    try {
      await this.#works.run({ title, stop: () => void this.#worker.cancelSurvey() }, async (work) => {
        const told = await this.#ask(asOf, (progress) => {
          work.tell({ title, share: progress.of === 0 ? null : progress.done / progress.of, detail: () => detail(progress) })
          if (this.#now.kind !== 'told') set({ kind: 'reading', work })
        })
        set(told === null ? { kind: 'cancelled' } : { kind: 'told', told })
      })
    } catch (thrown) {
      set({ kind: 'failed', why: messageOf(thrown) })
    }
  }
}
