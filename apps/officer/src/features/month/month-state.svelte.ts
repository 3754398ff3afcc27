/** The review of a month: which can be had, how far the one that runs is, what it told. It goes on while other pages are looked at. */
import type { MonthProgress, MonthResult, MonthState as Months, TidelineWorker } from '@tideline/runtime'
import type { LongWork, LongWorks, WorkPlan } from '../../shell/long-works.svelte.ts'
import { messageOf } from '../../shell/message-of.ts'

export type MonthNow =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly month: string; readonly work: LongWork }
  /** `told`: a review of before, told again. */
  | { readonly kind: 'ended'; readonly month: string; readonly result: MonthResult; readonly told: boolean; readonly kept: boolean }
  | { readonly kind: 'failed'; readonly why: string }

export class MonthState {
  #now = $state.raw<MonthNow>({ kind: 'idle' })
  #months = $state.raw<Months | null>(null)
  readonly #worker: TidelineWorker
  readonly #works: LongWorks

  constructor(worker: TidelineWorker, works: LongWorks) {
    this.#worker = worker
    this.#works = works
  }

  get now(): MonthNow {
    return this.#now
  }

  /** `null` until the worker has answered. */
  get months(): Months | null {
    return this.#months
  }

  async look(asOf: string): Promise<void> {
    try {
      this.#months = await this.#worker.monthState(asOf)
    } catch (thrown) {
      this.#now = { kind: 'failed', why: messageOf(thrown) }
    }
  }

  /** `toldAt`: the instant of a review that was kept, to be told again. */
  async run(month: string, toldAt: string | undefined, title: () => string, detail: (progress: MonthProgress) => string): Promise<void> {
    if (this.#now.kind === 'running') return
    const worker = this.#worker
    const plan: WorkPlan = { title, stop: () => void worker.cancelMonth(), hold: (held) => void worker.holdMonth(held) }
    try {
      await this.#works.run(plan, async (work) => {
        this.#now = { kind: 'running', month, work }
        const result = await worker.reviewMonth(month, toldAt, (progress) =>
          work.tell({ title, share: progress.of === 0 ? null : progress.done / progress.of, detail: () => detail(progress) }),
        )
        this.#now = { kind: 'ended', month, result, told: toldAt !== undefined, kept: false }
      })
    } catch (thrown) {
      this.#now = { kind: 'failed', why: messageOf(thrown) }
    }
  }

  /** Keeps what was told; why not, in words of the worker, or `null` where it was kept. */
  async keep(by: string, asOf: string): Promise<'outdated' | 'failed' | null> {
    const now = this.#now
    if (now.kind !== 'ended') return 'failed'
    try {
      const result = await this.#worker.keepMonth(now.month, by, asOf)
      if (!result.ok) return result.failure ? 'failed' : 'outdated'
    } catch {
      return 'failed'
    }
    this.#now = { ...now, kept: true }
    await this.look(asOf)
    return null
  }

  clear(): void {
    if (this.#now.kind !== 'running') this.#now = { kind: 'idle' }
  }
}
