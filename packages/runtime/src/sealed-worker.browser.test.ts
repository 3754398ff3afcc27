import type { JournalEvent } from '@tideline/journal'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { connectWorker, isLocked, type Draft, type TidelineWorker } from './index.ts'

const TODAY = '2025-03-20'
const PIN = '270914'
const common = { borrower: 'B-1', on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
const EVENTS: readonly JournalEvent[] = [
  { ...common, id: 'r', type: 'borrower.registered', data: { name: '林美', branch: 'East' } },
  { ...common, id: 'o', type: 'line.opened', line: 'L-1', data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
  { ...common, id: 'd', type: 'draw.made', line: 'L-1', data: { amount: 100_000 } },
]
const PAYMENT: Draft = { type: 'payment.received', line: 'L-1', on: TODAY, by: 'anybody', data: { amount: 1_000 } }

let database: string
const workers = new Set<Worker>()

beforeEach(() => {
  database = `sealed-${crypto.randomUUID()}`
})
afterEach(async () => {
  for (const worker of workers) worker.terminate()
  workers.clear()
  for (const name of [database, `${database}-device`]) await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve))
})

function start(): { readonly worker: Worker; readonly book: TidelineWorker } {
  const worker = new Worker(new URL('./testing/sealed-worker.ts', import.meta.url), { type: 'module', name: database })
  workers.add(worker)
  return { worker, book: connectWorker(worker) }
}

async function unlocked(book: TidelineWorker): Promise<TidelineWorker> {
  const answer = await book.vaultState()
  if (answer.state !== 'locked') throw new Error(answer.state)
  expect(await book.unlock(answer.users[0]!.id, PIN)).toMatchObject({ ok: true })
  return book
}

it('[VA3] crosses to the worker: made, locked, refused and unlocked, with Argon2id as this browser runs it', async () => {
  const { book } = start()
  expect(await book.vaultState()).toMatchObject({ state: 'none' })
  await expect(book.openLine('L-1', TODAY)).rejects.toSatisfy(isLocked)
  expect(await book.createVault('Chen', PIN)).toMatchObject({ ok: true, user: { role: 'supervisor' } })
  expect(await book.importFile(new Blob(EVENTS.map((event) => `${JSON.stringify(event)}\n`)), 'b.jsonl', 'events')).toMatchObject({ outcome: 'done' })
  expect((await book.openBook(TODAY)).lines[0]?.name).toBe('林美')
  await book.lock()
  await expect(book.openLine('L-1', TODAY)).rejects.toSatisfy(isLocked)
  expect(await (await unlocked(book)).openLine('L-1', TODAY)).toMatchObject({ summary: { name: '林美' } })
})

it('[VA11] takes what an authenticator made out of the page, and opens by it', async () => {
  const { book } = start()
  const created = await book.createVault('Chen', PIN)
  if (!created.ok) throw new Error(created.code)
  const passkey = { credential: new Uint8Array(16), salt: new Uint8Array(32) }
  const [added, opened] = [new Uint8Array(32).fill(3), new Uint8Array(32).fill(3)]
  expect(await book.addPasskey(passkey, added, PIN)).toMatchObject({ ok: true })
  await book.lock()
  expect(await book.unlockByPasskey(created.user.id, opened)).toMatchObject({ ok: true, user: { name: 'Chen' } })
  for (const bytes of [added, opened]) expect(bytes.byteLength).toBe(0)
})

it('[VA10] keeps all that was confirmed when the worker is ended at whatever moment, and nothing by halves', { timeout: 120_000 }, async () => {
  let { worker, book } = start()
  await book.createVault('Chen', PIN)
  await book.importFile(new Blob(EVENTS.map((event) => `${JSON.stringify(event)}\n`)), 'b.jsonl', 'events')
  let confirmed = 0
  let asked = 0
  for (let round = 0; round < 4; round++) {
    const recording = async (): Promise<void> => {
      for (;;) {
        asked++
        if ((await book.record(PAYMENT, TODAY)).ok) confirmed++
      }
    }
    void recording().catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 20 + round * 60))
    worker.terminate()
    ;({ worker, book } = start())
    await unlocked(book)
    const { trouble, eventCount } = await book.openBook(TODAY)
    expect(trouble).toEqual([])
    const page = await book.openLine('L-1', TODAY)
    const kept = page!.journal.filter(({ event }) => event.type === 'payment.received').length
    expect(kept).toBeGreaterThanOrEqual(confirmed)
    expect(kept).toBeLessThanOrEqual(asked)
    // The device registers itself with its first entry.
    expect(eventCount).toBe(EVENTS.length + kept + (kept > 0 ? 1 : 0))
    confirmed = kept
    asked = kept
  }
})
