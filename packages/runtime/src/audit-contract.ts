/** What a page may ask about the record itself: whether it is whole, who did and saw what, and who judged. */
import type { BreakReason, ChainHead, JournalEvent } from '@tideline/journal'
import type { AccessEntry, AccessKind, AccessVerdict } from '@tideline/storage'
import type { BookTrouble } from './contract.ts'

export type { AccessEntry, AccessKind, AccessVerdict } from '@tideline/storage'

/** Signatures. */
export interface VerifyProgress {
  readonly done: number
  readonly of: number
}

/** A device that recorded in the book, and how far its chain goes (journal AU1). */
export interface DeviceSeen {
  readonly device: string
  readonly label?: string
  /** This one here, under the key it signs with now. */
  readonly here: boolean
  readonly events: number
  readonly erased: number
  /** `null` where none of its entries is its own. */
  readonly head: ChainHead | null
  readonly sealed: boolean
  /** Instants of its first and last entry that are there. */
  readonly first: string
  readonly last: string
}

/** An entry by which something was found. */
export type EntrySeen = Pick<JournalEvent, 'id' | 'type' | 'on' | 'at' | 'by' | 'line'>

/** Where a chain is not as it was recorded; of something missing, `shownBy` is the entry that shows it. */
export interface BreakSeen {
  readonly device: string
  readonly label?: string
  readonly seq: number
  /** `contradicted`: an erasure names a place in which an entry still stands. */
  readonly why: BreakReason | 'contradicted'
  readonly shownBy: EntrySeen
}

export interface BookVerdict {
  /** Every chain, the access log, and every row could be read. */
  readonly whole: boolean
  readonly events: number
  readonly devices: readonly DeviceSeen[]
  readonly breaks: readonly BreakSeen[]
  /** Without a signature, as imported entries are; and the first of those recorded after signing began. */
  readonly unsigned: number
  readonly unsignedLater: number
  readonly unsignedShown: readonly EntrySeen[]
  /** Entries erased on request, and by whom. */
  readonly erased: number
  readonly erasures: readonly { readonly events: number; readonly device: string; readonly at: string; readonly by: string }[]
  /** `null` where there is none: without a vault. */
  readonly access: AccessVerdict | null
  readonly trouble: readonly BookTrouble[]
}

export interface AccessLogQuery {
  /** Entries before this one only: `next` of the answer before. */
  readonly before?: number
  readonly limit: number
  readonly kind?: AccessKind
  readonly by?: string
  /** Instants: from the first on, before the second. */
  readonly from?: string
  readonly until?: string
}

export type AccessLogAnswer =
  | {
      readonly ok: true
      /** Newest first; `about` is `null` for somebody who is not in the book any more. */
      readonly entries: readonly AccessEntry[]
      readonly next: number | null
      /** Only the user's own are shown: a supervisor sees all. */
      readonly ownOnly: boolean
    }
  /** `no-vault`: where nobody is known, nothing is logged. */
  | { readonly ok: false; readonly code: 'no-vault' }

/** Something a person decided about a line or the whole book. */
export interface HumanAct {
  readonly event: JournalEvent
  readonly device?: { readonly device: string; readonly label?: string }
  readonly reversedBy?: string
}

export interface HumanActs {
  /** Newest first. */
  readonly acts: readonly HumanAct[]
  /** How many more there are in the period. */
  readonly more: number
}

export interface AuditTasks {
  /** Checks every signature and link of the book, and the access log. */
  verifyBook(onProgress?: (progress: VerifyProgress) => void): Promise<BookVerdict>
  /** A supervisor sees everybody's entries, everyone else their own. */
  accessLog(query: AccessLogQuery): Promise<AccessLogAnswer>
  /** What people decided, recorded or taking effect from the first day to the last. */
  humanActs(from: string, to: string): Promise<HumanActs>
}
