/** The plain store against the sealed one, opened as the worker opens them: every event of the book, unpacked. */
import type { JournalEvent } from '@tideline/journal'
import { openDexieStore, openVault, type SharedStore } from '@tideline/storage'
import type { BenchBorrower } from './book.ts'

export interface MeasuredStore {
  readonly name: string
  readonly events: number
  readonly writeMs: number
  /** From a closed database; for the sealed store from the unlocked vault on. */
  readonly openMs: number
  /** The same again in the same session. */
  readonly againMs: number
  readonly readOneMs: number
  readonly appendMs: number
  /** The PIN into keys; only of the sealed store. */
  readonly unlockMs?: number
}

const [PLAIN, SEALED] = ['bench-plain', 'bench-sealed']
const PIN = '270914'
const ROUNDS = 3
const TIMES = 50

interface Opened {
  readonly store: SharedStore
  readonly close: () => void
  readonly unlockMs?: number
}

async function plain(): Promise<Opened> {
  const store = await openDexieStore(PLAIN)
  return { store, close: () => store.close() }
}

async function sealed(): Promise<Opened> {
  const vault = await openVault(SEALED)
  const { state, users } = await vault.status()
  const began = performance.now()
  const opened = state === 'none' ? await vault.create('Chen', PIN) : await vault.unlock(users[0]!.id, PIN)
  if (!opened.ok) throw new Error(opened.code)
  return { store: vault.store, close: () => vault.close(), unlockMs: performance.now() - began }
}

/** The two in turn, so that a machine whose speed drifts treats them alike. */
export async function measureSealed(book: readonly BenchBorrower[]): Promise<MeasuredStore[]> {
  const kinds = [
    { name: 'plain', open: plain },
    { name: 'sealed', open: sealed },
  ]
  const events = book.flatMap((borrower) => borrower.events)
  const measured = kinds.map(() => ({ open: [] as number[], again: [] as number[], one: [] as number[], append: [] as number[], unlock: [] as number[], write: 0 }))
  for (const name of [PLAIN, SEALED]) await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve))
  for (const [i, { open }] of kinds.entries()) {
    const { store, close } = await open()
    measured[i]!.write = await timed(() => store.append(events))
    close()
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const [i, { open }] of kinds.entries()) {
      const one = measured[i]!
      const { store, close, unlockMs } = await open()
      if (unlockMs !== undefined) one.unlock.push(unlockMs)
      one.open.push(await timed(() => readAll(store)))
      one.again.push(await timed(() => readAll(store)))
      for (let k = 0; k < TIMES; k++) {
        const { borrower } = book[(k * 97) % book.length]!
        one.one.push(await timed(() => store.read(borrower)))
        one.append.push(await timed(() => store.append([payment(`new-${round}-${k}`, borrower)])))
      }
      close()
    }
  }
  return kinds.map(({ name }, i) => {
    const { open, again, one, append, unlock, write } = measured[i]!
    const medians = { openMs: median(open), againMs: median(again), readOneMs: median(one), appendMs: median(append) }
    return { name, events: events.length, writeMs: write, ...medians, ...(unlock.length > 0 && { unlockMs: median(unlock) }) }
  })
}

async function readAll(store: SharedStore): Promise<void> {
  for await (const { events } of store.readAll()) if (events.length === 0) throw new Error('a borrower without events')
}

function payment(id: string, borrower: string): JournalEvent {
  const line = `L-${borrower.slice(2)}`
  return { id, type: 'payment.received', borrower, line, on: '2025-01-02', at: '2025-01-02T09:00:00Z', by: 'officer-1', data: { amount: 30_000 } }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

function median(taken: number[]): number {
  return taken.sort((a, b) => a - b)[taken.length >> 1]!
}
