/** Seals the whole book into a file, and looks whether the file is what was sealed. */
import { StorageFailure } from '@tideline/storage'
import { BookChanged, openBook, sealBook, type KdfParams } from '@tideline/sealed-file'
import type { StoredBorrower } from '@tideline/journal'
import type { BackupMade, BackupProgress, BackupRefusal } from '../../backup-contract.ts'
import { BOOK_SETTING } from '../book-summary.ts'
import type { Decided } from '../decided-book.ts'
import { sealChains } from '../export-book.ts'
import type { RecordContext } from '../record-entry.ts'
import { LENDER_SETTING } from '../lender-setting.ts'
import { BACKUP_SETTING } from './schedule.ts'

export interface BackupToMake {
  readonly context: RecordContext
  readonly passphrase: string
  readonly by: string
  readonly today: string
  readonly signal: AbortSignal
  readonly onProgress: (progress: BackupProgress) => void
  /** Params of the file's key; for tests. */
  readonly kdf?: KdfParams | undefined
}

export interface SealedBackup {
  readonly file: Blob
  readonly made: BackupMade
  readonly unreadable: readonly string[]
}

/** What is worth keeping besides the events. Drafts are not: they are nobody's word yet. */
const KEPT_SETTINGS = [BOOK_SETTING, BACKUP_SETTING, LENDER_SETTING]
/** Another tab that writes all the time is waited for so often. */
const TRIES = 3

export async function makeBackup(asked: BackupToMake): Promise<SealedBackup | BackupRefusal> {
  const { context, today, by } = asked
  // What cannot be sealed, as on a device that is full, is backed up all the same.
  await sealChains(context, by, today)
  for (let left = TRIES; left > 0; left--) {
    const known = await context.decided.latest(today)
    if (known.borrowers.size === 0) return { code: 'empty-book', detail: 'The book holds no events' }
    try {
      return await sealAndCheck(asked, known)
    } catch (error) {
      if (!(error instanceof BookChanged)) throw error
    }
  }
  return { code: 'busy', detail: 'The book is being written to in another tab' }
}

async function sealAndCheck({ context, passphrase, by, today, signal, onProgress, kdf }: BackupToMake, known: Decided): Promise<SealedBackup | BackupRefusal> {
  const at = context.clock()
  const holds = [...known.borrowers].map(([borrower, { eventCount }]): [string, number] => [borrower, eventCount])
  const unreadable = [...new Set(known.trouble.flatMap(({ borrowers }) => borrowers))]
  const borrowers = readable(context, known, (done) => {
    signal.throwIfAborted()
    onProgress({ stage: 'sealing', done, of: holds.length })
  })
  const parts: Uint8Array<ArrayBuffer>[] = []
  const opening = { at, day: today, by, settings: await keptSettings(context), unreadable, holds }
  for await (const bytes of sealBook({ ...opening, borrowers }, { passphrase, ...(kdf && { kdf }) })) parts.push(bytes)
  const file = new Blob(parts, { type: 'application/octet-stream' })
  const opened = await openBook(file, passphrase, (done) => {
    signal.throwIfAborted()
    onProgress({ stage: 'checking', done, of: file.size })
  })
  const events = holds.reduce((sum, [, count]) => sum + count, 0)
  if (!opened.ok || !opened.book.condition.whole || opened.book.condition.events !== events) {
    return { code: 'not-verified', detail: opened.ok ? 'It does not hold what was sealed' : opened.fault.code }
  }
  const { condition } = opened.book
  return { file, made: { at, day: today, by, borrowers: condition.borrowers, events, bytes: file.size, sha256: condition.sha256 ?? '' }, unreadable }
}

/** Whoever can be read. That some can't be is known, and said. */
async function* readable({ store }: RecordContext, known: Decided, onBorrower: (done: number) => void): AsyncGenerator<StoredBorrower> {
  let done = 0
  try {
    for await (const one of store.readAll()) {
      onBorrower(done++)
      yield one
    }
  } catch (error) {
    if (!(error instanceof StorageFailure) || known.trouble.length === 0) throw error
  }
}

async function keptSettings({ store }: RecordContext): Promise<Record<string, unknown>> {
  const found = await Promise.all(KEPT_SETTINGS.map(async (key) => [key, await store.getSetting(key).catch(() => undefined)] as const))
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && value !== null))
}
