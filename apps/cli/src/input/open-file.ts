/** Opens what a person named: a file, or `-` for standard input; says in a sentence why it can't. */
import { createReadStream } from 'node:fs'
import { open, readFile, type FileHandle } from 'node:fs/promises'
import { Failure } from '../failure.ts'

/** The bytes of a file, or of standard input for `-`. */
export async function openFile(path: string, what: string): Promise<AsyncIterable<Uint8Array>> {
  if (path === '-') return process.stdin
  let handle: FileHandle
  try {
    handle = await open(path)
    if ((await handle.stat()).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
  } catch (error) {
    throw unreadable(path, what, error)
  }
  return createReadStream(path, { fd: handle, highWaterMark: 1 << 18 })
}

/** All of a file, as it is. */
export async function readBytes(path: string, what: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (error) {
    throw unreadable(path, what, error)
  }
}

export async function readText(path: string, what: string): Promise<string> {
  return (await readBytes(path, what)).toString('utf8')
}

/** A JSON document. */
export async function readJsonFile(path: string, what: string): Promise<unknown> {
  const text = await readText(path, what)
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new Failure(`${path}: expected JSON, got a text that is none: ${(error as Error).message} [bad-json]`)
  }
}

function unreadable(path: string, what: string, error: unknown): Failure {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const why =
    { ENOENT: 'there is no such file', EISDIR: 'this is a folder', EACCES: 'you may not read it' }[code] ?? `it can't be read (${code})`
  return new Failure(`${path}: expected ${what}, but ${why}`)
}
