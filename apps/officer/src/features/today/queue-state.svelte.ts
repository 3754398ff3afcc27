/** What is sought and shown in the queue; it outlives the page, so that one comes back to where one was. */
import type { LineSummary, TidelineWorker } from '@tideline/runtime'
import type { BookState } from '../../shell/book-state.svelte.ts'
import { FoundLines } from '../../shell/found-lines.svelte.ts'
import { passes, queueOf, type QueueFilter } from './queue.ts'

export class QueueState {
  #filter = $state<QueueFilter>('all')
  /** How far the list was scrolled, px. */
  offset = 0
  readonly #book: BookState
  readonly #sought: FoundLines

  readonly #lines = $derived.by((): readonly LineSummary[] => this.#book.summary?.lines ?? [])
  readonly entries = $derived.by(() => queueOf(this.#lines, { filter: this.#filter, found: this.#sought.found }))
  /** How many lines pass the filter and the search. */
  readonly shown = $derived(this.entries.reduce((count, entry) => count + (entry.kind === 'line' ? 1 : 0), 0))

  constructor(book: BookState, worker: TidelineWorker) {
    this.#book = book
    this.#sought = new FoundLines(worker, () => book.asOf)
  }

  get search(): string {
    return this.#sought.text
  }

  set search(text: string) {
    this.#sought.text = text
    this.offset = 0
  }

  get filter(): QueueFilter {
    return this.#filter
  }

  set filter(filter: QueueFilter) {
    this.#filter = filter
    this.offset = 0
  }

  /** How many lines a filter would show, whatever is sought. */
  count(filter: QueueFilter): number {
    return this.#lines.reduce((count, line) => count + (passes(line, filter) ? 1 : 0), 0)
  }
}
