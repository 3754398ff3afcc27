/** The books that ship: files beside the built program, brought in by the profile each was made for. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BOOKS, type BookId } from '@tideline/content'
import { importFile } from '@tideline/import'
import { joinLog, type JournalEvent, type Log } from '@tideline/journal'
import { findProfile } from './find-profile.ts'
import { openFile } from './open-file.ts'

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'books')

export function isSampleBook(name: string): name is BookId {
  return Object.hasOwn(BOOKS, name)
}

/** Reads a sample book. What ships is sound: a fault in it is one of the program's. */
export async function readSampleBook(id: BookId): Promise<Log> {
  const { file, profile } = BOOKS[id]
  const events: JournalEvent[] = []
  const report = await importFile(await openFile(join(FOLDER, file), 'a sample book'), {
    profile: await findProfile(profile),
    fileName: file,
    onEvents: (batch) => void events.push(...batch),
  })
  const joined = joinLog(events)
  if (report.outcome !== 'done' || report.problemCount > 0 || !joined.ok) throw new Error(`The sample book ${id} can't be read`)
  return joined.log
}
