/** A book as a sealed file. */
import type { StoredBorrower } from '@tideline/journal'
import type { Bytes } from '../head.ts'
import { sealFile, type SealOptions } from '../seal-file.ts'
import { ContentHash } from './content-hash.ts'
import { BOOK_KIND, encodeJsonSection, FORM, type Opening } from './contents.ts'
import { encodeRows, packRows } from './rows.ts'

export interface BookToSeal extends Omit<Opening, 'form'> {
  /** Those of `holds`, each once and in any order. */
  readonly borrowers: AsyncIterable<StoredBorrower>
}

export type SealBookOptions = Omit<SealOptions, 'kind' | 'created'>

/** What was announced is not what came: the book was written to meanwhile. */
export class BookChanged extends Error {
  override readonly name = 'BookChanged'
}

/** Rows are gathered to about this much before they are compressed: less packs worse, more is lost with one chunk. */
const SECTION_BYTES = 64 * 1024

/** The bytes of the file as they are made; throws `BookChanged`. */
export function sealBook(book: BookToSeal, options: SealBookOptions): AsyncGenerator<Bytes> {
  return sealFile(sectionsOf(book), { ...options, kind: BOOK_KIND, created: book.at })
}

async function* sectionsOf({ borrowers, ...opening }: BookToSeal): AsyncGenerator<Bytes> {
  yield encodeJsonSection('opening', { form: FORM, ...opening })
  const hash = new ContentHash()
  const expected = new Map(opening.holds)
  let rows: Bytes[] = []
  let length = 0
  const flush = async (): Promise<Bytes> => {
    const bytes = encodeRows(rows)
    rows = []
    length = 0
    await hash.add(bytes)
    return bytes
  }
  for await (const { borrower, events } of borrowers) {
    if (events.length === 0) continue
    if (expected.get(borrower) !== events.length) throw new BookChanged(`Not what was announced: ${events.length} events`)
    expected.delete(borrower)
    for (const row of packRows(events)) {
      if (length > 0 && length + row.length > SECTION_BYTES) yield await flush()
      rows.push(row)
      length += row.length
    }
  }
  if (expected.size > 0) throw new BookChanged(`${expected.size} borrowers did not come`)
  if (length > 0) yield await flush()
  yield encodeJsonSection('closing', { sha256: await hash.hex(), holds: opening.holds })
}
