/** Writes drafts through to the worker: a pause after the last key, at once when asked, again where the device refused. */
import type { DraftTasks } from '@tideline/runtime'
import type { DraftValues } from './drafts.svelte.ts'

/** After the last key: one write for a word, not for each letter. */
const PAUSE_MS = 300
/** Before what could not be kept is tried again. */
const RETRY_MS = 10_000

export interface DraftKeeperOptions {
  readonly worker: Pick<DraftTasks, 'keepDrafts'>
  /** What stands in a form now; `null`: nothing any more. */
  readonly valuesOf: (key: string) => DraftValues | null
  /** Told after each attempt: whether something that was typed could not be kept. */
  readonly onUnkept: (unkept: boolean) => void
}

export class DraftKeeper {
  readonly #options: DraftKeeperOptions
  #changed = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #keeping: Promise<void> = Promise.resolve()

  constructor(options: DraftKeeperOptions) {
    this.#options = options
  }

  /** Whether a form was changed and is not kept yet. */
  waits(key: string): boolean {
    return this.#changed.has(key)
  }

  changed(key: string, pauseMs = PAUSE_MS): void {
    this.#changed.add(key)
    this.#later(pauseMs)
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#keeping = this.#keeping.then(() => this.#keep())
    return this.#keeping
  }

  /** The session is over: nothing is tried again. */
  end(): void {
    clearTimeout(this.#timer)
  }

  async #keep(): Promise<void> {
    if (this.#changed.size === 0) return
    const { worker, valuesOf, onUnkept } = this.#options
    const keys = [...this.#changed]
    this.#changed = new Set()
    const changes = keys.map((key) => ({ key, values: valuesOf(key) }))
    const kept = await worker.keepDrafts(changes).then(({ ok }) => ok, () => false)
    if (!kept) {
      for (const key of keys) this.#changed.add(key)
      this.#later(RETRY_MS)
    }
    onUnkept(!kept && changes.some(({ values }) => values !== null))
  }

  #later(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), ms)
  }
}
