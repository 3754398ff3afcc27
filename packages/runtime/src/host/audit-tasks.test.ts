import { verifyChain, type JournalEvent } from '@tideline/journal'
import { verify } from '@tideline/journal/fixtures'
import { createMemoryDeviceKeys, createMemoryStore, openVault, type DeviceKeys, type Vault } from '@tideline/storage'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Draft, TidelineWorker } from '../contract.ts'
import { isLocked } from '../index.ts'
import { createHost } from './host.ts'

const TODAY = '2025-03-20'
const [PIN, OFFICER_PIN] = ['270914', '385162']
const common = { on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
const OPENING: readonly JournalEvent[] = [1, 2].flatMap((n) => [
  { ...common, id: `r-${n}`, type: 'borrower.registered', borrower: `B-${n}`, data: { name: `Lin ${n}`, branch: 'East' } },
  { ...common, id: `o-${n}`, type: 'line.opened', borrower: `B-${n}`, line: `L-${n}`, data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
])
const books = { sample: async () => new Blob([]), narrated: async () => new Blob([]) }
const draw = (line: string): Draft => ({ type: 'draw.made', line, on: TODAY, by: '', data: { amount: 100 } })
const flag = (line: string, on = TODAY): Draft => ({ type: 'flag.raised', borrower: line.replace('L', 'B'), line, on, by: '', data: { flag: 'dispute' } })

let vault: Vault
let deviceKeys: DeviceKeys
let host: TidelineWorker
let chen: string
let minutes = 0

beforeEach(async () => {
  minutes = 0
  deviceKeys = createMemoryDeviceKeys()
  vault = await openVault('book', { factory: { indexedDB: new IDBFactory(), IDBKeyRange }, calibrate: async () => ({ memoryKiB: 64, passes: 1 }), now: () => 0, clock })
  host = createHost({ vault, deviceKeys, deviceLabel: 'Tablet 7', books, clock, backupKdf: { memoryKiB: 64, passes: 1 } })
  const created = await host.createVault('Chen', PIN)
  if (!created.ok) throw new Error(created.code)
  chen = created.user.id
  await host.importFile(new Blob(OPENING.map((event) => `${JSON.stringify(event)}\n`)), 'a.jsonl', 'events')
})

const clock = (): string => new Date(Date.UTC(2025, 2, 20, 9, minutes)).toISOString()

async function li(): Promise<string> {
  const added = await host.addUser({ name: 'Li', role: 'officer' }, OFFICER_PIN, PIN)
  if (!added.ok) throw new Error(added.code)
  return added.user.id
}

async function kinds(query: Partial<Parameters<TidelineWorker['accessLog']>[0]> = {}): Promise<string[]> {
  const answer = await host.accessLog({ limit: 100, ...query })
  return answer.ok ? answer.entries.map(({ kind, about }) => (about ? `${kind} ${about.line}` : kind)) : [answer.code]
}

async function everything(): Promise<JournalEvent[]> {
  const events: JournalEvent[] = []
  for await (const borrower of vault.store.readAll()) events.push(...borrower.events)
  return events
}

describe('the access log of a host', () => {
  it('[AL1] notes what is seen and given away, and a line once in five minutes', async () => {
    await host.openLine('L-1', TODAY)
    await host.paths('L-1', TODAY)
    await host.openLine('L-2', TODAY)
    minutes = 6
    await host.openLine('L-1', TODAY)
    await host.exportBook('', TODAY)
    expect(await kinds()).toEqual(['exported', 'line-read L-1', 'line-read L-2', 'line-read L-1', 'imported', 'vault-made'])
    const { entries } = (await host.accessLog({ limit: 1 })) as { entries: readonly { facts?: object }[] }
    expect(entries).toEqual([{ seq: 6, at: '2025-03-20T09:06:00.000Z', by: 'Chen', role: 'supervisor', kind: 'exported', facts: { bytes: (await host.exportBook('', TODAY)).size } }])
  })

  it('[AL1, AL4] notes locks, unlocks, wrong PINs and what is done to users', async () => {
    const officer = await li()
    await host.resetPin(officer, '481516', PIN)
    await host.lock()
    await host.unlock(officer, '000001')
    await host.unlock(officer, '481516')
    await host.changePin(officer, '481516', OFFICER_PIN)
    await host.unlock(chen, PIN)
    await host.removeUser(officer, PIN)
    const renewed = await host.renewRecoveryCode(PIN)
    await host.recover(renewed.ok ? renewed.recoveryCode : '', chen, OFFICER_PIN)
    expect(await kinds()).toEqual([
      'recovery-used', 'recovery-renewed', 'user-removed', 'unlocked', 'pin-changed', 'unlocked', 'unlock-failed', 'locked', 'pin-reset', 'user-added', 'imported', 'vault-made',
    ])
  })

  it('[AL1] shows a supervisor everything, and an officer what is the officer’s own', async () => {
    await host.openLine('L-1', TODAY)
    await host.unlock(await li(), OFFICER_PIN)
    await host.openLine('L-2', TODAY)
    expect(await kinds({ by: 'Chen' })).toEqual(['line-read L-2', 'unlocked'])
    expect(await host.accessLog({ limit: 1 })).toMatchObject({ ok: true, ownOnly: true, next: 6 })
    await host.unlock(chen, PIN)
    expect(await kinds({ by: 'Li' })).toEqual(['line-read L-2', 'unlocked'])
    expect(await kinds({ kind: 'line-read' })).toEqual(['line-read L-2', 'line-read L-1'])
    expect(await kinds({ from: '2025-03-21T00:00:00.000Z' })).toEqual([])
    expect(await kinds({ until: '2025-03-21T00:00:00.000Z' })).toHaveLength(7)
  })

  it('[AL1] is neither kept nor asked for where there is no vault', async () => {
    const practice = createHost({ store: createMemoryStore(), books })
    expect(await practice.accessLog({ limit: 10 })).toEqual({ ok: false, code: 'no-vault' })
    expect(await practice.verifyBook()).toMatchObject({ whole: true, access: null, devices: [] })
  })
})

describe('verifying the book on a device', () => {
  it('[AU1, AU6] says that it is whole, by whom since when, and how far the chains go', async () => {
    await host.record(draw('L-1'), TODAY)
    minutes = 3
    await host.record(draw('L-2'), TODAY)
    const progress: number[] = []
    const verdict = await host.verifyBook(({ of }) => progress.push(of))
    expect(verdict).toMatchObject({ whole: true, events: 7, breaks: [], unsigned: 4, unsignedLater: 0, erased: 0, access: { entries: 2, broken: null }, trouble: [] })
    expect(verdict.devices).toMatchObject([{ label: 'Tablet 7', here: true, events: 3, first: '2025-03-20T09:00:00.000Z', last: '2025-03-20T09:03:00.000Z', head: { seq: 3 } }])
    expect(progress).toEqual([3])
  })

  it('[AU4] names the entry at which a chain breaks', async () => {
    await host.record(draw('L-1'), TODAY)
    await host.record(flag('L-1'), TODAY)
    const store = createMemoryStore()
    await store.append((await everything()).map((event) => (event.type === 'draw.made' ? ({ ...event, data: { amount: 1 } } as JournalEvent) : event)))
    const verdict = await createHost({ store, deviceKeys, books }).verifyBook()
    expect(verdict).toMatchObject({ whole: false, breaks: [{ label: 'Tablet 7', seq: 2, why: 'altered', shownBy: { type: 'draw.made', by: 'Chen', line: 'L-1' } }] })
  })

  it('is answered to nobody while the book is locked', async () => {
    await host.lock()
    for (const task of await Promise.allSettled([host.verifyBook(), host.accessLog({ limit: 1 }), host.humanActs(TODAY, TODAY)])) {
      expect(task.status === 'rejected' && isLocked(task.reason)).toBe(true)
    }
  })
})

describe('erasing a borrower', () => {
  it('[AU8] leaves a chain that is whole, on the device and in an export, and goes on in it', async () => {
    for (const line of ['L-1', 'L-2', 'L-1']) await host.record(draw(line), TODAY)
    await host.openLine('L-1', TODAY)
    const before = await deviceKeys.load()
    expect(await host.eraseBorrower('B-1')).toEqual({ ok: true, events: 4 })
    expect(await host.record(draw('L-2'), TODAY)).toMatchObject({ ok: true })
    expect((await deviceKeys.load())?.device).toBe(before?.device)
    expect(await host.verifyBook()).toMatchObject({ whole: true, erased: 4, erasures: [{ by: 'Chen', events: 4 }], devices: [{ events: 4, erased: 2, head: { seq: 6 } }] })
    const lines = (await (await host.exportBook('', TODAY)).text()).trim().split('\n')
    const exported = lines.map((line) => JSON.parse(line) as JournalEvent)
    expect(JSON.stringify(exported)).not.toMatch(/B-1|L-1|Lin 1/u)
    expect(await verifyChain(exported, verify)).toMatchObject({ whole: true, devices: [{ sealed: true }] })
    // Without what it says of itself the copy would have holes.
    expect(await verifyChain(exported.filter(({ type }) => type !== 'borrower.erased'), verify)).toMatchObject({ whole: false })
    expect(await kinds({ kind: 'line-read' })).toEqual(['line-read'])
  })

  it('[AU8] names the end of a chain that is nobody’s here any more, as a seal does', async () => {
    await host.record(draw('L-1'), TODAY)
    await deviceKeys.forget()
    await host.record(draw('L-2'), TODAY)
    await host.eraseBorrower('B-1')
    await host.exportBook('', TODAY)
    const { devices, whole } = await host.verifyBook()
    expect([whole, devices.map(({ sealed }) => sealed)]).toEqual([true, [true, true]])
  })

  it('[AU8] is told again where a backup from before comes back without the borrower', async () => {
    for (const line of ['L-1', 'L-2', 'L-1', 'L-2']) await host.record(draw(line), TODAY)
    const passphrase = 'tide comes in at seven bells'
    const backup = await host.makeBackup({ passphrase }, TODAY)
    if (backup.outcome !== 'done' || !backup.file) throw new Error(backup.outcome)
    await host.record(draw('L-1'), TODAY)
    await host.eraseBorrower('B-1')
    await host.eraseBook()
    const restored = await host.restoreBackup({ file: backup.file, fileName: 'a.tideline', passphrase, wholeOnly: true }, TODAY)
    expect(restored).toMatchObject({ outcome: 'done' })
    expect(await host.verifyBook()).toMatchObject({ whole: true, erased: 2, breaks: [] })
    expect((await host.openBook(TODAY)).lineCount).toBe(1)
  })

  it('[VA8] is a supervisor’s, and says so when there is nobody', async () => {
    expect(await host.eraseBorrower('B-9')).toEqual({ ok: true, events: 0 })
    await host.unlock(await li(), OFFICER_PIN)
    expect(await host.eraseBorrower('B-1')).toMatchObject({ ok: false, code: 'not-allowed' })
    await host.lock()
    expect(await host.eraseBorrower('B-1')).toMatchObject({ ok: false, code: 'locked' })
    expect((await host.verifyBook().catch(isLocked))).toBe(true)
  })

  it('[AU8] is made anew if another tab writes in between', async () => {
    await host.record(draw('L-1'), TODAY)
    const { shred } = vault
    let first = true
    vault.shred = async (...asked) => {
      if (first) {
        first = false
        await vault.store.append([{ ...common, id: 'other', type: 'phase.set', data: { phase: 'steady' } }])
      }
      return shred.apply(vault, asked)
    }
    expect(await host.eraseBorrower('B-1')).toMatchObject({ ok: true, events: 3 })
    expect(await host.verifyBook()).toMatchObject({ whole: true, erasures: [{ events: 3 }], devices: [{ head: { seq: 3 } }] })
  })
})

it('tells what people decided in a period, by the day of effect or of recording', async () => {
  await host.record(flag('L-1', '2025-03-01'), TODAY)
  await host.record(draw('L-1'), TODAY)
  await host.record({ type: 'phase.set', on: TODAY, by: '', data: { phase: 'tighten' } }, TODAY)
  const acts = async (from: string, to: string) => (await host.humanActs(from, to)).acts.map(({ event, device }) => [event.type, event.by, device?.label])
  expect(await acts('2025-03-01', '2025-03-02')).toEqual([['flag.raised', 'Chen', 'Tablet 7']])
  expect((await acts('2025-03-20', '2025-03-31')).map(([type]) => type).sort()).toEqual(['flag.raised', 'phase.set'])
  expect(await acts('2025-04-01', '2025-04-30')).toEqual([])
})
