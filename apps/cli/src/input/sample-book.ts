/** A book by file name, or one of those that ship by its id. */
import { openFile } from './open-file.ts'

export function openBookFile(path: string): Promise<AsyncIterable<Uint8Array | string>> {
  return openFile(path, 'a book of JSON Lines')
}
