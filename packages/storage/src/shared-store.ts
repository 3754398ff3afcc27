/** The journal's storage port, and what several tabs on one database need besides. */
import type { AppendResult, JournalEvent, JournalStore } from '@tideline/journal'

/** The tab that opened the book first is its `writer`; the others follow, and take over when it closes. */
export type StoreRole = 'writer' | 'follower'

/** `outdated`: somebody has written since the revision named; nothing was stored. */
export type AppendAtResult = AppendResult | { readonly ok: false; readonly code: 'outdated' }

export interface SharedStore extends JournalStore {
  /** `append`, on condition that the journal is still at a revision: for events that follow from what is in it. */
  appendAt(revision: number, events: readonly JournalEvent[]): Promise<AppendAtResult>
  /** Puts what `change` makes of a setting, while no other tab writes. */
  changeSetting(key: string, change: (value: unknown) => unknown): Promise<void>
  /** Rises with every write of events, whichever tab made it: what was read at one revision still holds at it. */
  revision(): Promise<number>
  /** A follower reads and writes as the writer does; its page says so, as two screens may show two moments. */
  readonly role: StoreRole
}
