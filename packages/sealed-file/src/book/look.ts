/** Reads through a sealed book once and says what it is, what is left of it, and whose events are lost. */
import { ContentHash } from './content-hash.ts'
import { FORM, readClosing, readOpening, SECTION, type Closing, type Opening } from './contents.ts'
import type { Condition, OpenFault, SealedFile } from '../open-file.ts'
import { readRows, type ReadRow } from './rows.ts'

export type BookFault =
  | { readonly code: 'not-a-backup' }
  | Exclude<OpenFault, { readonly code: 'not-sealed' }>
  /** It was sealed under this passphrase and is none all the same: no program of ours wrote it. */
  | { readonly code: 'malformed'; readonly why: string }

/** What became of a file since it was made. */
export interface BookCondition extends Condition {
  /** What it says of itself; `null` where that is lost. */
  readonly opening: Opening | null
  /** Of the contents; `null` where what it says is lost. */
  readonly sha256: string | null
  /** What can be read and belongs to borrowers who are whole. */
  readonly events: number
  readonly borrowers: number
  /** Those who are lost, or of whom a part is, by id, `''` for the book as a whole; `null`: nobody can tell. */
  readonly missing: readonly string[] | null
}

export interface Looked {
  readonly condition: BookCondition
  /** Those who are whole. */
  readonly kept: ReadonlySet<string>
  /** Of the rows that were read. */
  readonly hash: string
}

/** A tablet of 2 GB takes so many in; more is no book of a loan officer. */
const MOST_EVENTS = 3_000_000

interface Found {
  readonly events: number
  readonly seen: number
  readonly parts: number
}

/** What a book is while it is read; throws a `Malformed`. */
class Reading {
  opening: Opening | null = null
  closing: Closing | null = null
  readonly found = new Map<string, Found>()
  readonly #ids = new Set<string>()
  #events = 0
  #before: string | null = null

  add({ borrower, part, parts, events }: ReadRow): void {
    const known = this.found.get(borrower)
    if (known && this.#before !== borrower) throw new Malformed('a borrower comes twice')
    if (part >= parts || (known && (known.parts !== parts || part < known.seen))) throw new Malformed('a borrower comes in odd parts')
    for (const { id } of events) this.#ids.add(id)
    this.#events += events.length
    if (this.#ids.size !== this.#events) throw new Malformed('an event comes twice')
    if (this.#events > MOST_EVENTS) throw new Malformed(`there are more than ${MOST_EVENTS} events`)
    this.found.set(borrower, { events: (known?.events ?? 0) + events.length, seen: (known?.seen ?? 0) + 1, parts })
    this.#before = borrower
  }
}

class Malformed extends Error {}

export async function lookThrough(file: SealedFile, onProgress?: (bytes: number) => void): Promise<Looked | BookFault> {
  const reading = new Reading()
  const hash = new ContentHash()
  try {
    for await (const { number, bytes } of file.sections(onProgress)) {
      if (reading.closing) throw new Malformed('something follows its end')
      if (number === 0) {
        reading.opening = readOpening(bytes) ?? raise('it does not say what it is')
        if (reading.opening.form > FORM) return { code: 'newer-version', version: reading.opening.form }
      } else if (bytes[0] === SECTION.closing) reading.closing = readClosing(bytes) ?? raise('its end says nothing')
      else {
        const rows = (bytes[0] === SECTION.rows ? readRows(bytes) : null) ?? raise('it holds something else than events')
        for (const row of rows) reading.add(row)
        await hash.add(bytes)
      }
    }
    return judge(reading, file.condition, await hash.hex())
  } catch (error) {
    if (error instanceof Malformed) return { code: 'malformed', why: error.message }
    throw error
  }
}

function judge({ opening, closing, found }: Reading, condition: Condition, hash: string): Looked {
  const parted = (borrower: string): boolean => found.get(borrower)?.seen !== found.get(borrower)?.parts
  const holds = opening?.holds ?? closing?.holds ?? null
  const missing = holds?.filter(([borrower, events]) => found.get(borrower)?.events !== events).map(([borrower]) => borrower) ?? null
  if (condition.whole) {
    if (!opening || !closing) raise('it has no beginning or no end')
    if (closing.sha256 !== hash || JSON.stringify(opening.holds) !== JSON.stringify(closing.holds)) raise('its end names other contents')
    if (missing!.length > 0 || holds!.length !== found.size || [...found.keys()].some(parted)) raise('it does not hold what it says')
  }
  const lost = new Set(missing)
  const kept = new Set([...found.keys()].filter((borrower) => !lost.has(borrower) && !parted(borrower)))
  const events = [...kept].reduce((sum, borrower) => sum + found.get(borrower)!.events, 0)
  const borrowers = kept.size - (kept.has('') ? 1 : 0)
  return { condition: { ...condition, opening, sha256: closing?.sha256 ?? null, events, borrowers, missing }, kept, hash }
}

function raise(why: string): never {
  throw new Malformed(why)
}
