/** The access log as it is looked through: what is asked for, and what has come of it. */
import type { AccessEntry, AccessKind, AccessLogQuery, TidelineWorker } from '@tideline/runtime'
import { messageOf } from '../../shell/message-of.ts'
import { boundsOf } from './local-day.ts'

const AT_ONCE = 50
/** Fetched at a time for a file, which holds all of them. */
const FOR_A_FILE = 2_000

export class AccessState {
  kind = $state<AccessKind | ''>('')
  by = $state('')
  /** `YYYY-MM-DD` where this device is. */
  day = $state('')
  #entries = $state.raw<readonly AccessEntry[] | null>(null)
  #next = $state<number | null>(null)
  #ownOnly = $state(false)
  #failed = $state<string | null>(null)
  #asked = 0
  readonly #worker: TidelineWorker

  constructor(worker: TidelineWorker) {
    this.#worker = worker
  }

  /** `null` until the first have come. */
  get entries(): readonly AccessEntry[] | null {
    return this.#entries
  }

  get more(): boolean {
    return this.#next !== null
  }

  /** Whoever is no supervisor sees what is their own. */
  get ownOnly(): boolean {
    return this.#ownOnly
  }

  get failed(): string | null {
    return this.#failed
  }

  /** From the newest on, as it is asked for now. */
  load(): Promise<void> {
    return this.#fetch([])
  }

  further(): Promise<void> {
    return this.#fetch(this.#entries ?? [])
  }

  /** All that is asked for, newest first. */
  async everything(): Promise<readonly AccessEntry[]> {
    const entries: AccessEntry[] = []
    for (let before: number | null = Infinity; before !== null; ) {
      const answer = await this.#worker.accessLog({ ...this.#query(), limit: FOR_A_FILE, ...(before < Infinity && { before }) })
      if (!answer.ok) break
      entries.push(...answer.entries)
      before = answer.next
    }
    return entries
  }

  async #fetch(before: readonly AccessEntry[]): Promise<void> {
    const asked = ++this.#asked
    try {
      const from = before.at(-1)?.seq
      const answer = await this.#worker.accessLog({ ...this.#query(), limit: AT_ONCE, ...(from !== undefined && { before: from }) })
      // Something else was asked for meanwhile.
      if (asked !== this.#asked) return
      this.#failed = null
      this.#entries = answer.ok ? [...before, ...answer.entries] : []
      this.#next = answer.ok ? answer.next : null
      this.#ownOnly = answer.ok && answer.ownOnly
    } catch (thrown) {
      if (asked === this.#asked) this.#failed = messageOf(thrown)
    }
  }

  #query(): Omit<AccessLogQuery, 'limit' | 'before'> {
    return {
      ...(this.kind && { kind: this.kind }),
      ...(this.by && { by: this.by }),
      ...(this.day && boundsOf(this.day)),
    }
  }
}
