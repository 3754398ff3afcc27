/** What waits to be handed over, and the file that was made of it and has still to arrive. */
import type { HandOverMark, HandOverState, TidelineWorker } from '@tideline/runtime'
import { messageOf } from '../../shell/message-of.ts'
import { saveFile } from '@tideline/ui/page'

export type Making =
  | { readonly kind: 'idle' | 'making' | 'not-allowed' }
  /** Given to the browser, which does not tell whether it was kept. */
  | { readonly kind: 'given'; readonly mark: HandOverMark; readonly fileName: string }
  | { readonly kind: 'done'; readonly events: number }
  | { readonly kind: 'failed'; readonly why: string }

export class HandOver {
  #state = $state.raw<HandOverState | null>(null)
  #making = $state.raw<Making>({ kind: 'idle' })
  readonly #worker: TidelineWorker
  readonly #by: () => string
  readonly #today: () => string

  constructor(worker: TidelineWorker, by: () => string, today: () => string) {
    this.#worker = worker
    this.#by = by
    this.#today = today
  }

  /** `null` until the worker has counted. */
  get state(): HandOverState | null {
    return this.#state
  }

  get making(): Making {
    return this.#making
  }

  async count(): Promise<void> {
    this.#state = await this.#worker.handOverState(this.#today()).catch(() => null)
  }

  async save(what: 'entries' | 'book', fileName: string): Promise<void> {
    this.#making = { kind: 'making' }
    try {
      const given = await this.#worker.handOverFile(what, this.#by(), this.#today())
      if (given.ok) {
        saveFile(given.file, fileName)
        this.#making = { kind: 'given', mark: given.mark, fileName }
      } else {
        this.#making = { kind: given.code === 'not-allowed' ? 'not-allowed' : 'idle' }
        await this.count()
      }
    } catch (thrown) {
      this.#making = { kind: 'failed', why: messageOf(thrown) }
    }
  }

  /** The file is where it belongs. */
  async arrived(): Promise<void> {
    if (this.#making.kind !== 'given') return
    const { mark } = this.#making
    try {
      const marked = await this.#worker.markHandedOver(mark, this.#by())
      this.#making = marked ? { kind: 'done', events: mark.events } : { kind: 'not-allowed' }
      await this.count()
    } catch (thrown) {
      this.#making = { kind: 'failed', why: messageOf(thrown) }
    }
  }

  /** The file did not arrive: all of it goes on waiting. */
  forget(): void {
    this.#making = { kind: 'idle' }
  }
}
