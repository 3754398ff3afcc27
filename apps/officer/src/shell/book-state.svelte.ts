/** The book as the screen knows it: its summary, and the line that is open. */
import { isWorkerLost } from '@tideline/runtime'
import type { BatchResult, BookSummary, Draft, LinePage, PathKind, RecordResult, TidelineWorker } from '@tideline/runtime'
import { m } from '../paraglide/messages.js'
import { saveFailureText } from './save-failure.ts'
import { messageOf } from './message-of.ts'
import type { SavingState } from './saving-state.svelte.ts'

export type OpenLine =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' | 'missing'; readonly id: string }
  | { readonly kind: 'failed'; readonly id: string; readonly why: string }
  | { readonly kind: 'ready'; readonly id: string; readonly page: LinePage }

export interface BookStateSources {
  readonly worker: TidelineWorker
  readonly saving: SavingState
  /** The civil day of the device. */
  readonly today: () => string
}

export class BookState {
  #summary = $state.raw<BookSummary | null>(null)
  #line = $state.raw<OpenLine>({ kind: 'none' })
  #problem = $state.raw<string | null>(null)
  #decidedFor = $state.raw<string | null>(null)
  /** The day of a practice book, asked for at once the next time. */
  #day: string | null = null
  readonly #sources: BookStateSources

  constructor(sources: BookStateSources) {
    this.#sources = sources
  }

  /** `null` until the worker has answered for the first time. */
  get summary(): BookSummary | null {
    return this.#summary
  }

  get line(): OpenLine {
    return this.#line
  }

  /** The day from which the queue is, as long as it is the last look and the book is being decided anew; else `null`. */
  get decidedFor(): string | null {
    return this.#decidedFor
  }

  /** Why the book could not be opened. */
  get problem(): string | null {
    return this.#problem
  }

  /** The day that is decided for. */
  get asOf(): string {
    return this.#summary?.asOf ?? this.#sources.today()
  }

  async load(): Promise<void> {
    try {
      const { worker, today } = this.#sources
      if (this.#summary === null) await this.#lookBack()
      const day = this.#day ?? today()
      let summary = await worker.openBook(day)
      // A practice book lies in the past: it is decided for its own day.
      if (summary.suggestedAsOf !== day && summary.book) summary = await worker.openBook(summary.suggestedAsOf)
      this.#day = summary.suggestedAsOf === today() ? null : summary.suggestedAsOf
      this.#summary = summary
      this.#decidedFor = null
      this.#problem = null
    } catch (thrown) {
      this.#problem = messageOf(thrown)
    }
  }

  /** Shows what was shown last, if it was kept, until the book is decided. */
  async #lookBack(): Promise<void> {
    const { worker, today } = this.#sources
    const last = await worker.lastLook(today())
    if (!last) return
    this.#day = last.summary.asOf === today() ? null : last.summary.asOf
    this.#summary = last.summary
    this.#decidedFor = last.decidedFor
  }

  /** After the book was changed as a whole: what was known of its day no longer holds. */
  async reload(): Promise<void> {
    this.#day = null
    await this.load()
  }

  async openLine(id: string): Promise<void> {
    if (this.#line.kind !== 'ready' || this.#line.id !== id) this.#line = { kind: 'loading', id }
    try {
      const page = await this.#sources.worker.openLine(id, this.asOf)
      this.#show(id, page ? { kind: 'ready', id, page } : { kind: 'missing', id })
    } catch (thrown) {
      this.#show(id, { kind: 'failed', id, why: messageOf(thrown) })
    }
  }

  closeLine(): void {
    this.#line = { kind: 'none' }
  }

  /** Saves a draft. `null`: it could not be saved, and the saving state says why. */
  record(draft: Draft): Promise<RecordResult | null> {
    return this.#save(this.#sources.worker.record(draft, this.asOf))
  }

  /** Entries that belong together: all of them are saved, or none. */
  recordBatch(drafts: readonly Draft[]): Promise<BatchResult | null> {
    return this.#save(this.#sources.worker.recordBatch(drafts, this.asOf))
  }

  /** Promises a path to the borrower; as `record` otherwise. */
  issuePath(line: string, kind: PathKind, by: string): Promise<RecordResult | null> {
    return this.#save(this.#sources.worker.issuePath(line, this.asOf, kind, by))
  }

  async #save<Result extends RecordResult | BatchResult>(saved: Promise<Result>): Promise<Result | null> {
    const { saving } = this.#sources
    saving.begin()
    try {
      const result = await saved
      if (!result.ok) {
        if (!result.failure) {
          saving.settle()
          return result
        }
        saving.failed(saveFailureText(result.failure))
        // Opening it again says why: another window may have changed or removed the book.
        if (result.failure.code === 'unavailable') void this.load()
        return null
      }
      saving.saved()
      if (result.page) this.#show(result.page.summary.line, { kind: 'ready', id: result.page.summary.line, page: result.page })
      else if (this.#line.kind === 'ready') await this.openLine(this.#line.id)
      // The queue may stand in another order now; the line itself is already new on screen.
      void this.load()
      return result
    } catch (thrown) {
      saving.failed(isWorkerLost(thrown) ? m.save_failure_lost() : messageOf(thrown))
      return null
    }
  }

  /** An answer that comes after another line was opened is too late to show. */
  #show(id: string, line: OpenLine): void {
    if (this.#line.kind !== 'none' && this.#line.id === id) this.#line = line
  }
}
