/** Brings a book back from a file: looked through first, then all of it in one transaction. */
import { plainText } from '@tideline/import'
import { openBook, type BookCondition, type Opening, type SealedBook } from '@tideline/sealed-file'
import type { Vault } from '@tideline/storage'
import type { BackupContents, BackupProgress, RestoreRefusal, RestoreResult } from '../../backup-contract.ts'
import { BOOK_SETTING, type BookSetting } from '../book-summary.ts'
import { LENDER_SETTING, lenderIn } from '../lender-setting.ts'
import { BACKUP_SETTING, MOST_DAYS, type BackupSetting } from './schedule.ts'

export interface BackupToRead {
  readonly file: Blob
  readonly passphrase: string
  readonly signal: AbortSignal
  readonly onProgress: (progress: BackupProgress) => void
}

export interface BackupToRestore extends BackupToRead {
  readonly vault: Vault
  readonly fileName: string
  readonly wholeOnly: boolean
  /** Told when the book is about to be stored: what this device records from then on begins a chain of its own. */
  readonly beforeStoring: () => Promise<void>
}

/** The opened book and what to say of it; or why it does not open. Throws what the browser says of a file it can't read. */
export async function lookInto({ file, passphrase, signal, onProgress }: BackupToRead): Promise<{ readonly book: SealedBook; readonly contents: BackupContents } | RestoreRefusal> {
  const opened = await openBook(file, passphrase, (done) => {
    signal.throwIfAborted()
    onProgress({ stage: 'reading', done, of: file.size })
  })
  return opened.ok ? { book: opened.book, contents: contentsOf(opened.book.condition) } : opened.fault
}

export async function restoreBackup(asked: BackupToRestore): Promise<Exclude<RestoreResult, { outcome: 'cancelled' }>> {
  const { vault, file, fileName, wholeOnly, signal, onProgress, beforeStoring } = asked
  const looked = await lookInto(asked)
  if ('code' in looked) return { outcome: 'refused', refusal: looked }
  const { book, contents } = looked
  if (wholeOnly && !contents.whole) return { outcome: 'refused', refusal: { code: 'not-whole', contents } }
  if (contents.events === 0) return { outcome: 'refused', refusal: { code: 'nothing-left' } }
  await beforeStoring()
  const borrowers = book.borrowers((done) => {
    signal.throwIfAborted()
    onProgress({ stage: 'storing', done, of: file.size })
  })
  const filled = await vault.fill({ borrowers, settings: settingsOf(book.condition.opening, fileName) })
  if (filled.ok) return { outcome: 'done', borrowers: filled.borrowers, events: filled.events, erased: filled.erased, contents }
  if (filled.code === 'book-exists') return { outcome: 'refused', refusal: { code: 'book-exists' } }
  if ('detail' in filled) return { outcome: 'refused', refusal: filled }
  return { outcome: 'refused', refusal: { code: filled.code === 'not-allowed' ? 'not-allowed' : 'locked', detail: filled.code } }
}

function contentsOf({ whole, chunks, beside, truncatedAt, opening, sha256, events, borrowers, missing }: BookCondition): BackupContents {
  const made = opening && {
    at: opening.at,
    day: opening.day,
    by: plainText(opening.by),
    borrowers: opening.holds.filter(([borrower]) => borrower !== '').length,
    events: opening.holds.reduce((sum, [, count]) => sum + count, 0),
  }
  return { whole, made, borrowers, events, missing: missing?.map(plainText) ?? null, chunks, beside, truncatedAt, sha256 }
}

/** Of what the file says only what can be meant: it may be a stranger's. */
function settingsOf(opening: Opening | null, fileName: string): Record<string, unknown> {
  const book = opening?.settings[BOOK_SETTING] as Partial<BookSetting> | null | undefined
  const backup = opening?.settings[BACKUP_SETTING] as Partial<BackupSetting> | null | undefined
  const lender = lenderIn(opening?.settings[LENDER_SETTING])
  const name = typeof book?.name === 'string' ? book.name.slice(0, 200) : fileName
  const source = book?.source === 'empty' ? 'empty' : 'file'
  const days = Number.isInteger(backup?.everyDays) ? Math.min(MOST_DAYS, Math.max(0, backup!.everyDays!)) : 7
  return {
    [BOOK_SETTING]: { name, source } satisfies BookSetting,
    [BACKUP_SETTING]: { everyDays: days, last: null, latestDay: null, putOffOn: null } satisfies BackupSetting,
    ...(lender && { [LENDER_SETTING]: lender }),
  }
}

/** What the browser says when a file can't be read, or is no longer what was chosen. */
export function unreadableFile(error: unknown): RestoreRefusal | null {
  const known = error instanceof DOMException && ['NotReadableError', 'NotFoundError', 'SecurityError'].includes(error.name)
  return known || (error instanceof Error && error.message.startsWith('The file has changed')) ? { code: 'unreadable-file', detail: error.message } : null
}
