/** What a page may ask about recording, beside the one entry of `record`. */
import type { Status } from '@tideline/engine'
import type { Issue, JournalEvent } from '@tideline/journal'
import type { Draft, RecordFailure } from './contract.ts'
import type { LinePage } from './line-contract.ts'

/** A draw of a day on which the line does not allow it: how it stood that day, before the draw. */
export interface DrawRefusal {
  readonly on: string
  readonly status: Status
  readonly since: string
  /** What could have been drawn that day. */
  readonly available: number
}

/** All of them are durable when this arrives with `ok`; else none of them was stored. */
export type BatchResult =
  | {
      readonly ok: true
      /** In the order of the drafts. */
      readonly events: readonly JournalEvent[]
      /** Of the line that the first draft names, if it does. */
      readonly page: LinePage | null
    }
  | {
      readonly ok: false
      readonly issues: readonly Issue[]
      readonly failure?: RecordFailure
      readonly draw?: DrawRefusal
      /** Which of the drafts it is about, from 0; absent where it is none of them. */
      readonly at?: number
    }

export interface RecordTasks {
  /** Entries that belong together, of one borrower or of several: all are stored, or none is. */
  recordBatch(drafts: readonly Draft[], today: string): Promise<BatchResult>
}
