/** The meeting on screen, and the sheet that is filled in for it: kept as a draft until it is saved, once. */
import { isWorkerLost, type Meeting, type SheetResult } from '@tideline/runtime'
import { m } from '../../paraglide/messages.js'
import { messageOf } from '../../shell/message-of.ts'
import type { Office } from '../../shell/office.ts'
import { saveFailureText } from '../../shell/save-failure.ts'
import { newSheetId } from '../register/new-id.ts'
import { filledSheet, NO_VALUES, rowsOf, tallyOf, type Change, type SheetRow } from './sheet.ts'
import { sheetKey } from './sheet-key.ts'

export type MeetingFound =
  | { readonly kind: 'loading' | 'missing' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'ready'; readonly meeting: Meeting }

export class MeetingState {
  #found = $state.raw<MeetingFound>({ kind: 'loading' })
  #refused = $state.raw<readonly string[]>([])
  readonly #office: Office
  readonly #centre: string
  readonly #day: string
  readonly #key: string

  constructor(office: Office, centre: string, day: string) {
    this.#office = office
    this.#centre = centre
    this.#day = day
    this.#key = sheetKey(centre, day)
  }

  readonly rows = $derived.by((): readonly SheetRow[] => (this.#found.kind === 'ready' ? rowsOf(this.#found.meeting, this.#office.locale.format) : []))
  readonly values = $derived.by(() => this.#office.drafts.read(this.#key, NO_VALUES))
  readonly tally = $derived(tallyOf(this.rows, this.values))

  get found(): MeetingFound {
    return this.#found
  }

  /** What is wrong with the sheet, in words. */
  get refused(): readonly string[] {
    return this.#refused
  }

  async load(): Promise<void> {
    try {
      const meeting = await this.#office.worker.meeting(this.#centre, this.#day)
      this.#found = meeting ? { kind: 'ready', meeting } : { kind: 'missing' }
    } catch (thrown) {
      this.#found = { kind: 'failed', why: messageOf(thrown) }
    }
  }

  change(changes: readonly Change[]): void {
    const { drafts } = this.#office
    if (!this.values.id) drafts.write(this.#key, 'id', newSheetId(crypto))
    for (const [name, value] of changes) drafts.write(this.#key, name, value)
  }

  async save(): Promise<void> {
    if (this.#found.kind !== 'ready') return
    const { book, drafts, officer, saving, worker } = this.#office
    this.#refused = []
    saving.begin()
    try {
      const result = await worker.recordSheet(filledSheet(this.#found.meeting, this.rows, this.values, officer.by), book.asOf)
      if (!result.ok) return this.#fail(result)
      saving.saved()
      drafts.discard(this.#key)
      this.#found = { kind: 'ready', meeting: result.meeting }
      void book.load()
    } catch (thrown) {
      saving.failed(isWorkerLost(thrown) ? m.meeting_save_lost() : messageOf(thrown))
    }
  }

  #fail({ issues, failure }: Extract<SheetResult, { readonly ok: false }>): void {
    const { saving } = this.#office
    if (!failure) {
      saving.settle()
      this.#refused = issues.map(({ path, expected, got }) => m.meeting_refused({ path, expected, got }))
    } else if (failure.code === 'held-already') {
      saving.settle()
      this.#refused = [m.meeting_held_already({ by: failure.detail })]
      void this.load()
    } else {
      saving.failed(saveFailureText(failure))
    }
  }
}
