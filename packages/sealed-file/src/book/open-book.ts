/** Opens a sealed book, and gives the borrowers who are whole. */
import type { StoredBorrower } from '@tideline/journal'
import { openFile, type SealedFile } from '../open-file.ts'
import { ContentHash } from './content-hash.ts'
import { BOOK_KIND, SECTION } from './contents.ts'
import { lookThrough, type BookCondition, type BookFault, type Looked } from './look.ts'
import { readRows } from './rows.ts'

export type OpenedBook = { readonly ok: true; readonly book: SealedBook } | { readonly ok: false; readonly fault: BookFault }

export interface SealedBook {
  readonly condition: BookCondition
  /** Every borrower who is whole, once. Throws if the file is no longer what was looked at. */
  borrowers(onProgress?: (bytes: number) => void): AsyncGenerator<StoredBorrower>
}

/** Opens the file and reads through all of it once. `onProgress`: bytes read; it may throw to stop. */
export async function openBook(file: Blob, passphrase: string, onProgress?: (bytes: number) => void): Promise<OpenedBook> {
  const opened = await openFile(file, passphrase)
  if (!opened.ok) return { ok: false, fault: opened.fault.code === 'not-sealed' ? { code: 'not-a-backup' } : opened.fault }
  if (opened.file.head.kind !== BOOK_KIND) return { ok: false, fault: { code: 'not-a-backup' } }
  const looked = await lookThrough(opened.file, onProgress)
  if ('code' in looked) return { ok: false, fault: looked }
  return { ok: true, book: { condition: looked.condition, borrowers: (progress) => keptOf(opened.file, looked, progress) } }
}

/** Rows of one borrower stand one after the other, and are given together. */
async function* keptOf(file: SealedFile, { kept, hash }: Looked, onProgress?: (bytes: number) => void): AsyncGenerator<StoredBorrower> {
  const again = new ContentHash()
  let open = null as StoredBorrower | null
  for await (const { bytes } of file.sections(onProgress)) {
    if (bytes[0] !== SECTION.rows) continue
    await again.add(bytes)
    for (const { borrower, events } of readRows(bytes) ?? []) {
      if (!kept.has(borrower)) continue
      if (open?.borrower === borrower) open = { borrower, events: [...open.events, ...events] }
      else {
        if (open) yield open
        open = { borrower, events }
      }
    }
  }
  if (open) yield open
  if ((await again.hex()) !== hash) throw new Error('The file has changed while it was being read')
}
