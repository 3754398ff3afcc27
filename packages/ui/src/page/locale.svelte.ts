/** The language of the screen: a person's choice, else the device's, else English. */

import type { TextShelf } from './text-shelf.ts'

export type Locale = 'en' | 'zh-CN'

export class LocaleState {
  #current = $state<Locale>('en')
  readonly #shelf: TextShelf

  /** `preferred` are the device's languages, most wanted first. */
  constructor(shelf: TextShelf, preferred: readonly string[]) {
    this.#shelf = shelf
    this.#current = knownLocale(shelf.read()) ?? preferred.map(knownLocale).find((locale) => locale !== null) ?? 'en'
  }

  get current(): Locale {
    return this.#current
  }

  /** The locale of numbers and days: English with days before months, as most of its readers here write them. */
  get format(): string {
    return this.#current === 'en' ? 'en-GB' : this.#current
  }

  choose(locale: Locale): void {
    this.#current = locale
    this.#shelf.write(locale)
  }
}

function knownLocale(tag: string | null): Locale | null {
  if (tag === null) return null
  if (/^zh\b/iu.test(tag)) return 'zh-CN'
  return /^en\b/iu.test(tag) ? 'en' : null
}
