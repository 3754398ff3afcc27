/** The journal's storage port, and what several tabs on one database need besides. */
import type { JournalStore } from '@tideline/journal'

/** The tab that opened the book first is its `writer`; the others follow, and take over when it closes. */
export type StoreRole = 'writer' | 'follower'

export interface SharedStore extends JournalStore {
  /** Rises with every write of events, whichever tab made it: what was read at one revision still holds at it. */
  revision(): Promise<number>
  /** A follower reads and writes as the writer does; its page says so, as two screens may show two moments. */
  readonly role: StoreRole
}
