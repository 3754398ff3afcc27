/** Hostile backups: brought back whole, in part if that was asked for, or not at all; never a crash, a hang or half a book. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { joinLog, packEvents, type JournalEvent } from '@tideline/journal'
import { sealBook, sealFile } from '@tideline/sealed-file'
import { openVault, type Vault } from '@tideline/storage'
import * as fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import type { TidelineWorker } from './contract.ts'
import { hostileBytes, hostileDocument } from './fixtures/hostile.ts'
import { createHost } from './host/host.ts'

/** A sample in `npm test`, all 1,000 in `npm run test:long`. */
const share = process.env.TIDELINE_LONG === '1' ? 1 : 0.1
const runs = (all: number) => ({ numRuns: Math.ceil(all * share) })
const TODAY = '2025-03-20'
const PASSPHRASE = 'reeds bend where the tide turns'
const SEALING = { passphrase: PASSPHRASE, kdf: { memoryKiB: 8, passes: 1 }, chunkBytes: 1_024 }
const nothing = async (): Promise<Blob> => new Blob()

const PEOPLE = Array.from({ length: 12 }, (_, i) => `B-${i}`)
const eventsOf = (borrower: string): JournalEvent[] => {
  const common = { borrower, on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
  return [
    { ...common, id: `${borrower}-r`, type: 'borrower.registered', data: { name: `林美 ${crypto.randomUUID()}`, branch: 'East' } },
    { ...common, id: `${borrower}-o`, type: 'line.opened', line: `L-${borrower}`, data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
    { ...common, id: `${borrower}-d`, type: 'draw.made', line: `L-${borrower}`, data: { amount: 100_000 } },
  ]
}

async function joined(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const part of parts) all.push(part)
  return Buffer.concat(all)
}

function sealed(settings: Readonly<Record<string, unknown>> = {}): Promise<Buffer> {
  async function* borrowers() {
    for (const borrower of PEOPLE) yield { borrower, events: eventsOf(borrower) }
  }
  const holds = PEOPLE.map((borrower): [string, number] => [borrower, 3])
  return joined(sealBook({ at: '2025-03-20T09:00:00Z', day: TODAY, by: 'Chen', settings: { ...settings }, unreadable: [], holds, borrowers: borrowers() }, SEALING))
}

let vault: Vault
let host: TidelineWorker

beforeEach(async () => {
  vault = await openVault('hostile', { factory: { indexedDB: new IDBFactory(), IDBKeyRange }, calibrate: async () => ({ memoryKiB: 8, passes: 1 }), now: () => 0 })
  host = createHost({ vault, books: { sample: nothing, narrated: nothing } })
  expect(await host.createVault('Chen', '270914')).toMatchObject({ ok: true })
})

/** Restores into the empty book, looks at what is there, and empties it again. */
async function expectClean(bytes: Buffer, wholeOnly: boolean): Promise<'done' | 'refused'> {
  const began = performance.now()
  const result = await host.restoreBackup({ file: new Blob([new Uint8Array(bytes)]), fileName: 'hostile\u202E.backup', passphrase: PASSPHRASE, wholeOnly }, TODAY)
  expect(performance.now() - began).toBeLessThan(10_000)
  expect(Object.keys(Object.prototype)).toEqual([])
  const { eventCount, trouble } = await host.openBook(TODAY)
  expect(trouble).toEqual([])
  if (result.outcome !== 'done') {
    expect(result).toMatchObject({ outcome: 'refused', refusal: { code: expect.stringMatching(/^[a-z-]+$/u) as string } })
    expect(eventCount).toBe(0)
    return 'refused'
  }
  expect(eventCount).toBe(result.events)
  if (wholeOnly) expect(result.contents.whole).toBe(true)
  for await (const { borrower, events } of vault.store.readAll()) {
    expect(events).toHaveLength(3)
    expect(PEOPLE).toContain(borrower)
    expect(joinLog(events).ok).toBe(true)
  }
  await host.eraseBook()
  return 'done'
}

it('[BK4, BK9, VA13] a damaged one comes back whole, in whole borrowers, or not at all', async () => {
  const files = [await sealed(), await sealed({ book: { name: 'A', source: 'file' } })]
  const seen = { done: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(hostileBytes(files), fc.boolean(), async (bytes, wholeOnly) => {
      seen[await expectClean(bytes, wholeOnly)]++
    }),
    runs(600),
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
}, 600_000)

it('[BK10] one that somebody made who knows the passphrase is a book, or is refused', async () => {
  const rows = (events: readonly JournalEvent[]): Uint8Array => {
    const packed = packEvents(events)
    const bytes = new Uint8Array(7 + packed.length)
    bytes[0] = 0x52
    new DataView(bytes.buffer).setUint32(1, packed.length)
    bytes[6] = 1
    bytes.set(packed, 7)
    return bytes
  }
  const json = (kind: number, value: unknown): Uint8Array => Uint8Array.of(kind, ...new TextEncoder().encode(JSON.stringify(value) ?? ''))
  const opening = { form: 1, at: '2025-03-20T09:00:00Z', day: TODAY, by: 'x', settings: { book: { name: 'A' }, backup: { everyDays: 7 } }, unreadable: [], holds: [['B-1', 3]] }
  const closing = { sha256: '0'.repeat(64), holds: [['B-1', 3]] }
  const piece = fc.oneof(
    fc.oneof(fc.constant(opening), hostileDocument([opening])).map((value) => json(0x4f, value)),
    fc.oneof(fc.constant(closing), hostileDocument([closing])).map((value) => json(0x43, value)),
    fc.constantFrom(...PEOPLE).map((borrower) => rows(eventsOf(borrower))),
    fc.uint8Array({ maxLength: 60 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 5 }), fc.boolean(), async (pieces, wholeOnly) => {
      async function* sections() {
        for (const one of [json(0x4f, opening), ...pieces]) yield Uint8Array.from(one)
      }
      await expectClean(await joined(sealFile(sections(), { ...SEALING, kind: 'backup', created: '2025-03-20T09:00:00Z' })), wholeOnly)
    }),
    runs(400),
  )
}, 600_000)
