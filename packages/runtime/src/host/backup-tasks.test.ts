import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { verifyChain, type JournalEvent, type VerifySignature } from '@tideline/journal'
import { createMemoryDeviceKeys, openVault } from '@tideline/storage'
import { beforeEach, describe, expect, it } from 'vitest'
import type { BackupProgress } from '../backup-contract.ts'
import type { Draft, TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const TODAY = '2025-03-20'
const [PIN, OFFICER_PIN, TRAINER_PIN] = ['270914', '385162', '481516']
const PASSPHRASE = 'reeds bend where the tide turns'
const CHEAP = { memoryKiB: 64, passes: 1 }
const PEOPLE = Array.from({ length: 40 }, (_, i) => `B-${i}`)

function eventsOf(borrower: string): JournalEvent[] {
  const common = { borrower, on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
  return [
    { ...common, id: `${borrower}-r`, type: 'borrower.registered', data: { name: `林美 ${crypto.randomUUID()}`, branch: 'East' } },
    { ...common, id: `${borrower}-o`, type: 'line.opened', line: `L-${borrower}`, data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
    { ...common, id: `${borrower}-d`, type: 'draw.made', line: `L-${borrower}`, data: { amount: 100_000 } },
  ]
}
const book = (): Blob => new Blob(PEOPLE.flatMap(eventsOf).map((event) => `${JSON.stringify(event)}\n`))
const payment = (borrower: string): Draft => ({ type: 'payment.received', line: `L-${borrower}`, on: TODAY, by: '', data: { amount: 30_000 } })
const nothing = async (): Promise<Blob> => new Blob()

const verifyEd25519: VerifySignature = async (key, message, signature) =>
  crypto.subtle.verify('Ed25519', await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']), signature, message)

interface Tablet {
  readonly host: TidelineWorker
  readonly supervisor: string
}

async function tablet(name: string): Promise<Tablet> {
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  const vault = await openVault(name, { factory, calibrate: async () => CHEAP, now: () => 0 })
  const clock = (): string => '2025-03-20T09:00:00.000Z'
  const host = createHost({ vault, books: { sample: nothing, narrated: nothing }, clock, deviceKeys: createMemoryDeviceKeys(), deviceLabel: name, backupKdf: { memoryKiB: 8, passes: 1 } })
  const created = await host.createVault('Chen', PIN)
  if (!created.ok) throw new Error(created.code)
  return { host, supervisor: created.user.id }
}

async function as({ host }: Tablet, role: 'officer' | 'trainer', pin: string): Promise<void> {
  const added = await host.addUser({ name: role, role }, pin, PIN)
  if (added.ok) await host.unlock(added.user.id, pin)
}

async function made({ host }: Tablet): Promise<Blob> {
  const result = await host.makeBackup({ passphrase: PASSPHRASE }, TODAY)
  if (result.outcome !== 'done') throw new Error(JSON.stringify(result))
  return result.file!
}

const restored = ({ host }: Tablet, file: Blob, wholeOnly = true) => host.restoreBackup({ file, fileName: 'tideline.backup', passphrase: PASSPHRASE, wholeOnly }, TODAY)

async function linesOf({ host }: Tablet): Promise<string[]> {
  const text = await (await host.exportBook('x', TODAY)).text()
  return text.trimEnd().split('\n').sort()
}

async function damaged(file: Blob, at: number): Promise<Blob> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  bytes[at]! ^= 1
  return new Blob([bytes])
}

let old: Tablet
beforeEach(async () => {
  old = await tablet('old')
  await old.host.importFile(book(), 'book.jsonl', 'events')
  await old.host.record(payment('B-1'), TODAY)
})

describe('a backup', () => {
  it('[BK8, VA13] comes back on another tablet as it was, and is continued under another key', async () => {
    const file = await made(old)
    expect(await old.host.backupState(TODAY)).toMatchObject({ last: { by: 'Chen', borrowers: 40, bytes: file.size }, due: false, dueOn: '2025-03-27' })
    const [before, other] = [await linesOf(old), await tablet('new')]
    const summary = await old.host.openBook(TODAY)
    expect(await restored(other, file)).toMatchObject({ outcome: 'done', borrowers: 40, events: before.length, erased: 0, contents: { whole: true, made: { by: 'Chen', day: TODAY } } })
    expect(await other.host.openBook(TODAY)).toEqual(summary)
    const after = await linesOf(other)
    expect(after).toEqual(expect.arrayContaining(before))
    await other.host.record(payment('B-2'), TODAY)
    const devices = new Set((await linesOf(other)).map((line) => (JSON.parse(line) as JournalEvent).audit?.device).filter(Boolean))
    expect(devices.size).toBe(2)
    const events = (await linesOf(other)).map((line) => JSON.parse(line) as JournalEvent)
    expect(await verifyChain(events, verifyEd25519)).toMatchObject({ whole: true, breaks: [], devices: [{ sealed: true }, { sealed: true }] })
  })

  it('[BK3] says what it is before it is restored, under the right passphrase alone', async () => {
    const file = await made(old)
    expect(await old.host.lookIntoBackup(file, PASSPHRASE)).toMatchObject({ outcome: 'done', contents: { whole: true, borrowers: 40, missing: [], truncatedAt: null } })
    expect(await old.host.lookIntoBackup(file, 'reeds bent where the tide turns')).toEqual({ outcome: 'refused', refusal: { code: 'wrong-passphrase' } })
    expect(await old.host.lookIntoBackup(book(), PASSPHRASE)).toEqual({ outcome: 'refused', refusal: { code: 'not-a-backup' } })
  })

  it('[BK9] that is damaged or cut stores nothing, unless what is whole of it is asked for', async () => {
    const file = await made(old)
    const broken = await damaged(file, 600)
    const other = await tablet('new')
    const refused = await restored(other, broken)
    expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'not-whole', contents: { whole: false, chunks: [{ index: 0, from: 512 }] } } })
    expect(await other.host.openBook(TODAY)).toMatchObject({ book: null, eventCount: 0 })
    expect(await restored(other, broken, false)).toEqual({ outcome: 'refused', refusal: { code: 'nothing-left' } })
    const spoiltEnd = await damaged(file, file.size - 3)
    expect(await restored(other, spoiltEnd)).toMatchObject({ refusal: { code: 'not-whole', contents: { missing: [], borrowers: 40 } } })
    expect(await restored(other, file.slice(0, file.size - 100))).toMatchObject({ refusal: { code: 'not-whole', contents: { truncatedAt: file.size - 100 } } })
    expect(await restored(other, spoiltEnd, false)).toMatchObject({ outcome: 'done', borrowers: 40 })
  })

  it('[VA13] fills an empty book only, and leaves out whom this tablet has erased', async () => {
    const file = await made(old)
    expect(await restored(old, file)).toEqual({ outcome: 'refused', refusal: { code: 'book-exists' } })
    expect(await old.host.eraseBorrower('B-3')).toMatchObject({ ok: true })
    await old.host.eraseBook()
    expect(await restored(old, file)).toMatchObject({ outcome: 'done', borrowers: 39, erased: 1 })
    expect((await linesOf(old)).filter((line) => line.includes('"B-3"'))).toEqual([])
    expect((await old.host.openBook(TODAY)).trouble).toEqual([])
  })

  it('[BK7] takes no weak passphrase, and no vault no backup', async () => {
    for (const passphrase of ['', '123456', 'aaaaaaaaaaaaaa']) {
      expect(await old.host.makeBackup({ passphrase }, TODAY)).toMatchObject({ outcome: 'refused', refusal: { code: 'weak-passphrase' } })
    }
    expect(await (await tablet('new')).host.makeBackup({ passphrase: PASSPHRASE }, TODAY)).toMatchObject({ refusal: { code: 'empty-book' } })
  })

  it('[VA4] is made by officers and supervisors, scheduled and restored by supervisors', async () => {
    const file = await made(old)
    await as(old, 'officer', OFFICER_PIN)
    expect(await old.host.makeBackup({ passphrase: PASSPHRASE }, TODAY)).toMatchObject({ outcome: 'done', made: { by: 'officer' } })
    expect(await old.host.setBackupSchedule(1)).toBe(false)
    expect(await restored(old, file)).toMatchObject({ refusal: { code: 'not-allowed' } })
    await old.host.unlock(old.supervisor, PIN)
    await as(old, 'trainer', TRAINER_PIN)
    expect(await old.host.makeBackup({ passphrase: PASSPHRASE }, TODAY)).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(await old.host.lookIntoBackup(file, PASSPHRASE)).toMatchObject({ refusal: { code: 'not-allowed' } })
  })

  it('keeps to the schedule of a supervisor, and is put off for a day', async () => {
    const { host } = old
    expect(await host.backupState(TODAY)).toMatchObject({ last: null, everyDays: 7, due: true, remind: true })
    await host.putOffBackup(TODAY)
    expect(await host.backupState(TODAY)).toMatchObject({ due: true, remind: false })
    expect(await host.setBackupSchedule(3)).toBe(true)
    for (const odd of [-1, 0.5, 400, Number.NaN]) expect(await host.setBackupSchedule(odd)).toBe(false)
    await made(old)
    expect(await host.backupState('2025-03-22')).toMatchObject({ due: false, dueOn: '2025-03-23' })
    expect(await host.backupState('2025-03-23')).toMatchObject({ remind: true })
    // The clock goes back to the day of the backup: what was seen stays seen.
    expect(await host.backupState(TODAY)).toMatchObject({ remind: true })
  })

  it('[VA3] is not answered after a lock, and can be stopped', async () => {
    const { host, supervisor } = old
    const stages: BackupProgress['stage'][] = []
    const stopped = host.makeBackup({ passphrase: PASSPHRASE }, TODAY, ({ stage }) => {
      stages.push(stage)
      void host.cancelBackup()
    })
    expect(await host.lookIntoBackup(book(), PASSPHRASE)).toMatchObject({ refusal: { code: 'backup-running' } })
    expect(await stopped).toEqual({ outcome: 'cancelled' })
    expect(stages.length).toBeGreaterThan(0)
    const locked = host.makeBackup({ passphrase: PASSPHRASE }, TODAY)
    await host.lock()
    expect(await locked).toMatchObject({ outcome: 'refused', refusal: { code: 'locked' } })
    await host.unlock(supervisor, PIN)
    expect(await host.backupState(TODAY)).toMatchObject({ last: null })
  })
})
