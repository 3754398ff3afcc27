import { readJsonLines, type JournalEvent } from '@tideline/journal'
import { createMemoryStore, openDeviceKeys, openVault } from '@tideline/storage'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import type { TidelineWorker } from '../contract.ts'
import type { HandOverFile } from '../hand-over-contract.ts'
import { createHost } from './host.ts'

const TODAY = '2026-03-10'
const PIN = '270914'
const none = async (): Promise<Blob> => new Blob([])

interface Tablet {
  readonly host: TidelineWorker
  readonly factory: { readonly indexedDB: IDBFactory; readonly IDBKeyRange: typeof IDBKeyRange }
}

let made = 0
async function tablet(): Promise<Tablet> {
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  const vault = openVault('book', { factory, calibrate: async () => ({ memoryKiB: 64, passes: 1 }), now: () => 0 })
  const host = createHost({ vault, deviceKeys: openDeviceKeys('book', { factory }), books: { sample: none, narrated: none }, newId: () => `id-${++made}`, backupKdf: { memoryKiB: 64, passes: 1 } })
  await host.createVault('Wu Lan', PIN)
  return { host, factory }
}

const opening = (n: number): JournalEvent[] => {
  const common = { borrower: `B-${n}`, on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'import:x' }
  return [
    { ...common, id: `r-${n}`, type: 'borrower.registered', data: { name: '林美', branch: 'East' } },
    { ...common, id: `o-${n}`, type: 'line.opened', line: `L-${n}`, data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
  ]
}
const book = new Blob([opening(1), opening(2)].flat().map((event) => `${JSON.stringify(event)}\n`))
const pay = (host: TidelineWorker, line: string, amount: number) => host.record({ type: 'payment.received', line, on: TODAY, by: 'x', data: { amount } }, TODAY)

async function begun(): Promise<Tablet> {
  const its = await tablet()
  expect(await its.host.importFile(book, 'book.jsonl', 'events')).toMatchObject({ outcome: 'done', eventsAdded: 4 })
  return its
}

function given(file: HandOverFile) {
  if (!file.ok) throw new Error(file.code)
  return file
}

async function eventsOf(file: Blob): Promise<JournalEvent[]> {
  const text = await file.text()
  const events: JournalEvent[] = []
  async function* once(): AsyncGenerator<string> {
    yield text
  }
  for await (const line of readJsonLines(once())) if (line.ok) events.push(line.event)
  return events
}

describe('handing over', () => {
  it('counts by kind what was recorded here, and nothing that came by a file', async () => {
    const { host } = await begun()
    expect(await host.handOverState(TODAY)).toEqual({ waiting: [], count: 0, last: null, numbered: true })
    await pay(host, 'L-1', 100)
    await pay(host, 'L-2', 200)
    await host.record({ type: 'draw.made', line: 'L-1', on: TODAY, by: 'x', data: { amount: 50 } }, TODAY)
    expect(await host.handOverState(TODAY)).toMatchObject({ waiting: [{ type: 'payment.received', count: 2 }, { type: 'draw.made', count: 1 }], count: 3 })
  })

  it('gives what waits as a file, and only once it is said to have arrived it counts', async () => {
    const { host } = await begun()
    await pay(host, 'L-1', 100)
    const first = given(await host.handOverFile('entries', 'x', TODAY))
    expect(first.mark).toMatchObject({ what: 'entries', events: 1 })
    expect((await host.handOverState(TODAY)).count).toBe(1)
    await pay(host, 'L-2', 200)
    expect(await host.markHandedOver(first.mark, 'x')).toBe(true)
    expect(await host.handOverState(TODAY)).toMatchObject({ waiting: [{ type: 'payment.received', count: 1 }], last: { what: 'entries', by: 'Wu Lan', events: 1 } })
    const second = given(await host.handOverFile('entries', 'x', TODAY))
    const amounts = (await eventsOf(second.file)).flatMap((event) => (event.type === 'payment.received' ? [event.data] : []))
    expect(amounts).toEqual([{ amount: 200 }])
    await host.markHandedOver(second.mark, 'x')
    // An old mark that comes again takes nothing back.
    await host.markHandedOver(first.mark, 'x')
    expect((await host.handOverState(TODAY)).count).toBe(0)
    expect(await host.handOverFile('entries', 'x', TODAY)).toEqual({ ok: false, code: 'nothing' })
    const log = await host.accessLog({ limit: 3 })
    expect(log.ok && log.entries.map(({ kind }) => kind)).toEqual(['handed-over', 'handed-over', 'exported'])
  })

  it('changes nothing the second time, late, or in another order', async () => {
    const { host } = await begun()
    await pay(host, 'L-1', 100)
    const first = given(await host.handOverFile('entries', 'x', TODAY))
    await host.markHandedOver(first.mark, 'x')
    await pay(host, 'L-2', 200)
    const second = given(await host.handOverFile('entries', 'x', TODAY))
    const { host: office } = await begun()
    for (const file of [second, first, first, second]) await office.importFile(file.file, 'handed-over.jsonl', 'events')
    expect(await office.importFile(first.file, 'again.jsonl', 'events')).toMatchObject({ outcome: 'done', eventsAdded: 0, problemCount: 0 })
    expect((await office.openLine('L-1', TODAY))!.journal.filter(({ event }) => event.type === 'payment.received')).toHaveLength(1)
    expect((await office.openLine('L-2', TODAY))!.journal.filter(({ event }) => event.type === 'payment.received')).toHaveLength(1)
    // What came by a file is not the office's own to hand over; every chain is whole.
    expect((await office.handOverState(TODAY)).count).toBe(0)
    expect(await office.verifyBook()).toMatchObject({ whole: true, breaks: [] })
  })

  it('is done by the whole book and by a backup too', async () => {
    const { host } = await begun()
    await pay(host, 'L-1', 100)
    const whole = given(await host.handOverFile('book', 'x', TODAY))
    expect((await eventsOf(whole.file)).length).toBeGreaterThanOrEqual(5)
    await host.markHandedOver(whole.mark, 'x')
    expect(await host.handOverState(TODAY)).toMatchObject({ count: 0, last: { what: 'book' } })
    await pay(host, 'L-1', 200)
    expect((await host.handOverState(TODAY)).count).toBe(1)
    expect(await host.makeBackup({ passphrase: 'seven slow otters carry lanterns' }, TODAY)).toMatchObject({ outcome: 'done' })
    expect(await host.handOverState(TODAY)).toMatchObject({ count: 0, last: { what: 'backup' } })
  })

  it('waits for everybody who locks in between, and is nobody’s who is no officer', async () => {
    const { host } = await begun()
    await pay(host, 'L-1', 100)
    await host.lock()
    await expect(host.handOverState(TODAY)).rejects.toThrow()
    expect(await host.handOverFile('entries', 'x', TODAY)).toEqual({ ok: false, code: 'locked' })
    const state = await host.vaultState()
    if (state.state !== 'locked') throw new Error(state.state)
    await host.unlock(state.users[0]!.id, PIN)
    expect((await host.handOverState(TODAY)).count).toBe(1)
    await host.addUser({ name: 'Tan', role: 'trainer' }, '918273', PIN)
    await host.lock()
    const locked = await host.vaultState()
    if (locked.state !== 'locked') throw new Error(locked.state)
    await host.unlock(locked.users.find(({ name }) => name === 'Tan')!.id, '918273')
    expect(await host.handOverFile('entries', 'x', TODAY)).toEqual({ ok: false, code: 'not-allowed' })
    expect(await host.markHandedOver({ what: 'entries', places: {}, events: 0 }, 'x')).toBe(false)
  })

  it('takes no mark that is none', async () => {
    const { host } = await begun()
    expect(await host.markHandedOver({ what: 'entries', places: { x: -1 }, events: 0 }, 'x')).toBe(false)
    expect(await host.markHandedOver({ what: 'entries', places: {}, events: NaN }, 'x')).toBe(false)
  })

  it('says that it can not count where nothing is numbered', async () => {
    const host = createHost({ store: createMemoryStore(), books: { sample: none, narrated: none } })
    expect(await host.handOverState(TODAY)).toEqual({ waiting: [], count: 0, last: null, numbered: false })
  })
})
