/** Ways out: standard output at the pace of its reader, files that are whole or not there. */
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join, basename } from 'node:path'
import { Failure } from '../failure.ts'

const CHUNK = 1 << 16

/** Writes all of it to standard output. A reader that has had enough (`| head`) ends the process in silence. */
export async function writeOut(parts: Iterable<string>): Promise<void> {
  for (const chunk of chunks(parts)) {
    await new Promise<void>((resolve) => process.stdout.write(chunk, () => resolve()))
  }
}

/** Writes a file beside its place and moves it there when it is whole. Throws a `Failure` if it can't be written. */
export async function writeWhole(path: string, parts: Iterable<string>): Promise<void> {
  await writeParts(path, chunks(parts))
}

/** The same for bytes. */
export async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  await writeParts(path, [bytes])
}

async function writeParts(path: string, parts: Iterable<string | Uint8Array>): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    const file = await open(draft, 'wx')
    try {
      for (const part of parts) await (typeof part === 'string' ? file.write(part) : file.write(part))
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    throw new Failure(`${path}: can't be written (${(error as Error).message})`)
  }
}

function* chunks(parts: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const part of parts) {
    chunk += part
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}
