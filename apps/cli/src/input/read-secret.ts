/** A passphrase or a code: never from the command itself, which other people of the machine can read. */
import { text } from 'node:stream/consumers'
import { readText } from './open-file.ts'

/** The first line of a file, or of standard input if none is named. */
export async function readSecret(path: string | undefined): Promise<string> {
  const all = path === undefined ? await text(process.stdin) : await readText(path, 'a file with a secret in its first line')
  return (all.split('\n')[0] ?? '').trimEnd()
}
