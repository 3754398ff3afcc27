/** What a page may ask about handing over what was recorded on this device. */

/** How far the entries of a device were handed over: up to this place of its chain. */
export interface HandOverMark {
  readonly what: 'entries' | 'book' | 'backup'
  readonly places: Readonly<Record<string, number>>
  /** Entries in the file. */
  readonly events: number
}

export interface HandedOver {
  readonly at: string
  readonly by: string
  readonly what: HandOverMark['what']
  readonly events: number
}

export interface HandOverState {
  /** Recorded on this device and not handed over yet, by type of event, most first. */
  readonly waiting: readonly { readonly type: string; readonly count: number }[]
  readonly count: number
  readonly last: HandedOver | null
  /** False where the browser can't sign: without a number on every entry only the whole book can be handed over. */
  readonly numbered: boolean
}

export type HandOverFile =
  | { readonly ok: true; readonly file: Blob; readonly mark: HandOverMark }
  /** `nothing`: all is handed over. */
  | { readonly ok: false; readonly code: 'nothing' | 'not-allowed' | 'locked' }

export interface HandOverTasks {
  /** Rejects while locked (`isLocked`). */
  handOverState(today: string): Promise<HandOverState>
  /** The entries that wait, or the whole book, as JSON Lines sealed as `exportBook` seals. Nothing counts as handed over yet. */
  handOverFile(what: 'entries' | 'book', by: string, today: string): Promise<HandOverFile>
  /** The file of this mark is where it belongs; told twice, or late, it changes nothing. `false`: not allowed. */
  markHandedOver(mark: HandOverMark, by: string): Promise<boolean>
  /** A list of the book was saved as a file: for the access log. */
  noteListSaved(list: string, rows: number): Promise<void>
}
