/**
 * What was saved last can be taken back for ten seconds. It is in the journal already: taking it back reverses it, and
 * both stay to be seen. Later the journal of the line offers the same.
 */
import type { JournalEvent } from '@tideline/journal'
import type { Draft } from '@tideline/runtime'
import type { BookState } from '../../shell/book-state.svelte.ts'
import type { OfficerName } from '../../shell/officer-name.svelte.ts'

/** The reason of a reversal that came within the ten seconds; a journal tells it in the language of its reader. */
export const UNDO_REASON = 'undo'
const SECONDS = 10

export class UndoState {
  #offered = $state.raw<readonly JournalEvent[] | null>(null)
  #left = $state(0)
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #book: Pick<BookState, 'asOf' | 'recordBatch'>
  readonly #officer: Pick<OfficerName, 'by'>

  constructor(book: Pick<BookState, 'asOf' | 'recordBatch'>, officer: Pick<OfficerName, 'by'>) {
    this.#book = book
    this.#officer = officer
  }

  /** What can be taken back now; `null` where nothing can. */
  get offered(): readonly JournalEvent[] | null {
    return this.#offered
  }

  /** Seconds that are left. */
  get left(): number {
    return this.#left
  }

  /** Entries that were saved together; they take the place of those before. */
  offer(events: readonly JournalEvent[]): void {
    this.end()
    this.#offered = events
    this.#left = SECONDS
    this.#timer = setInterval(() => {
      this.#left -= 1
      if (this.#left <= 0) this.end()
    }, 1000)
  }

  /** Whether all of them were taken back; what could not be saved is said by the saving state. */
  async take(): Promise<boolean> {
    const events = this.#offered
    if (!events) return false
    this.end()
    const result = await this.#book.recordBatch(events.map((event) => reversalOf(event, UNDO_REASON, this.#book.asOf, this.#officer.by)))
    return result?.ok ?? false
  }

  end(): void {
    clearInterval(this.#timer)
    this.#offered = null
  }
}

/** The entry that says of another that it never happened. */
export function reversalOf({ id, borrower, line }: JournalEvent, reason: string, on: string, by: string): Draft {
  return { type: 'event.reversed', ...(borrower !== undefined && { borrower }), ...(line !== undefined && { line }), on, by, data: { event: id, reason } }
}
