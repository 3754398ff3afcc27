/** A file that is being explained: what it is, what its columns mean so far, and what its first rows become by that. */
import type { EntriesProfile, EntryField, FileLook, FirstRows, KeptProfile, MappingDraft, ProfileChoice, TidelineWorker } from '@tideline/runtime'

/** The choice of a person who explains the columns. */
export const OWN = 'own'

export type Table = Extract<FileLook, { kind: 'table' }>

export class Mapping {
  #file = $state.raw<File | null>(null)
  #look = $state.raw<FileLook | null>(null)
  #choice = $state('')
  #draft = $state.raw<MappingDraft | null>(null)
  #rows = $state.raw<FirstRows | null>(null)
  #kept = $state.raw<readonly KeptProfile[]>([])
  #asked = 0
  readonly #worker: TidelineWorker
  readonly #today: () => string

  constructor(worker: TidelineWorker, today: () => string) {
    this.#worker = worker
    this.#today = today
  }

  get file(): File | null {
    return this.#file
  }

  /** `null` until the file has been looked at. */
  get look(): FileLook | null {
    return this.#look
  }

  get choice(): string {
    return this.#choice
  }

  /** What the columns mean, where a person says so. */
  get draft(): MappingDraft | null {
    return this.#choice === OWN ? this.#draft : null
  }

  /** What the first rows become; `null` while nobody knows. */
  get rows(): FirstRows | null {
    return this.#rows
  }

  get kept(): readonly KeptProfile[] {
    return this.#kept
  }

  /** What the file is to be read by. */
  get profile(): ProfileChoice {
    const { draft } = this
    return draft === null ? this.#choice : { ...draft, id: OWN, title: OWN }
  }

  async readKept(): Promise<void> {
    this.#kept = await this.#worker.keptProfiles().catch(() => [])
  }

  async chooseFile(file: File | null, currency: string): Promise<void> {
    this.forgetFile()
    if (!file) return
    this.#file = file
    const look = await this.#worker.lookIntoFile(file, file.name, currency)
    if (this.#file !== file) return
    this.#look = look
    if (look.kind === 'events') this.#choice = 'events'
    if (look.kind !== 'table') return
    this.#draft = look.guess
    this.choose(look.profile ?? OWN)
  }

  forgetFile(): void {
    this.#file = this.#look = this.#rows = this.#draft = null
    this.#choice = ''
  }

  choose(choice: string): void {
    this.#choice = choice
    void this.#try()
  }

  /** What the column of this name means, or nothing; a field is one column's, and a column one field's. */
  mean(name: string, field: EntryField | null): void {
    if (!this.#draft) return
    const others = Object.entries(this.#draft.columns).filter(([other, names]) => other !== field && !names?.includes(name))
    this.change({ columns: Object.fromEntries(field === null ? others : [...others, [field, [name]]]) as EntriesProfile['columns'] })
  }

  change(change: Partial<MappingDraft>): void {
    if (!this.#draft) return
    this.#draft = { ...this.#draft, ...change }
    void this.#try()
  }

  /** The meaning of a column; `null` for none. */
  fieldOf(name: string): EntryField | null {
    const found = Object.entries(this.#draft?.columns ?? {}).find(([, names]) => names?.includes(name))
    return found ? (found[0] as EntryField) : null
  }

  async #try(): Promise<void> {
    const asked = ++this.#asked
    const [file, choice] = [this.#file, this.#choice]
    if (!file || choice === '' || this.#look?.kind !== 'table') return
    const rows = await this.#worker.tryProfile(file, file.name, this.profile, this.#today()).catch(() => null)
    // Only the answer to the last change is shown.
    if (asked === this.#asked) this.#rows = rows
  }
}
