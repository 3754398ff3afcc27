/** What is sought and shown in the queue; it outlives the page, so that one comes back to where one was. */
import type { LineSummary } from '@tideline/runtime'
import type { BookState } from '../../shell/book-state.svelte.ts'
import { passes, queueOf, searchTextOf, type QueueFilter } from './queue.ts'

export class QueueState {
  #search = $state('')
  #filter = $state<QueueFilter>('all')
  /** How far the list was scrolled, px. */
  offset = 0
  readonly #book: BookState

  readonly #lines = $derived.by((): readonly LineSummary[] => this.#book.summary?.lines ?? [])
  readonly #searchTexts = $derived(this.#lines.map(searchTextOf))
  readonly entries = $derived(queueOf(this.#lines, this.#searchTexts, { filter: this.#filter, search: this.#search }))
  /** How many lines pass the filter and the search. */
  readonly shown = $derived(this.entries.reduce((count, entry) => count + (entry.kind === 'line' ? 1 : 0), 0))

  constructor(book: BookState) {
    this.#book = book
  }

  get search(): string {
    return this.#search
  }

  set search(text: string) {
    this.#search = text
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
