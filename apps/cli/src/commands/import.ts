/** `tideline import`: a lender's file into a book. Importing the same file again changes nothing. */
import { basename, extname } from 'node:path'
import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { formatReport, importFile, type FileReport, type ImportProblem } from '@tideline/import'
import { joinLog, writeJsonLines, type JournalEvent, type Log } from '@tideline/journal'
import { count, Failure, failureOf } from '../failure.ts'
import { findProfile } from '../input/find-profile.ts'
import { openFile } from '../input/open-file.ts'
import { readBook } from '../input/read-book.ts'
import { sayIssue } from '../input/say-issue.ts'
import { writeOut, writeWhole } from '../output/write.ts'

export interface ImportOptions {
  readonly profile: string
  readonly out: string
  readonly errors?: string
}

/**
 * The good rows go in whatever stands beside them. Bad rows are set aside in `errors`; where it names no place
 * for them they are told as a `Failure` once the good ones are safe, so that none is dropped unseen.
 */
export async function importCommand(path: string, options: ImportOptions): Promise<void> {
  const began = performance.now()
  const profile = await findProfile(options.profile)
  const events: JournalEvent[] = []
  const report = await importFile(await openFile(path, 'a file to import'), {
    profile,
    fileName: basename(path),
    sizeBytes: path === '-' ? 0 : (await stat(path)).size,
    onEvents: (batch) => {
      for (const event of batch) events.push(event)
    },
  })
  if (report.refusal) throw new Failure(sayProblem(path, report.refusal), 'Nothing was imported.')
  const kept = existsSync(options.out) ? (await readBook(options.out)).log.events : []
  const log = addTo(kept, events, options.out)
  if (options.errors !== undefined && report.problemCount > 0) {
    await writeWhole(options.errors, [formatReport(report, extname(options.errors) === '.jsonl' ? 'jsonl' : 'csv')])
  }
  await writeWhole(options.out, writeJsonLines(log.events))
  await writeOut(summary(report, log.events.length - kept.length, options, performance.now() - began).map((text) => `${text}\n`))
  if (report.problemCount > 0 && options.errors === undefined) throw badRows(path, report)
}

/** The book with the new events in it; what it holds already counts once. */
function addTo(kept: readonly JournalEvent[], events: readonly JournalEvent[], name: string): Log {
  const joined = joinLog([...kept, ...events])
  if (joined.ok) return joined.log
  throw failureOf(joined.issues.map((issue) => sayIssue(`${name}: ${issue.event ?? ''}`, issue)), 'the book was left as it was')
}

function badRows(path: string, { problems, problemCount }: FileReport): Failure {
  const unlisted = new Array<string>(problemCount - problems.length).fill('')
  const faults = [...problems.map((problem) => sayProblem(path, problem)), ...unlisted]
  return failureOf(faults, 'the good rows went in. To have the bad ones in a file: --errors FILE')
}

function sayProblem(path: string, problem: ImportProblem): string {
  return sayIssue(problem.row === 0 ? path : `${path}:${problem.row}`, problem)
}

function badRowsAre(report: FileReport, errors: string | undefined): string {
  const what = count(report.badRows, 'bad row')
  return errors === undefined ? `${what} left out` : `${errors}: ${what} set aside, ${count(report.problemCount, 'fault')}`
}

function summary(report: FileReport, added: number, { out, errors }: ImportOptions, tookMs: number): string[] {
  const good = report.rows - report.badRows
  return [
    `${count(report.rows, 'row')} read (${report.profile}, ${report.format.encoding}), ${count(report.events, 'event')} from ${count(good, 'good row')}`,
    `${out}: ${count(added, 'event')} added, ${report.events - added} there already`,
    ...(report.badRows > 0 ? [badRowsAre(report, errors)] : []),
    ...report.notices.map(({ code, count: times }) => `${code}: ${times}`),
    `Imported in ${(tookMs / 1000).toFixed(2)} s`,
  ]
}
