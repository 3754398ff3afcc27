/** `tideline restore`: opens a backup without a tablet, into a book of JSON Lines. */
import { openAsBlob } from 'node:fs'
import { writeJsonLines } from '@tideline/journal'
import { openBook, type BookCondition, type BookFault } from '@tideline/sealed-file'
import { Failure } from '../failure.ts'
import { readSecret } from '../input/read-secret.ts'
import { writeWhole } from '../output/write.ts'

export interface RestoreOptions {
  readonly out: string
  /** A file whose first line is the passphrase; without it that of standard input is. */
  readonly passphraseFile?: string
  readonly damaged?: boolean
}

export async function restore(path: string, options: RestoreOptions): Promise<void> {
  const file = await openAsBlob(path).catch(() => {
    throw new Failure(`${path}: there is no such file, or it can't be read.`)
  })
  const opened = await openBook(file, await readSecret(options.passphraseFile))
  if (!opened.ok) throw new Failure(`${path}: ${sayFault(opened.fault)}`)
  const { condition } = opened.book
  const damage = sayDamage(condition)
  if (!condition.whole && !options.damaged) throw new Failure(...damage, `${path}: damaged; nothing was written. With --damaged what is whole is.`)
  const lines: string[] = []
  for await (const { events } of opened.book.borrowers()) for (const line of writeJsonLines(events)) lines.push(line)
  await writeWhole(options.out, lines)
  const made = condition.opening ? `made on ${condition.opening.day} by ${condition.opening.by}, ` : ''
  process.stderr.write([`${path}: ${made}${condition.borrowers} borrowers, ${condition.events} events, sha256 ${condition.sha256 ?? 'lost'}`, ...damage, ''].join('\n'))
}

function sayFault(fault: BookFault): string {
  switch (fault.code) {
    case 'not-a-backup':
      return 'this is no backup.'
    case 'newer-version':
      return `made by a newer version (form ${fault.version}).`
    case 'wrong-passphrase':
      return 'the passphrase is another.'
    case 'head-damaged':
      return 'both heads of the file are damaged: nothing can be opened.'
    case 'malformed':
      return `no program of ours wrote this: ${fault.why}.`
  }
}

function sayDamage({ chunks, beside, truncatedAt, missing }: BookCondition): string[] {
  return [
    ...chunks.map(({ index, from, to }) => `  chunk ${index}, bytes ${from} to ${to}: damaged`),
    ...beside.map(({ from, to }) => `  bytes ${from} to ${to}: not as they were written`),
    ...(truncatedAt === null ? [] : [`  breaks off at byte ${truncatedAt}`]),
    ...(missing === null ? ['  who is missing is lost too'] : missing.length > 0 ? [`  missing: ${missing.map((id) => id || 'the book as a whole').join(', ')}`] : []),
  ]
}
