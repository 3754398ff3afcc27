/** One import at a time: what it has come to, and its report. */
import type { ImportProgress, ImportReport, TidelineWorker } from '@tideline/runtime'
import { messageOf } from '../../shell/message-of.ts'

export type Import =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: ImportProgress | null; readonly cancelling: boolean }
  | { readonly kind: 'ended'; readonly report: ImportReport; readonly fileName: string | null }
  | { readonly kind: 'failed'; readonly why: string }

export class ImportState {
  #now = $state.raw<Import>({ kind: 'idle' })
  readonly #worker: TidelineWorker
  readonly #today: () => string
  readonly #changed: () => Promise<void>

  /** `changed` is called when the book is no longer what it was. */
  constructor(worker: TidelineWorker, today: () => string, changed: () => Promise<void>) {
    this.#worker = worker
    this.#today = today
    this.#changed = changed
  }

  get now(): Import {
    return this.#now
  }

  startBook(source: 'sample' | 'narrated' | 'empty'): Promise<ImportReport | null> {
    return this.#run(null, (onProgress) => this.#worker.startBook(source, this.#today(), onProgress))
  }

  importFile(file: File, profile: string): Promise<ImportReport | null> {
    return this.#run(file.name, (onProgress) => this.#worker.importFile(file, file.name, profile, onProgress))
  }

  async cancel(): Promise<void> {
    if (this.#now.kind !== 'running') return
    this.#now = { ...this.#now, cancelling: true }
    await this.#worker.cancelImport()
  }

  /** Puts the report away. */
  clear(): void {
    if (this.#now.kind !== 'running') this.#now = { kind: 'idle' }
  }

  async #run(
    fileName: string | null,
    task: (onProgress: (progress: ImportProgress) => void) => Promise<ImportReport>,
  ): Promise<ImportReport | null> {
    if (this.#now.kind === 'running') return null
    this.#now = { kind: 'running', progress: null, cancelling: false }
    try {
      const report = await task((progress) => {
        if (this.#now.kind === 'running') this.#now = { ...this.#now, progress }
      })
      await this.#changed()
      this.#now = { kind: 'ended', report, fileName }
      return report
    } catch (thrown) {
      this.#now = { kind: 'failed', why: messageOf(thrown) }
      return null
    }
  }
}
