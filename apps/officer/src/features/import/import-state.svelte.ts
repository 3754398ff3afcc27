/** One import at a time: what it has come to, and its report. */
import type { ImportProgress, ImportReport, TidelineWorker } from '@tideline/runtime'
import type { LongWork, LongWorks, Told } from '../../shell/long-works.svelte.ts'
import { messageOf } from '../../shell/message-of.ts'

export type Import =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly work: LongWork }
  | { readonly kind: 'ended'; readonly report: ImportReport; readonly fileName: string | null }
  | { readonly kind: 'failed'; readonly why: string }

export interface ImportSources {
  readonly worker: TidelineWorker
  readonly works: LongWorks
  readonly today: () => string
  /** Called when the book is no longer what it was. */
  readonly changed: () => Promise<void>
  /** How far it is, in words. */
  readonly told: (progress: ImportProgress | null) => Told
}

export class ImportState {
  #now = $state.raw<Import>({ kind: 'idle' })
  readonly #sources: ImportSources

  constructor(sources: ImportSources) {
    this.#sources = sources
  }

  get now(): Import {
    return this.#now
  }

  startBook(source: 'sample' | 'narrated' | 'empty'): Promise<ImportReport | null> {
    const { worker, today } = this.#sources
    return this.#run(null, (onProgress) => worker.startBook(source, today(), onProgress))
  }

  importFile(file: File, profile: string): Promise<ImportReport | null> {
    return this.#run(file.name, (onProgress) => this.#sources.worker.importFile(file, file.name, profile, onProgress))
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
    const { worker, works, changed, told } = this.#sources
    const plan = { title: told(null).title, stop: () => void worker.cancelImport() }
    try {
      return await works.run(plan, async (work) => {
        this.#now = { kind: 'running', work }
        const report = await task((progress) => work.tell(told(progress)))
        await changed()
        this.#now = { kind: 'ended', report, fileName }
        return report
      })
    } catch (thrown) {
      this.#now = { kind: 'failed', why: messageOf(thrown) }
      return null
    }
  }
}
