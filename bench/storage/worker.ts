/** Measures every layout inside a worker, where the app's storage lives, and posts one row of the table each. */
import { packEvents } from '@tideline/journal'
import { makeBorrower, type BenchBorrower } from './book.ts'
import { measureSealed } from './sealed.ts'
import { rowPerBorrower, rowPerEvent, rowPerMonth, rowPerShelf, type Layout } from './layouts.ts'

export interface Measured {
  readonly name: string
  readonly events: number
  readonly packMs?: number
  readonly writeMs: number
  readonly readMs: number
  readonly unpackMs?: number
  readonly readOneMs?: number
  readonly appendMs?: number
}

const APPENDS = 100

addEventListener('message', async ({ data }: MessageEvent<{ borrowers: number; months: number; sealed: boolean }>) => {
  const book = Array.from({ length: data.borrowers }, (_, i) => makeBorrower(i, data.months))
  if (data.sealed) {
    for (const row of await measureSealed(book)) postMessage(row)
    return postMessage('done')
  }
  postMessage(await opfs(book))
  for (const layout of [rowPerShelf(), rowPerBorrower('repacked'), rowPerBorrower('tail'), rowPerMonth(), rowPerEvent()]) {
    postMessage(await measure(layout, book))
  }
  return postMessage('done')
})

async function measure(layout: Layout, book: readonly BenchBorrower[]): Promise<Measured> {
  await layout.reset()
  const began = performance.now()
  let rows = layout.rowsOf(book)
  const packMs = performance.now() - began
  const writeMs = await timed(() => layout.write(rows))
  rows = []
  const readMs = await timed(async () => {
    rows = await layout.readAll()
  })
  const readAt = performance.now()
  const events = layout.eventsIn(rows)
  const unpackMs = performance.now() - readAt
  const someone = (i: number): string => book[(i * 97) % book.length]!.borrower
  const readOneMs = await median(APPENDS, (i) => layout.readOne(someone(i)))
  const appendMs = await median(APPENDS, (i) =>
    layout.append({
      id: `new-${i}`,
      type: 'payment.received',
      borrower: someone(i % 10),
      line: `L-${someone(i % 10).slice(2)}`,
      on: '2025-01-02',
      at: '2025-01-02T09:00:00Z',
      by: 'officer-1',
      data: { amount: 30_000 },
    }),
  )
  await layout.reset()
  return { name: layout.name, events, ...(layout.packed && { packMs, unpackMs }), writeMs, readMs, readOneMs, appendMs }
}

/** One file without a database around it: the floor. */
async function opfs(book: readonly BenchBorrower[]): Promise<Measured> {
  const bytes = new Uint8Array(await new Blob(book.map(({ events }) => packEvents(events).slice())).arrayBuffer())
  const folder = await navigator.storage.getDirectory()
  const handle = await (await folder.getFileHandle('bench', { create: true })).createSyncAccessHandle()
  const began = performance.now()
  handle.write(bytes, { at: 0 })
  handle.flush()
  const between = performance.now()
  handle.read(new Uint8Array(bytes.length), { at: 0 })
  const readMs = performance.now() - between
  handle.close()
  await folder.removeEntry('bench')
  return { name: `one OPFS file of ${(bytes.length / 1e6).toFixed(0)} MB`, events: 0, writeMs: between - began, readMs }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

async function median(times: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < times; i++) taken.push(await timed(async () => void (await work(i))))
  return taken.sort((a, b) => a - b)[times >> 1]!
}
