/** The layouts compared, each as little code as Dexie allows; durability is strict in all of them. */
import { packEvents, unpackEvents, type JournalEvent } from '@tideline/journal'
import { shelfOf } from '@tideline/storage/database'
import { Dexie, type Table } from 'dexie'
import type { BenchBorrower } from './book.ts'

export interface Layout {
  readonly name: string
  /** Whether rows are packed before they are written and unpacked after they are read: measured apart. */
  readonly packed: boolean
  rowsOf(book: readonly BenchBorrower[]): readonly object[]
  write(rows: readonly object[]): Promise<void>
  readAll(): Promise<readonly object[]>
  eventsIn(rows: readonly object[]): number
  readOne(borrower: string): Promise<number>
  append(event: JournalEvent): Promise<void>
  /** Empty again and open. */
  reset(): Promise<void>
}

type Rows = Readonly<Record<string, Table>>

function open(name: string, schema: Record<string, string>): { db: Dexie; rows: Rows } {
  const db = new Dexie(`bench-${name}`, { chromeTransactionDurability: 'strict', cache: 'disabled' })
  db.version(1).stores(schema)
  return { db, rows: Object.fromEntries(Object.keys(schema).map((table) => [table, db.table(table)])) }
}

async function inPortions(rows: readonly object[], size: number, table: Table): Promise<void> {
  for (let i = 0; i < rows.length; i += size) await table.bulkAdd(rows.slice(i, i + size))
}

async function reset(db: Dexie): Promise<void> {
  await db.delete()
  await db.open()
}

export function rowPerEvent(): Layout {
  const { db, rows } = open('event', { events: 'id, borrower' })
  const events = rows.events!
  return {
    name: 'a row per event',
    packed: false,
    rowsOf: (book) => book.flatMap((one) => one.events),
    write: (all) => inPortions(all, 10_000, events),
    readAll: () => events.toArray(),
    eventsIn: (all) => all.length,
    async readOne(borrower) {
      return (await events.where('borrower').equals(borrower).toArray()).length
    },
    async append(event) {
      await events.add(event)
    },
    reset: () => reset(db),
  }
}

export function rowPerMonth(): Layout {
  const { db, rows } = open('month', { months: '[borrower+month]' })
  const months = rows.months!
  const keyOf = (event: JournalEvent): [string, string] => [event.borrower ?? '', event.on.slice(0, 7)]
  return {
    name: 'a row per borrower and month',
    packed: false,
    rowsOf: (book) =>
      book.flatMap(({ borrower, events }) =>
        [...Map.groupBy(events, (event) => keyOf(event)[1])].map(([month, group]) => ({ borrower, month, events: group })),
      ),
    write: (all) => inPortions(all, 5_000, months),
    readAll: () => months.toArray(),
    eventsIn: (all) => (all as { events: unknown[] }[]).reduce((sum, row) => sum + row.events.length, 0),
    async readOne(borrower) {
      const found: { events: unknown[] }[] = await months.where('[borrower+month]').between([borrower, ''], [borrower, '\uffff']).toArray()
      return found.reduce((sum, row) => sum + row.events.length, 0)
    },
    async append(event) {
      await db.transaction('rw', months, async () => {
        const [borrower, month] = keyOf(event)
        const row: { events: JournalEvent[] } | undefined = await months.get([borrower, month])
        await months.put({ borrower, month, events: [...(row?.events ?? []), event] })
      })
    },
    reset: () => reset(db),
  }
}

interface PackedRow {
  readonly borrower: string
  readonly bytes: Uint8Array
}

/** `how` an event is appended: the row packed anew, or a small row of its own. */
export function rowPerBorrower(how: 'repacked' | 'tail'): Layout {
  const { db, rows } = open(how, { packed: 'borrower', tail: '++seq, borrower' })
  const packed = rows.packed!
  const tail = rows.tail!
  const appendBy = {
    async repacked(event: JournalEvent) {
      await db.transaction('rw', packed, async () => {
        const borrower = event.borrower ?? ''
        const row: PackedRow | undefined = await packed.get(borrower)
        await packed.put({ borrower, bytes: packEvents([...(row ? unpackEvents(row.bytes) : []), event]) })
      })
    },
    async tail(event: JournalEvent) {
      await tail.add({ borrower: event.borrower ?? '', bytes: packEvents([event]) })
    },
  }
  return {
    name: { repacked: 'a packed row per borrower', tail: 'packed, with a tail' }[how],
    packed: true,
    rowsOf: (book) => book.map(({ borrower, events }) => ({ borrower, bytes: packEvents(events) })),
    write: (all) => inPortions(all, 2_500, packed),
    readAll: () => packed.toArray(),
    eventsIn: (all) => (all as PackedRow[]).reduce((sum, row) => sum + unpackEvents(row.bytes).length, 0),
    async readOne(borrower) {
      const [row, rest]: [PackedRow, PackedRow[]] = await Promise.all([packed.get(borrower), tail.where({ borrower }).toArray()])
      return unpackEvents(row.bytes).length + rest.reduce((sum, one) => sum + unpackEvents(one.bytes).length, 0)
    },
    append: appendBy[how],
    reset: () => reset(db),
  }
}

interface Shelf {
  readonly shelf: number
  readonly rows: readonly PackedRow[]
}

/** The store's own layout: borrowers whose ids hash alike in one row, each packed by itself. */
export function rowPerShelf(): Layout {
  const { db, rows } = open('shelf', { shelves: 'shelf' })
  const shelves = rows.shelves!
  const packedOn = (shelf: Shelf | undefined, borrower: string): Uint8Array | undefined =>
    shelf?.rows.find((row) => row.borrower === borrower)?.bytes
  return {
    name: 'shelves of packed borrowers',
    packed: true,
    rowsOf: (book) =>
      [...Map.groupBy(book, ({ borrower }) => shelfOf(borrower))].map(([shelf, group]) => ({
        shelf,
        rows: group.map(({ borrower, events }) => ({ borrower, bytes: packEvents(events) })),
      })),
    write: async (all) => void (await shelves.bulkAdd(all)),
    readAll: () => shelves.toArray(),
    eventsIn: (all) =>
      (all as Shelf[]).reduce((sum, { rows: held }) => sum + held.reduce((part, { bytes }) => part + unpackEvents(bytes).length, 0), 0),
    async readOne(borrower) {
      return unpackEvents(packedOn(await shelves.get(shelfOf(borrower)), borrower) ?? packEvents([])).length
    },
    async append(event) {
      await db.transaction('rw', shelves, async () => {
        const borrower = event.borrower ?? ''
        const held: Shelf | undefined = await shelves.get(shelfOf(borrower))
        const bytes = packEvents([...unpackEvents(packedOn(held, borrower) ?? packEvents([])), event])
        const others = held?.rows.filter((row) => row.borrower !== borrower) ?? []
        await shelves.put({ shelf: shelfOf(borrower), rows: [...others, { borrower, bytes }] })
      })
    },
    reset: () => reset(db),
  }
}
