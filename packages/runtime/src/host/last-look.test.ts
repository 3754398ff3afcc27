import { createMemoryStore, type SharedStore } from '@tideline/storage'
import { beforeEach, expect, it, vi } from 'vitest'
import type { BookSummary, TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'
import { keepLooks, type LooksKept } from './last-look.ts'

const common = { borrower: 'B-1', on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
const [EVENING, MORNING] = ['2025-03-20', '2025-03-21']
const noBook = (): Promise<Blob> => Promise.reject(new Error('No practice here'))

let store: SharedStore
let host: TidelineWorker
let looks: LooksKept

beforeEach(async () => {
  store = createMemoryStore()
  host = createHost({ store, books: { sample: noBook, narrated: noBook } })
  looks = keepLooks(Promise.resolve({ store }), 0)
  await host.startBook('empty', EVENING)
  await store.append([
    { ...common, id: 'r', type: 'borrower.registered', data: { name: 'Lin Mei', branch: 'East' } },
    { ...common, id: 'o', type: 'line.opened', line: 'L-1', data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
  ])
})

async function kept(summary: BookSummary): Promise<void> {
  looks.keep(summary)
  await vi.waitFor(async () => expect(await store.getSetting('last-look')).toBeTruthy())
}

it('the next morning shows the queue of the evening, for the day that is asked about, and says from when it is', async () => {
  const evening = await host.openBook(EVENING)
  await kept(evening)
  const next = createHost({ store, books: { sample: noBook, narrated: noBook } })
  expect(await next.lastLook(MORNING)).toEqual({ decidedFor: EVENING, summary: { ...evening, asOf: MORNING, suggestedAsOf: MORNING } })
})

it('opens a line of the last look from its events, before the book is decided', async () => {
  await kept(await host.openBook(EVENING))
  const next = createHost({ store, books: { sample: noBook, narrated: noBook } })
  await store.append([{ ...common, id: 'd', on: MORNING, type: 'draw.made', line: 'L-1', data: { amount: 100_000 } }])
  expect((await next.openLine('L-1', MORNING))?.decision).toMatchObject({ balance: 100_000 })
})

it('is not kept of a book with trouble, nor of none; and is gone when it is dropped or in another form', async () => {
  const evening = await host.openBook(EVENING)
  expect(await host.lastLook(EVENING)).toBeNull()
  looks.keep({ ...evening, trouble: [{ code: 'damaged', detail: '', borrowers: [] }] })
  looks.keep({ ...evening, book: null })
  looks.keep(evening)
  looks.forget()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(await looks.read(EVENING)).toBeNull()
  await kept(evening)
  expect(await looks.borrowerOf('L-1')).toBe('B-1')
  await looks.drop()
  expect(await looks.read(EVENING)).toBeNull()
  await store.putSetting('last-look', { form: 0, summary: evening })
  expect(await looks.read(EVENING)).toBeNull()
})

it('is not written again while nothing was recorded', async () => {
  await kept(await host.openBook(EVENING))
  const put = vi.spyOn(store, 'putSetting')
  looks.keep(await host.openBook(EVENING))
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(put).not.toHaveBeenCalled()
})
