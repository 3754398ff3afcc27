/** Notices written one after the other: printed together, each marked as handed over. */
import type { Language } from '@tideline/content'
import type { NoticeKind } from '@tideline/journal'
import type { NoticeFacts, NoticeOffer, NoticesIssued, TidelineWorker } from '@tideline/runtime'
import { noticeLanguage } from './notice-words.ts'

/** A line, and what it was picked for; what is true of it now may be another kind. */
export interface Wanted {
  readonly line: string
  readonly kind: NoticeKind
}

export interface Written {
  readonly facts: NoticeFacts
  readonly offer: NoticeOffer
  /** The borrower's; `null` where nobody registered it. */
  readonly language: Language | null
}

export class NoticeBatch {
  #written = $state.raw<readonly Written[]>([])
  /** Nothing is to be told of them any more. */
  #silent = $state.raw<readonly string[]>([])
  #outcome = $state.raw<NoticesIssued | null>(null)
  readonly #worker: TidelineWorker
  #stopped = false

  constructor(worker: TidelineWorker) {
    this.#worker = worker
  }

  get written(): readonly Written[] {
    return this.#written
  }

  get silent(): readonly string[] {
    return this.#silent
  }

  /** What became of handing them over; `null` before. */
  get outcome(): NoticesIssued | null {
    return this.#outcome
  }

  stop(): void {
    this.#stopped = true
  }

  /** One after the other, told how far; what was written when it is stopped stays. */
  async write(wanted: readonly Wanted[], asOf: string, tell: (share: number) => void): Promise<void> {
    const written: Written[] = []
    const silent: string[] = []
    for (const [i, { line, kind }] of wanted.entries()) {
      if (this.#stopped) break
      const facts = await this.#worker.notices(line, asOf)
      const offer = facts?.offers.find((each) => each.kind === kind) ?? facts?.offers[0]
      if (facts && offer) written.push({ facts, offer, language: noticeLanguage(facts.language) })
      else silent.push(facts?.summary.name ?? line)
      tell((i + 1) / wanted.length)
    }
    this.#written = written
    this.#silent = silent
  }

  /** `textOf`: as it was printed. */
  async handOver(textOf: (one: Written) => { readonly language: Language; readonly text: readonly string[] }, by: string, asOf: string): Promise<void> {
    const drafts = this.#written.map((one) => ({ line: one.facts.summary.line, kind: one.offer.kind, ...textOf(one) }))
    this.#outcome = await this.#worker.issueNotices(drafts, by, asOf)
  }
}
