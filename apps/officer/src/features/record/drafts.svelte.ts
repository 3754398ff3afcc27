/** What has been typed and not saved, by form: it survives errors, other pages and a closed form. */
import { SvelteMap } from 'svelte/reactivity'

export type DraftValues = Readonly<Record<string, string>>

export class Drafts {
  readonly #values = new SvelteMap<string, DraftValues>()

  /** The values typed into a form, over its first values. */
  read(key: string, first: DraftValues): DraftValues {
    return { ...first, ...this.#values.get(key) }
  }

  write(key: string, name: string, value: string): void {
    this.#values.set(key, { ...this.#values.get(key), [name]: value })
  }

  /** Saved, or given up by a person. */
  discard(key: string): void {
    this.#values.delete(key)
  }

  /** Whether closing the page would lose something. */
  get any(): boolean {
    return this.#values.size > 0
  }
}
