/**
 * What has been typed and not saved, by form: it survives errors, other pages, a lock, and the end of the page, the worker
 * or the device, but for the last moment. The worker keeps it beside the book; here it is at hand.
 */
import type { DraftTasks } from '@tideline/runtime'
import { DraftKeeper } from './draft-keeper.ts'

export type DraftValues = Readonly<Record<string, string>>

export class Drafts {
  #values = $state.raw<Readonly<Record<string, DraftValues>>>({})
  readonly #worker: DraftTasks
  readonly #keeper: DraftKeeper
  #unkept = $state(false)

  constructor(worker: DraftTasks) {
    this.#worker = worker
    const valuesOf = (key: string): DraftValues | null => this.#values[key] ?? null
    this.#keeper = new DraftKeeper({ worker, valuesOf, onUnkept: (unkept) => (this.#unkept = unkept) })
  }

  /** Brings back what was kept before; what has been typed meanwhile stands. */
  async load(): Promise<void> {
    const kept = await this.#worker.drafts().catch(() => [])
    const back = kept.filter(({ key }) => !this.#keeper.waits(key)).map(({ key, values }) => [key, values] as const)
    this.#values = { ...this.#values, ...Object.fromEntries(back) }
  }

  /** The values typed into a form, over its first values. */
  read(key: string, first: DraftValues): DraftValues {
    return { ...first, ...this.#values[key] }
  }

  write(key: string, name: string, value: string): void {
    this.writeAll(key, { [name]: value })
  }

  writeAll(key: string, values: DraftValues): void {
    this.#values = { ...this.#values, [key]: { ...this.#values[key], ...values } }
    this.#keeper.changed(key)
  }

  /** Saved, or given up by a person. */
  discard(key: string): void {
    if (!Object.hasOwn(this.#values, key)) return
    const { [key]: _, ...others } = this.#values
    this.#values = others
    this.#keeper.changed(key, 0)
  }

  /** The forms in which something stands. */
  get keys(): readonly string[] {
    return Object.keys(this.#values)
  }

  /** Whether the device could not keep something: closing the page would lose it. */
  get unkept(): boolean {
    return this.#unkept
  }

  /** Now, as before a lock or when the page goes out of sight. */
  flush(): Promise<void> {
    return this.#keeper.flush()
  }

  end(): void {
    this.#keeper.end()
  }
}
