/** What a page may ask about handing a borrower's story to the borrower's own phone (exchange HB1 to HB20). */

import type { RecordResult } from './contract.ts'

/** Who lends, as borrowers see it; sealed with the book, and in its backups. */
export interface LenderFace {
  readonly name: string
  /** Whom borrowers may talk to: a branch, a telephone number. */
  readonly contact: string
}

export interface LenderState extends LenderFace {
  /** The public key in hex by which borrowers' phones know the lender. */
  readonly key: string
}

/** Without a PEM the key stays, or one is made; with one, as `openssl genpkey -algorithm ed25519` writes it, that is the key from now on. */
export interface LenderChange extends LenderFace {
  readonly pem?: string
}

export type LenderRefusal = 'not-allowed' | 'locked' | 'bad-name' | 'bad-key' | 'cannot-sign'

export interface StoryRequest {
  /** Of the borrower's lines the one that is looked at; all of them go along. */
  readonly line: string
  readonly asOf: string
  /** `screen`: filmed by the phone, eight digits; `sent`: as a file or a link, of which copies lie about, twelve. */
  readonly way: 'screen' | 'sent'
}

/** `no-lender`: a supervisor has not said yet who lends. The others are exchange's (HB5) and the device's. */
export type StoryNotSealed = 'no-line' | 'talk-to-lender' | 'too-long' | 'unknown-document' | 'no-lender' | 'cannot-sign' | 'not-allowed' | 'locked'

export type StorySealed =
  | {
      readonly ok: true
      /** What a file holds. */
      readonly bytes: Uint8Array<ArrayBuffer>
      /** The texts of the QR codes, for alphanumeric mode. */
      readonly codes: readonly string[]
      /** What a link to the borrower's page ends in, from `#` on. */
      readonly fragment: string
      /** To be said aloud: `4831 0927`. */
      readonly code: string
      readonly entries: number
      /** The last day on which a phone takes it in. */
      readonly expires: string
    }
  | { readonly ok: false; readonly code: StoryNotSealed }

/** `again`: it was taken before, and nothing was stored. `event`: the `review.requested` that it became. */
export type NoteTaken =
  | { readonly ok: true; readonly again: boolean; readonly note: NoteSeen; readonly event: string }
  | { readonly ok: false; readonly code: NoteNotTaken; readonly result?: RecordResult }

/** What it says, for the officer to read; `entry` as the borrower saw it. */
export interface NoteSeen {
  readonly kind: 'review' | 'dispute' | 'hardship' | 'correction'
  readonly borrower: string
  readonly line: string
  readonly made: string
  readonly words: string
  readonly entry: { readonly number: string; readonly type: string; readonly on: string; readonly amount?: number } | null
}

/** Those of exchange's `openNote`; `other-lender`: it answers another's story; `other-line`: not in this book; `refused`: see `result`. */
export type NoteNotTaken = 'not-a-note' | 'newer-version' | 'damaged' | 'not-a-code' | 'wrong-code' | 'forged' | 'malformed' | 'no-lender' | 'other-lender' | 'other-line' | 'refused' | 'locked'

export interface StoryTasks {
  /** `null`: nobody has said yet. Rejects while locked (`isLocked`). */
  lender(): Promise<LenderState | null>
  /** A supervisor's. Another key than before makes the lender a stranger to every phone that knows it. */
  setLender(change: LenderChange): Promise<{ readonly ok: true; readonly key: string } | { readonly ok: false; readonly code: LenderRefusal }>
  /** Seals what the book knows of a line's borrower on a day, under a code drawn for it; nothing is recorded but in the access log. */
  sealStory(request: StoryRequest, today: string): Promise<StorySealed>
  /** Takes in what a borrower says back, to be answered by a day: as a request for a person to look, in the name of whoever is there. */
  takeNote(bytes: Uint8Array<ArrayBuffer>, code: string, answerBy: string, today: string): Promise<NoteTaken>
}
