/** What crosses between page and worker: bytes and a code in, a decided story or a refusal out. */
import type { Decision, LinePaths } from '@tideline/engine'
import type { KnownStory, Story, StoryRefusal } from '@tideline/exchange'
import type { LineKind } from '@tideline/journal'

export interface Question {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly code: string
  readonly today: string
  readonly known: KnownStory | null
}

export interface OpenLine {
  readonly kind: LineKind
  readonly currency: string
  readonly decision: Decision
  /** `null`: this phone finds others than were signed. */
  readonly ways: LinePaths | null
}

export interface OpenStory extends Pick<Story, 'borrower' | 'asOf' | 'expires' | 'lender' | 'contact'> {
  readonly lines: readonly OpenLine[]
  readonly known: KnownStory
}

/** `old-browser`: it knows no Ed25519, so that nothing could be believed. */
export type Refusal = StoryRefusal | 'old-browser'

export type Answer = { readonly ok: true; readonly story: OpenStory } | { readonly ok: false; readonly why: Refusal }
