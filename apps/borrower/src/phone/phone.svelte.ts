/** What the phone holds and shows: nothing yet, something to open with a code, or a story. */
import { waitAfter } from '@tideline/exchange'
import type { OpenStory, Refusal } from '../opening/answer.ts'
import type { Ask } from '../opening/ask-worker.ts'
import { keep, readKept, type Kept } from './kept-story.ts'

export interface PhoneParts {
  readonly ask: Ask
  readonly storage: Storage
  /** The device's civil day. */
  readonly today: () => string
  /** Milliseconds that no clock set back can change. */
  readonly steady: () => number
}

const WRONG = 'tideline.wrong-codes'

export class Phone {
  #incoming = $state.raw<Uint8Array<ArrayBuffer> | null>(null)
  #kept = $state.raw<Kept | null>(null)
  #story = $state.raw<OpenStory | null>(null)
  #refusal = $state<Refusal | null>(null)
  #opening = $state(false)
  #wrongCodes = 0
  #waitUntil = 0
  readonly #parts: PhoneParts

  constructor(parts: PhoneParts) {
    this.#parts = parts
    this.#kept = readKept(parts.storage)
    this.#wrongCodes = Number(parts.storage.getItem(WRONG)) || 0
    // Whoever starts the page anew waits again.
    this.#waitUntil = parts.steady() + waitAfter(this.#wrongCodes)
  }

  get story(): OpenStory | null {
    return this.#story
  }

  /** Whether there is something that a code would open. */
  get hasSealed(): boolean {
    return this.#incoming !== null || this.#kept !== null
  }

  get refusal(): Refusal | null {
    return this.#refusal
  }

  get opening(): boolean {
    return this.#opening
  }

  /** How long no code is taken, in ms. */
  get wait(): number {
    return Math.max(0, this.#waitUntil - this.#parts.steady())
  }

  arrive(bytes: Uint8Array<ArrayBuffer>): void {
    this.#incoming = bytes
    this.#story = null
    this.#refusal = null
  }

  /** Back to where another one can be brought; what is kept stays. */
  setAside(): void {
    this.#incoming = null
    this.#kept = null
    this.#refusal = null
  }

  async open(code: string): Promise<void> {
    const bytes = this.#incoming ?? this.#kept?.bytes
    if (!bytes || this.#opening || this.wait > 0) return
    this.#opening = true
    this.#refusal = null
    const before = readKept(this.#parts.storage)
    const answer = await this.#parts.ask({ bytes, code, today: this.#parts.today(), known: before?.known ?? null }).catch(() => null)
    this.#opening = false
    if (!answer?.ok) return this.#refuse(answer?.why ?? 'old-browser')
    this.#countWrong(0)
    this.#story = answer.story
    this.#kept = { bytes, known: answer.story.known }
    this.#incoming = null
    keep(this.#parts.storage, this.#kept)
  }

  /** Everything of ours, on this phone. */
  erase(): void {
    this.#parts.storage.clear()
    this.#wrongCodes = 0
    this.#story = null
    this.setAside()
  }

  #refuse(why: Refusal): void {
    this.#refusal = why
    if (why !== 'wrong-code') return
    this.#countWrong(this.#wrongCodes + 1)
    this.#waitUntil = this.#parts.steady() + waitAfter(this.#wrongCodes)
  }

  #countWrong(count: number): void {
    this.#wrongCodes = count
    try {
      if (count === 0) this.#parts.storage.removeItem(WRONG)
      else this.#parts.storage.setItem(WRONG, String(count))
    } catch {
      // A full phone counts as long as the page lives.
    }
  }
}
