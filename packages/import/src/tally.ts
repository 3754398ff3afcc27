/** Counts an import as it goes, gathers events into batches of whole rows, and tells how far it has come. */
import type { JournalEvent } from '@tideline/journal'
import type { RowOutcome } from './convert/converter.ts'
import type { Limits } from './limits.ts'
import { Refused, type ImportProblem } from './problem.ts'

export type TakeEvents = (batch: JournalEvent[]) => void | Promise<void>

export class Tally {
  rows = 0
  badRows = 0
  events = 0
  batches = 0
  problemCount = 0
  readonly problems: ImportProblem[] = []
  #batch: JournalEvent[] = []
  readonly #limits: Pick<Limits, 'problems' | 'batchEvents' | 'events'>
  readonly #take: TakeEvents

  constructor(limits: Pick<Limits, 'problems' | 'batchEvents' | 'events'>, take: TakeEvents) {
    this.#limits = limits
    this.#take = take
  }

  /** Takes in what one row came to; `isRow` is false for what only the end of the file told. */
  async add({ events, problems }: RowOutcome, isRow: boolean): Promise<void> {
    if (isRow) this.rows += 1
    if (problems.length > 0) this.#addProblems(problems, isRow)
    if (this.events + this.#batch.length + events.length > this.#limits.events) {
      throw new Refused('too-many-events', `at most ${this.#limits.events} events: split the file`, 'more')
    }
    for (const event of events) this.#batch.push(event)
    if (this.#batch.length >= this.#limits.batchEvents) await this.flush()
  }

  /** Hands over what is gathered. */
  async flush(): Promise<void> {
    if (this.#batch.length === 0) return
    const batch = this.#batch
    this.#batch = []
    await this.#take(batch)
    this.batches += 1
    this.events += batch.length
  }

  #addProblems(problems: readonly ImportProblem[], isRow: boolean): void {
    if (isRow) this.badRows += 1
    this.problemCount += problems.length
    this.problems.push(...problems.slice(0, this.#limits.problems - this.problems.length))
  }
}
