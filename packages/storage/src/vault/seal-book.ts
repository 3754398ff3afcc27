/**
 * Brings a book of form 1, in which everything can be read, into form 2, and any into form 3. In steps, each one transaction or several
 * that move whole shelves: an event stands either in the old place or in the new, and whoever is stopped in the
 * middle goes on where it was at the next unlock. What can't be read is moved as it is, and still named as damaged.
 */
import { NO_LINK } from '@tideline/journal'
import { SHELVES, type BorrowerRow, type JournalDatabase, type ShelfRow } from '../database.ts'
import { Outdated, untilCurrent } from '../outdated.ts'
import { sealHead } from './access-pages.ts'
import { shelfOfTag, type BookKeys } from './book-keys.ts'
import { changeHeader, readHeader, type HeaderRow } from './header.ts'
import { sealLedger, sealSetting } from './sealed-rows.ts'
import { SealedTables, type RowChange } from './sealed-tables.ts'

/** Ids of the steps, in order. The first is done with the header, by `beginVault`. */
const STEPS = ['2.1-ledger', '2.2-shelves', '2.3-settings', '3.1-access'] as const

/** Old shelves moved in one transaction: fewer would rewrite the new ones more often, more would need more memory. */
const SHELVES_AT_A_TIME = 128

/** Writes the header and the ledger, which takes over the count of the old one. `false`: another tab was faster. */
export async function beginVault(db: JournalDatabase, keys: BookKeys, header: Omit<HeaderRow, 'steps'>): Promise<boolean> {
  return untilCurrent(async () => {
    const { revision, events } = await db.journalRow()
    const versions = Array.from({ length: SHELVES }, () => 0)
    const ledger = await sealLedger(keys, revision, { events, versions })
    return db.transaction('rw', db.vault, db.journal, db.sealedLedger, async () => {
      if (await readHeader(db)) return false
      if ((await db.journalRow()).revision !== revision) throw new Outdated()
      await Promise.all([db.vault.put({ ...header, steps: [STEPS[0]] }), db.sealedLedger.put(ledger), db.journal.clear()])
      return true
    })
  })
}

export function hasStepsLeft({ steps }: HeaderRow): boolean {
  return STEPS.some((step) => !steps.includes(step))
}

/** Does the steps that are not done yet. The caller holds the lock of the tab that writes. */
export async function sealBook(db: JournalDatabase, keys: BookKeys): Promise<void> {
  const header = await readHeader(db)
  const done = new Set(header?.steps)
  if (!done.has('2.2-shelves')) {
    const tables = new SealedTables(db, keys)
    for (let more = true; more; ) more = await untilCurrent(() => moveShelves(tables))
    await note(db, '2.2-shelves')
  }
  if (!done.has('2.3-settings')) {
    const rows = await db.settings.toArray()
    const sealed = await Promise.all(rows.map(({ key, value }) => sealSetting(keys, key, value)))
    await db.transaction('rw', db.settings, db.sealedSettings, () => Promise.all([db.sealedSettings.bulkPut(sealed), db.settings.clear()]))
    await note(db, '2.3-settings')
  }
  if (header && !done.has('3.1-access')) {
    // An empty log has a head all the same: from here on one without is damaged.
    const head = await sealHead(keys, header.vault, { page: 1, seq: 0, hash: NO_LINK })
    await db.transaction('rw', db.accessHead, db.vault, async () => {
      if (!(await db.accessHead.get('head'))) await db.accessHead.put(head)
      await note(db, '3.1-access')
    })
  }
}

/** Whether any of a book lies there in the form that everybody can read. */
export async function hasPlainBook(db: JournalDatabase): Promise<boolean> {
  const counts = await Promise.all([db.shelves.count(), db.settings.count(), db.journal.count()])
  return counts.some((count) => count > 0)
}

/** Whether sealed rows lie there: without a header no key opens them any more. */
export async function hasSealedBook(db: JournalDatabase): Promise<boolean> {
  const counts = await Promise.all([db.sealedShelves.count(), db.sealedLedger.count()])
  return counts.some((count) => count > 0)
}

/** Moves some shelves; whether there may be more. */
async function moveShelves(tables: SealedTables): Promise<boolean> {
  const { db, keys } = tables
  const old = await db.shelves.limit(SHELVES_AT_A_TIME).toArray()
  if (old.length === 0) return false
  const rows = old.flatMap(rowsOf)
  const changes = await Promise.all(rows.map((row) => changeOf(keys, row)))
  const snapshot = await tables.snapshot(changes.map(({ tag }) => shelfOfTag(tag)))
  const work = (): Promise<void> => db.shelves.bulkDelete(old.map(({ shelf }) => shelf))
  await tables.write(snapshot, changes, 0, { tables: ['shelves'], work })
  return true
}

function rowsOf({ rows }: ShelfRow): readonly BorrowerRow[] {
  return Array.isArray(rows) ? rows : []
}

async function changeOf(keys: BookKeys, { borrower, bytes, events }: BorrowerRow): Promise<RowChange> {
  const packed = ArrayBuffer.isView(bytes) ? Uint8Array.from(bytes) : new Uint8Array()
  return { tag: await keys.tagOf('borrower', borrower), borrower, events, packed }
}

async function note(db: JournalDatabase, step: (typeof STEPS)[number]): Promise<void> {
  await changeHeader(db, (header) => ({ ...header, steps: [...new Set([...header.steps, step])] }))
}
