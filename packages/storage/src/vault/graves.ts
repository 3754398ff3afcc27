/** What stays of a book that is cleared: who was erased stays erased when the book comes back from a copy. */
import { SHELVES } from '../database.ts'
import { sealShelf, type SealedShelfRow } from './sealed-rows.ts'
import type { SealedTables } from './sealed-tables.ts'

export const ALL_SHELVES: readonly number[] = Array.from({ length: SHELVES }, (_, shelf) => shelf)

/** The shelves with nothing on them but tombstones, and the versions that are true with them. */
export async function gravesOf(tables: SealedTables, before: readonly number[]): Promise<{ readonly rows: readonly SealedShelfRow[]; readonly versions: readonly number[] }> {
  const versions = [...before]
  const snapshot = await tables.snapshot(ALL_SHELVES).catch(() => null)
  const rows = [...(snapshot?.shelves ?? [])].flatMap(([shelf, open]) => {
    if (!open || 'damaged' in open || open.directory.tombstones.length === 0) return []
    const version = (versions[shelf] = (versions[shelf] ?? 0) + 1)
    return [sealShelf(tables.keys, shelf, version, { directory: { entries: [], tombstones: open.directory.tombstones }, rows: new Map() })]
  })
  return { rows: await Promise.all(rows), versions }
}
