import { verifyChain, type JournalEvent } from '@tideline/journal'
import { verify } from '@tideline/journal/fixtures'
import { createMemoryDeviceKeys, createMemoryStore, StorageFailure, type DeviceKeys, type SharedStore } from '@tideline/storage'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Draft, TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const TODAY = '2025-03-20'
const common = { on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
const OPENING: readonly JournalEvent[] = [
  { ...common, id: 'r', type: 'borrower.registered', borrower: 'B-1', data: { name: 'Lin Mei', branch: 'East' } },
  { ...common, id: 'o', type: 'line.opened', borrower: 'B-1', line: 'L-1', data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
]
const draw = (amount: number): Draft => ({ type: 'draw.made', line: 'L-1', on: TODAY, by: 'officer-1', data: { amount } })
const phase: Draft = { type: 'phase.set', on: TODAY, by: 'manager', data: { phase: 'tighten' } }
const noBook = async (): Promise<Blob> => new Blob([])

let store: SharedStore
let deviceKeys: DeviceKeys
let ids = 0
const start = (over: { store?: SharedStore; deviceKeys?: DeviceKeys } = {}): TidelineWorker =>
  createHost({ store, deviceKeys, books: { sample: noBook, narrated: noBook }, deviceLabel: 'Tablet 7', newId: () => `id-${++ids}`, ...over })

beforeEach(async () => {
  store = createMemoryStore()
  deviceKeys = createMemoryDeviceKeys()
  await store.append(OPENING)
})

async function stored(from: SharedStore = store): Promise<JournalEvent[]> {
  const all: JournalEvent[] = []
  for await (const { events } of from.readAll()) all.push(...events)
  return all
}
const report = async () => verifyChain(await stored(), verify)
/** Of each device, how many events and whether its end is sealed. */
const chains = async () => (await report()).devices.map(({ events, sealed }) => [events, sealed])

describe('recording on a device', () => {
  it('[AU1, AU3] signs every entry into one chain, after the registration of the device', async () => {
    const host = start()
    const first = await host.record(draw(100), TODAY)
    expect(first).toMatchObject({ ok: true, event: { type: 'draw.made', audit: { seq: 2 } } })
    expect(first.ok && first.page?.journal[0]?.event).toEqual(first.ok && first.event)
    await host.record(phase, TODAY)
    await host.record(draw(200), TODAY)
    expect(await report()).toMatchObject({ whole: true, unsigned: 2, devices: [{ events: 4, label: 'Tablet 7', head: { seq: 4 } }] })
    expect((await stored()).find(({ type }) => type === 'device.registered')).toMatchObject({ by: 'officer-1', on: TODAY, audit: { seq: 1 } })
  })

  it('[AU9] gives an entry no instant before that of the one it follows, and keeps what the clock said', async () => {
    const clock = (at: string): TidelineWorker => createHost({ store, deviceKeys, books: { sample: noBook, narrated: noBook }, newId: () => `id-${++ids}`, clock: () => at })
    await clock('2025-03-20T09:00:00.000Z').record(draw(1), TODAY)
    const back = await clock('2020-01-01T00:00:00.000Z').record(draw(2), TODAY)
    expect(back).toMatchObject({ ok: true, event: { at: '2025-03-20T09:00:00.001Z', clock: '2020-01-01T00:00:00.000Z', audit: { seq: 3 } } })
    const right = await clock('2025-03-20T10:00:00.000Z').record(draw(3), TODAY)
    expect(right).toMatchObject({ ok: true, event: { at: '2025-03-20T10:00:00.000Z' } })
    expect(right.ok && 'clock' in right.event).toBe(false)
    expect(await report()).toMatchObject({ whole: true })
  })

  it('[AU7] shows nothing of the chain in the journal of a line, and decides as if there were none', async () => {
    const host = start()
    const result = await host.record(draw(100), TODAY)
    const plain = createHost({ store: createMemoryStore(), books: { sample: noBook, narrated: noBook } })
    await plain.importFile(new Blob(OPENING.map((event) => `${JSON.stringify(event)}\n`)), 'a.jsonl', 'events')
    const unsigned = await plain.record(draw(100), TODAY)
    expect(result.ok && result.page?.decision).toEqual(unsigned.ok && unsigned.page?.decision)
    await host.exportBook('officer-1', TODAY)
    expect((await host.openLine('L-1', TODAY))?.journal.map(({ event }) => event.type)).toEqual(['draw.made', 'line.opened', 'borrower.registered'])
  })

  it('keeps up with itself: the queue is that of deciding all again', async () => {
    const host = start()
    await host.openBook(TODAY)
    await host.record(draw(100), TODAY)
    await host.record(draw(200), TODAY)
    await host.exportBook('officer-1', TODAY)
    expect(await host.openBook(TODAY)).toEqual(await start().openBook(TODAY))
  })

  it('[AU1] goes on where the chain stands after a restart, and in two tabs by turns', async () => {
    const [one, two] = [start(), start()]
    await Promise.all([one.record(draw(1), TODAY), two.record(draw(2), TODAY), one.record(draw(3), TODAY), two.record(draw(4), TODAY)])
    await start().record(draw(5), TODAY)
    await one.record(draw(6), TODAY)
    expect(await report()).toMatchObject({ whole: true, devices: [{ events: 7, head: { seq: 7 } }] })
  })

  it('[AU1] leaves no gap where the device was full', async () => {
    const host = start()
    await host.record(draw(1), TODAY)
    const append = vi.spyOn(store, 'appendAt').mockResolvedValueOnce({ ok: false, code: 'full', detail: 'no room' })
    expect(await host.record(draw(2), TODAY)).toMatchObject({ ok: false, failure: { code: 'full' } })
    expect(append).toHaveBeenCalledOnce()
    await host.record(draw(3), TODAY)
    expect(await report()).toMatchObject({ whole: true, devices: [{ head: { seq: 3 } }] })
  })

  it('[ST11] begins another chain once the book was erased, and never the old one anew', async () => {
    const host = start()
    await host.record(draw(1), TODAY)
    const old = await stored()
    await host.eraseBook()
    await host.importFile(new Blob(old.map((event) => `${JSON.stringify(event)}\n`)), 'a.jsonl', 'events')
    await host.record(draw(2), TODAY)
    await start().record(draw(3), TODAY)
    expect(await report()).toMatchObject({ whole: true })
    expect((await chains()).map(([events]) => events).sort()).toEqual([2, 3])
  })

  it('[AU1] begins another chain where the journal can’t be read whole, and goes on with that one', async () => {
    await start().record(draw(1), TODAY)
    const hurt: SharedStore = {
      ...store,
      async *readAll() {
        yield* store.readAll()
        throw new StorageFailure('damaged', 'unreadable: B-9', ['B-9'])
      },
    }
    const host = start({ store: hurt })
    await host.record(draw(2), TODAY)
    await host.record(draw(3), TODAY)
    expect(await report()).toMatchObject({ whole: true })
    expect((await chains()).map(([events]) => events).sort()).toEqual([2, 3])
  })

  it('[AU1] does not follow an event that somebody else put into the chain', async () => {
    await start().record(draw(1), TODAY)
    const { device } = (await report()).devices[0]!
    const strange = { ...OPENING[0]!, id: 'strange', audit: { device, seq: 9, prev: '0'.repeat(64), sig: '0'.repeat(128) } }
    const host = start()
    expect(await host.importFile(new Blob([`${JSON.stringify(strange)}\n`]), 'a.jsonl', 'events')).toMatchObject({ eventsAdded: 1 })
    await host.record(draw(2), TODAY)
    const { breaks, devices } = await report()
    expect(breaks).toMatchObject([{ device, why: 'forged', event: 'strange' }])
    expect(devices.map(({ events }) => events).sort()).toEqual([2, 3])
  })

  it('takes entries unsigned where the browser knows no Ed25519, and signs none without keys', async () => {
    vi.spyOn(crypto.subtle, 'generateKey').mockRejectedValueOnce(new DOMException('no', 'NotSupportedError'))
    expect(await start().record(draw(1), TODAY)).toMatchObject({ ok: true })
    const practice = createHost({ store, books: { sample: noBook, narrated: noBook } })
    expect(await practice.record(draw(2), TODAY)).toMatchObject({ ok: true })
    await practice.exportBook('officer-1', TODAY)
    expect(await report()).toMatchObject({ devices: [], unsigned: 4 })
  })

  it('says so where the key can’t be had, and stores nothing', async () => {
    const failing: DeviceKeys = { ...deviceKeys, load: () => Promise.reject(new StorageFailure('unavailable', 'blocked')) }
    expect(await start({ deviceKeys: failing }).record(draw(1), TODAY)).toMatchObject({ ok: false, failure: { code: 'unavailable', detail: 'blocked' } })
    expect(await store.revision()).toBe(1)
  })
})

describe('a copy of the book', () => {
  it('[AU5] is sealed by who asked for it, once, and again after the next entry', async () => {
    const host = start()
    await host.record(draw(1), TODAY)
    const text = await (await host.exportBook('auditor', TODAY)).text()
    expect(await (await host.exportBook('auditor', TODAY)).text()).toBe(text)
    expect(text.match(/"type":"journal.sealed"/g)).toHaveLength(1)
    expect(text).toMatch(/"by":"auditor"/)
    expect(await chains()).toEqual([[3, true]])
    await host.record(draw(2), TODAY)
    expect(await chains()).toEqual([[4, false]])
    await host.exportBook('auditor', TODAY)
    expect(await chains()).toEqual([[5, true]])
  })

  it('[AU5] names the ends of the chains of others too', async () => {
    await start().record(draw(1), TODAY)
    const host = start({ deviceKeys: createMemoryDeviceKeys() })
    await host.record(draw(2), TODAY)
    await host.exportBook('auditor', TODAY)
    expect((await report()).devices.every(({ sealed }) => sealed)).toBe(true)
  })

  it('[AU5] comes out open where the seal can’t be stored', async () => {
    const host = start()
    await host.record(draw(1), TODAY)
    vi.spyOn(store, 'appendAt').mockResolvedValueOnce({ ok: false, code: 'full', detail: 'no room' })
    expect(await (await host.exportBook('auditor', TODAY)).text()).not.toMatch(/journal.sealed/)
  })
})
