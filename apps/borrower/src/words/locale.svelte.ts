/** The language of the page: what was chosen, else the phone's, else English. */
export type Locale = 'en' | 'zh-CN'

const KEY = 'tideline.language'

export class LocaleState {
  #current = $state<Locale>('en')
  readonly #storage: Storage

  constructor(storage: Storage, preferred: readonly string[]) {
    this.#storage = storage
    this.#current = knownLocale(storage.getItem(KEY)) ?? preferred.map(knownLocale).find((locale) => locale !== null) ?? 'en'
  }

  get current(): Locale {
    return this.#current
  }

  /** For numbers and days. */
  get format(): string {
    return this.#current === 'en' ? 'en-GB' : this.#current
  }

  /** There are two. */
  change(): void {
    this.#current = this.#current === 'en' ? 'zh-CN' : 'en'
    try {
      this.#storage.setItem(KEY, this.#current)
    } catch {
      // A full phone remembers it as long as the page lives.
    }
  }
}

function knownLocale(tag: string | null): Locale | null {
  if (tag === null) return null
  if (/^zh\b/iu.test(tag)) return 'zh-CN'
  return /^en\b/iu.test(tag) ? 'en' : null
}
