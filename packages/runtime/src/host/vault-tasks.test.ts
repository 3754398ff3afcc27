import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { JournalEvent } from '@tideline/journal'
import { openVault, StorageFailure, type Vault } from '@tideline/storage'
import { beforeEach, describe, expect, it } from 'vitest'
import { isLocked, LOCK_TIMES, type TidelineWorker } from '../index.ts'
import type { Draft } from '../contract.ts'
import { createHost } from './host.ts'

const TODAY = '2025-03-20'
const [PIN, OFFICER_PIN, TRAINER_PIN] = ['270914', '385162', '481516']
const common = { borrower: 'B-1', on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }
const EVENTS: readonly JournalEvent[] = [
  { ...common, id: 'r', type: 'borrower.registered', data: { name: '林美', branch: 'East' } },
  { ...common, id: 'o', type: 'line.opened', line: 'L-1', data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
  { ...common, id: 'd', type: 'draw.made', line: 'L-1', data: { amount: 100_000 } },
  { ...common, id: 'due', type: 'due.raised', line: 'L-1', data: { dueOn: '2025-02-10', amount: 50_000 } },
]
const PAYMENT: Draft = { type: 'payment.received', line: 'L-1', on: TODAY, by: 'anybody', data: { amount: 30_000 } }
const file = (): Blob => new Blob(EVENTS.map((event) => `${JSON.stringify(event)}\n`))
const practice = (): Promise<Blob> => Promise.resolve(file())

let vault: Vault
let host: TidelineWorker
let supervisor: string

beforeEach(async () => {
  const factory = { indexedDB: new IDBFactory(), IDBKeyRange }
  vault = await openVault('book', { factory, calibrate: async () => ({ memoryKiB: 64, passes: 1 }), now: () => 0 })
  host = createHost({ vault, books: { sample: practice, narrated: practice }, clock: () => '2025-03-20T09:00:00.000Z' })
})

async function made(): Promise<void> {
  const created = await host.createVault('Chen', PIN)
  if (!created.ok) throw new Error(created.code)
  supervisor = created.user.id
}

async function added(role: 'officer' | 'trainer', pin: string): Promise<string> {
  const result = await host.addUser({ name: role, role }, pin, PIN)
  if (!result.ok) throw new Error(result.code)
  return result.user.id
}

/** Every task on the book, each with what it answers. */
async function expectLocked(): Promise<void> {
  expect(await host.openBook(TODAY)).toMatchObject({ book: null, lines: [], eventCount: 0, trouble: [{ code: 'locked' }] })
  expect(await host.lastLook(TODAY)).toBeNull()
  expect(await host.record(PAYMENT, TODAY)).toEqual({ ok: false, issues: [], failure: { code: 'locked', detail: 'The book is locked' } })
  expect(await host.issuePath('L-1', TODAY, 'soonest', 'x')).toMatchObject({ ok: false, failure: { code: 'locked' } })
  expect(await host.importFile(file(), 'a.jsonl', 'events')).toMatchObject({ outcome: 'refused', refusal: { code: 'locked' } })
  expect(await host.startBook('narrated', TODAY)).toMatchObject({ outcome: 'refused', refusal: { code: 'locked' } })
  expect(await host.compare({ policies: [null, null], asOf: TODAY })).toMatchObject({ outcome: 'refused', problems: [{ code: 'locked' }] })
  const answerer = { user: 'x', pin: PIN }
  expect(await host.approveOverride('L-1', 'p', answerer, TODAY)).toEqual({ ok: false, refusal: { code: 'locked', waitMs: 0 } })
  expect(await host.refuseOverride('L-1', 'p', '', answerer, TODAY)).toMatchObject({ ok: false, refusal: { code: 'locked' } })
  expect(await host.setLockTimes(LOCK_TIMES)).toMatchObject({ ok: false, code: 'locked' })
  const judging = [host.judgement('L-1', TODAY), host.previewOverride('L-1', { status: 'active', until: TODAY }, TODAY), host.judgementRecord(TODAY)]
  const rejecting = [...judging, host.openLine('L-1', TODAY), host.paths('L-1', TODAY), host.whatIf('L-1', TODAY, []), host.asTold('L-1', TODAY, '2025-03-20T00:00:00Z'), host.exportBook('x', TODAY), host.eraseBook(), host.lockTimes()]
  for (const task of await Promise.allSettled(rejecting)) expect(task.status === 'rejected' && isLocked(task.reason)).toBe(true)
}

describe('a book in a vault', () => {
  it('[VA3] answers nothing of itself before a vault is made, while it is locked, and after', async () => {
    expect(await host.vaultState()).toMatchObject({ state: 'none', plainBook: false, users: [] })
    await expectLocked()
    await made()
    expect(await host.importFile(file(), 'a.jsonl', 'events')).toMatchObject({ outcome: 'done', eventsAdded: 4 })
    expect((await host.openBook(TODAY)).lines[0]).toMatchObject({ name: '林美' })
    await host.lock()
    expect(await host.vaultState()).toMatchObject({ state: 'locked', user: null, users: [{ name: 'Chen', waitMs: 0 }] })
    await expectLocked()
    expect(await host.unlock(supervisor, '999999')).toMatchObject({ ok: false, code: 'wrong-pin' })
    expect(await host.unlock(supervisor, PIN)).toMatchObject({ ok: true, failures: 1 })
    // Locked a moment after it was shown: it is there to look at all the same.
    expect((await host.lastLook(TODAY))?.summary.lines[0]).toMatchObject({ name: '林美' })
    expect((await host.openBook(TODAY)).lines[0]).toMatchObject({ name: '林美' })
  })

  it('[VA3] gives no answer that is ready only after the lock', async () => {
    await made()
    await host.importFile(file(), 'a.jsonl', 'events')
    const [book, line] = [host.openBook(TODAY), host.openLine('L-1', TODAY)]
    void line.catch(() => {})
    await new Promise((resolve) => setTimeout(resolve))
    await host.lock()
    expect(await book).toMatchObject({ lines: [], trouble: [{ code: 'locked' }] })
    await expect(line).rejects.toSatisfy(isLocked)
  })

  it('[VA4] records in the name of whoever unlocked it, whatever the page says', async () => {
    await made()
    await host.importFile(file(), 'a.jsonl', 'events')
    expect(await host.record(PAYMENT, TODAY)).toMatchObject({ ok: true, event: { by: 'Chen' } })
    await host.unlock(await added('officer', OFFICER_PIN), OFFICER_PIN)
    expect(await host.record(PAYMENT, TODAY)).toMatchObject({ ok: true, event: { by: 'officer' } })
  })

  it('[VA4] takes no answer to a proposal from whoever is there: it takes a PIN', async () => {
    await made()
    await host.importFile(file(), 'a.jsonl', 'events')
    for (const [type, data] of [['override.approved', { proposal: 'p' }], ['override.refused', { proposal: 'p', note: '' }]] as const) {
      expect(await host.record({ type, line: 'L-1', on: TODAY, by: '', data }, TODAY)).toMatchObject({ ok: false, failure: { code: 'not-allowed' } })
    }
  })

  it('[VA4] lets a trainer read and record nothing, keeps practice books out, and leaves erasing to a supervisor', async () => {
    await made()
    const [officer, trainer] = [await added('officer', OFFICER_PIN), await added('trainer', TRAINER_PIN)]
    await host.unlock(trainer, TRAINER_PIN)
    expect(await host.importFile(file(), 'a.jsonl', 'events')).toMatchObject({ outcome: 'refused', refusal: { code: 'not-allowed' } })
    expect(await host.startBook('empty', TODAY)).toMatchObject({ outcome: 'refused', refusal: { code: 'not-allowed' } })
    expect(await host.record(PAYMENT, TODAY)).toMatchObject({ ok: false, failure: { code: 'not-allowed' } })
    await expect(host.eraseBook()).rejects.toThrow('supervisor')
    await host.unlock(officer, OFFICER_PIN)
    expect(await host.startBook('narrated', TODAY)).toMatchObject({ outcome: 'refused', refusal: { code: 'practice-only' } })
    await host.importFile(file(), 'a.jsonl', 'events')
    await expect(host.eraseBook()).rejects.toThrow('supervisor')
    await host.unlock(trainer, TRAINER_PIN)
    expect(await host.record(PAYMENT, TODAY)).toMatchObject({ ok: false, failure: { code: 'not-allowed' } })
    expect((await host.openBook(TODAY)).lineCount).toBe(1)
  })

  it('[VA3] locks itself after times that a supervisor chooses among those there are', async () => {
    await made()
    expect(await host.lockTimes()).toEqual(LOCK_TIMES)
    expect(await host.setLockTimes({ idleMinutes: 15, hiddenSeconds: 300 })).toEqual({ ok: true })
    expect(await host.setLockTimes({ idleMinutes: 60, hiddenSeconds: 300 })).toMatchObject({ ok: false, code: 'not-allowed' })
    await host.unlock(await added('officer', OFFICER_PIN), OFFICER_PIN)
    expect(await host.setLockTimes(LOCK_TIMES)).toMatchObject({ ok: false, code: 'not-allowed' })
    expect(await host.lockTimes()).toEqual({ idleMinutes: 15, hiddenSeconds: 300 })
  })

  it('[VA8] erases a borrower, of whom the queue then shows nothing', async () => {
    await made()
    await host.importFile(file(), 'a.jsonl', 'events')
    expect((await host.openBook(TODAY)).lineCount).toBe(1)
    expect(await host.eraseBorrower('B-1')).toEqual({ ok: true, events: 4 })
    expect(await host.eraseBorrower('B-1')).toEqual({ ok: true, events: 0 })
    expect(await host.openBook(TODAY)).toMatchObject({ lineCount: 0, eventCount: 0, trouble: [] })
    const again = await host.importFile(file(), 'a.jsonl', 'events')
    expect(again).toMatchObject({ outcome: 'done', eventsAdded: 0, problemCount: 4 })
  })

  it('[VA5] passes on what concerns PINs, passkeys, codes and users', async () => {
    const created = await host.createVault('Chen', PIN)
    if (!created.ok) throw new Error(created.code)
    const { id } = created.user
    expect(await host.changePin(id, PIN, OFFICER_PIN)).toMatchObject({ ok: true })
    const renewed = await host.renewRecoveryCode(OFFICER_PIN)
    expect(await host.recover(renewed.ok ? renewed.recoveryCode : '', id, PIN)).toMatchObject({ ok: true })
    const trainer = await added('trainer', TRAINER_PIN)
    expect(await host.resetPin(trainer, OFFICER_PIN, PIN)).toMatchObject({ ok: true })
    expect(await host.removeUser(trainer, PIN)).toMatchObject({ ok: true })
    const output = (): Uint8Array<ArrayBuffer> => new Uint8Array(32).fill(3)
    const passkey = { credential: new Uint8Array(16), salt: new Uint8Array(32) }
    expect(await host.addPasskey(passkey, output(), PIN)).toMatchObject({ ok: true })
    expect(await host.vaultState()).toMatchObject({ users: [{ passkey }] })
    expect(await host.unlockByPasskey(id, output())).toMatchObject({ ok: true })
    expect(await host.removePasskey(PIN)).toMatchObject({ ok: true })
    await host.discardVault()
    expect(await host.vaultState()).toMatchObject({ state: 'none' })
  })

  it('[ST7] that can’t be opened says why', async () => {
    const newer = createHost({ vault: Promise.reject(new StorageFailure('newer-schema', 'form 3')), books: { sample: practice, narrated: practice } })
    expect(await newer.vaultState()).toEqual({ state: 'absent' })
    expect(await newer.openBook(TODAY)).toMatchObject({ trouble: [{ code: 'newer-schema' }] })
  })
})
