import { sha256Hex } from '@tideline/journal'

/** Remembers what each key of a file said first. */
export class Repeats {
  readonly #first = new Map<string, { readonly row: number; readonly digest: string }>()

  /** `new`, `same` as before, or the row that said otherwise. */
  check(key: string, row: number, cells: readonly string[]): 'new' | 'same' | { readonly row: number } {
    // A digest, not the cells: the memory of a long file stays small.
    const digest = sha256Hex(cells.join('\u001f')).slice(0, 16)
    const first = this.#first.get(key)
    if (first === undefined) {
      this.#first.set(key, { row, digest })
      return 'new'
    }
    return first.digest === digest ? 'same' : { row: first.row }
  }
}
