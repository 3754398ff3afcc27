/** One import at a time: what it has come to, and its report. */
import type { ImportPreview, ImportProgress, ImportReport, ProfileChoice, TidelineWorker } from '@tideline/runtime'
import type { LongWork, LongWorks, Told } from '../../shell/long-works.svelte.ts'
import { messageOf } from '../../shell/message-of.ts'

export type Import =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly work: LongWork }
  /** Run dry: nothing is stored before it is taken. */
  | { readonly kind: 'previewed'; readonly preview: ImportPreview; readonly file: File; readonly profile: ProfileChoice }
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

type Task<T> = (onProgress: (progress: ImportProgress) => void) => Promise<T>

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

  /** Says what a file would change; stopped, it leads back to the file. */
  async preview(file: File, profile: ProfileChoice): Promise<void> {
    const { worker, today } = this.#sources
    const preview = await this.#work((onProgress) => worker.previewImport(file, file.name, profile, today(), onProgress))
    if (preview) this.#now = preview.report.outcome === 'cancelled' ? { kind: 'idle' } : { kind: 'previewed', preview, file, profile }
  }

  /** Takes in what was run dry. */
  async take(): Promise<void> {
    if (this.#now.kind !== 'previewed') return
    const { file, profile } = this.#now
    const { worker, today } = this.#sources
    await this.#run(file.name, (onProgress) => worker.importFile(file, file.name, profile, onProgress, today()))
  }

  /** Puts the report away. */
  clear(): void {
    if (this.#now.kind !== 'running') this.#now = { kind: 'idle' }
  }

  async #run(fileName: string | null, task: Task<ImportReport>): Promise<ImportReport | null> {
    const report = await this.#work(async (onProgress) => {
      const came = await task(onProgress)
      await this.#sources.changed()
      return came
    })
    if (report) this.#now = { kind: 'ended', report, fileName }
    return report
  }

  /** What a long task came to; `null` where another runs, or it failed, which is then said. */
  async #work<T>(task: Task<T>): Promise<T | null> {
    if (this.#now.kind === 'running') return null
    const { worker, works, told } = this.#sources
    const plan = { title: told(null).title, stop: () => void worker.cancelImport() }
    try {
      return await works.run(plan, async (work) => {
        this.#now = { kind: 'running', work }
        return task((progress) => work.tell(told(progress)))
      })
    } catch (thrown) {
      this.#now = { kind: 'failed', why: messageOf(thrown) }
      return null
    }
  }
}
