/** A whole book into an empty one, in one transaction: how a backup comes back. */
import { packEvents, type StoredBorrower } from '@tideline/journal'
import { untilCurrent } from '../outdated.ts'
import { shelfOfTag } from './book-keys.ts'
import { isErased, sealSetting } from './sealed-rows.ts'
import type { RowChange, SealedTables } from './sealed-tables.ts'

export interface BookToFill {
  /** Valid events, each borrower once, each id once. */
  readonly borrowers: AsyncIterable<StoredBorrower>
  readonly settings: Readonly<Record<string, unknown>>
}

export interface Filled {
  readonly ok: true
  readonly events: number
  readonly borrowers: number
  /** How many were left out because they were erased here. */
  readonly erased: number
}

/** Why a book was not filled; nothing was stored. */
export type FillRefusal =
  | { readonly ok: false; readonly code: 'book-exists' }
  | { readonly ok: false; readonly code: 'full' | 'unavailable'; readonly detail: string }

/** Of every borrower the packed bytes are kept until all have come, not the events: those would not fit a small tablet. */
export async function gather(tables: SealedTables, borrowers: AsyncIterable<StoredBorrower>): Promise<RowChange[]> {
  const changes: RowChange[] = []
  for await (const { borrower, events } of borrowers) {
    const tag = await tables.keys.tagOf('borrower', borrower)
    changes.push({ tag, borrower, events: events.length, packed: packEvents(events).slice() })
  }
  return changes
}

/** `null`: there are events already. */
export async function fillBook(tables: SealedTables, rows: readonly RowChange[], settings: BookToFill['settings']): Promise<Filled | null> {
  const sealed = await Promise.all(Object.entries(settings).map(([key, value]) => sealSetting(tables.keys, key, value)))
  return untilCurrent(async () => {
    const snapshot = await tables.snapshot(rows.map(({ tag }) => shelfOfTag(tag)))
    if (snapshot.ledger.events > 0) return null
    const kept = rows.filter(({ tag }) => {
      const shelf = snapshot.shelves.get(shelfOfTag(tag))
      return !shelf || 'damaged' in shelf || !isErased(shelf, tag)
    })
    const events = kept.reduce((sum, row) => sum + row.events, 0)
    const work = (): Promise<unknown> => tables.db.sealedSettings.bulkPut(sealed)
    await tables.write(snapshot, kept, events, { tables: ['sealedSettings'], work })
    return { ok: true, events, borrowers: kept.filter(({ borrower }) => borrower !== '').length, erased: rows.length - kept.length }
  })
}
