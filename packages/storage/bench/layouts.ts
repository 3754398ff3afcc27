/** The layouts compared, each as little code as Dexie allows; durability is strict in all of them. */
import { packEvents, unpackEvents, type JournalEvent } from '@tideline/journal'
import { Dexie, type Table } from 'dexie'
import type { BenchBorrower } from './book.ts'

export interface Layout {
  readonly name: string
  write(book: readonly BenchBorrower[]): Promise<void>
  /** How many events came back. */
  readAll(): Promise<number>
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

async function reset(db: Dexie): Promise<void> {
  await db.delete()
  await db.open()
}

export function rowPerEvent(): Layout {
  const { db, rows } = open('event', { events: 'id, borrower' })
  const events = rows.events!
  return {
    name: 'a row per event',
    async write(book) {
      for (let i = 0; i < book.length; i += 100) await events.bulkAdd(book.slice(i, i + 100).flatMap((one) => one.events))
    },
    async readAll() {
      return (await events.toArray()).length
    },
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
    async write(book) {
      for (let i = 0; i < book.length; i += 100) {
        await months.bulkAdd(
          book.slice(i, i + 100).flatMap(({ borrower, events }) =>
            [...Map.groupBy(events, (event) => keyOf(event)[1])].map(([month, group]) => ({ borrower, month, events: group })),
          ),
        )
      }
    },
    async readAll() {
      return (await months.toArray()).reduce((sum, row: { events: unknown[] }) => sum + row.events.length, 0)
    },
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

/** `how` an event is appended: the row packed anew, a chunk put behind the row's bytes, or a small row of its own. */
export function rowPerBorrower(how: 'repacked' | 'chunk' | 'tail'): Layout {
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
    async chunk(event: JournalEvent) {
      await db.transaction('rw', packed, async () => {
        const borrower = event.borrower ?? ''
        const row: (PackedRow & { chunks?: Uint8Array[] }) | undefined = await packed.get(borrower)
        await packed.put({ ...row, borrower, chunks: [...(row?.chunks ?? []), packEvents([event])] })
      })
    },
    async tail(event: JournalEvent) {
      await tail.add({ borrower: event.borrower ?? '', bytes: packEvents([event]) })
    },
  }
  return {
    name: { repacked: 'a packed row per borrower', chunk: 'packed, appended in chunks', tail: 'packed, with a tail' }[how],
    async write(book) {
      for (let i = 0; i < book.length; i += 2500) {
        await packed.bulkAdd(book.slice(i, i + 2500).map(({ borrower, events }) => ({ borrower, bytes: packEvents(events) })))
      }
    },
    async readAll() {
      const all: PackedRow[] = await packed.toArray()
      return all.reduce((sum, row) => sum + unpackEvents(row.bytes).length, 0)
    },
    async readOne(borrower) {
      const [row, rest]: [PackedRow, PackedRow[]] = await Promise.all([packed.get(borrower), tail.where({ borrower }).toArray()])
      return unpackEvents(row.bytes).length + rest.reduce((sum, one) => sum + unpackEvents(one.bytes).length, 0)
    },
    append: appendBy[how],
    reset: () => reset(db),
  }
}
