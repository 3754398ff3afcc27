/** What the access log of a vault takes and gives: who did and saw what, apart from the journal. Rules AL of SPEC.md. */
import type { Role } from './header.ts'

export type AccessKind =
  | 'vault-made'
  | 'unlocked'
  | 'locked'
  | 'unlock-failed'
  | 'line-read'
  | 'path-issued'
  | 'notice-issued'
  | 'imported'
  | 'exported'
  | 'printed'
  | 'handed-over'
  | 'list-saved'
  | 'story-sealed'
  | 'lender-set'
  | 'backed-up'
  | 'restored'
  | 'borrower-erased'
  | 'book-erased'
  | 'user-added'
  | 'user-removed'
  | 'pin-reset'
  | 'pin-changed'
  | 'recovery-used'
  | 'recovery-renewed'
  | 'passkey-added'
  | 'passkey-removed'

/** Small things that belong to an entry: `failures`, `first`, `last`, `events`, `bytes`, `user` (whom it concerns). */
export type AccessFacts = Readonly<Record<string, string | number>>

/** Whom an entry is about; without a line the borrower as a whole. */
export interface AccessSubject {
  readonly borrower: string
  readonly line?: string
}

export interface AccessNote {
  /** The instant. */
  readonly at: string
  /** The user's name; empty for the recovery code, which is nobody's. */
  readonly by: string
  readonly role: Role
  readonly kind: AccessKind
  readonly about?: AccessSubject
  readonly facts?: AccessFacts
}

export interface AccessEntry extends Omit<AccessNote, 'about'> {
  /** 1 for the first, then without a gap. */
  readonly seq: number
  /** `null`: somebody who is not in the book any more. */
  readonly about?: AccessSubject | null
}

export interface AccessQuery {
  /** Entries before this one only; from the newest on if not given. */
  readonly before?: number
  readonly limit: number
  readonly matches?: (entry: Omit<AccessEntry, 'about'>) => boolean
  /** The borrower of every line of the book: an entry says only to these whom it is about. */
  readonly owners: ReadonlyMap<string, string>
}

export interface AccessPage {
  /** Newest first. */
  readonly entries: readonly AccessEntry[]
  /** What to ask for as `before` to go on; `null` where nothing is left. */
  readonly next: number | null
}

export interface AccessVerdict {
  /** How many there are up to the break, or in all. */
  readonly entries: number
  /** Of the last of them: whoever has noted it before knows whether the log since then goes on from there. */
  readonly hash: string
  /** Instants of the first and the last. */
  readonly first: string | null
  readonly last: string | null
  /** The first place that is wrong: gone, not as it was written, or cut off at the end. */
  readonly broken: { readonly seq: number; readonly why: 'removed' | 'altered' | 'cut-off' } | null
}

export interface AccessStore {
  /** Takes notes without making anyone wait: they are written at once, in the order given, with what could not be before. */
  note(...notes: readonly AccessNote[]): void
  /** When all that was noted so far is on the disk, or could not be written and waits for the next note. */
  settled(): Promise<void>
  read(query: AccessQuery): Promise<AccessPage>
  verify(): Promise<AccessVerdict>
}
