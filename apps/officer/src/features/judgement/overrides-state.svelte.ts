/** The year's overrides, read once for the page. */
import type { JudgementRecord, TidelineWorker } from '@tideline/runtime'
import { messageOf } from '../../shell/message-of.ts'

export type OverridesNow =
  | { readonly kind: 'reading' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'read'; readonly record: JudgementRecord }

export class OverridesState {
  #now = $state.raw<OverridesNow>({ kind: 'reading' })
  readonly #worker: TidelineWorker

  constructor(worker: TidelineWorker) {
    this.#worker = worker
  }

  get now(): OverridesNow {
    return this.#now
  }

  async read(asOf: string): Promise<void> {
    this.#now = { kind: 'reading' }
    try {
      const record = await this.#worker.judgementRecord(asOf)
      this.#now = record ? { kind: 'read', record } : { kind: 'not-allowed' }
    } catch (thrown) {
      this.#now = { kind: 'failed', why: messageOf(thrown) }
    }
  }
}
