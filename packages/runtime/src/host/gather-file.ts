/** Reads a file into events, each remembered with its place in the file, without touching the journal. */
import { importFile, type FileReport, type Profile } from '@tideline/import'
import type { JournalEvent } from '@tideline/journal'
import type { ImportProgress } from '../contract.ts'

export interface Gathered {
  readonly report: FileReport
  readonly events: readonly JournalEvent[]
}

export interface FileToRead {
  readonly file: Blob
  readonly fileName: string
  readonly profile: Profile
  readonly signal: AbortSignal
  readonly onProgress: ((progress: ImportProgress) => void) | undefined
}

/** A tablet of 2 GB holds this much at once; more is refused by name instead of ending the worker. */
const ON_DEVICE = { fileBytes: 128 * 2 ** 20, events: 500_000 }

export async function gatherFile({ file, fileName, profile, signal, onProgress }: FileToRead): Promise<Gathered> {
  const events: JournalEvent[] = []
  const report = await importFile(bytesOf(file), {
    profile,
    fileName,
    sizeBytes: file.size,
    limits: ON_DEVICE,
    signal,
    onProgress: (progress) => onProgress?.({ stage: 'reading', ...progress }),
    onEvents: async (batch) => {
      for (const event of batch) events.push(event)
      // Lets a cancellation in that waits at the worker's door.
      await new Promise((resolve) => setTimeout(resolve, 0))
    },
  })
  return { report, events }
}

/** A blob's bytes; not every browser iterates a stream. */
async function* bytesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}
