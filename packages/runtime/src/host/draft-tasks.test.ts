import { createMemoryStore, openVault, StorageFailure, type SharedStore } from '@tideline/storage'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { isLocked } from '../index.ts'
import { createHost } from './host.ts'

const books = { sample: async () => new Blob(), narrated: async () => new Blob() }
const clock = (): string => '2025-03-20T09:00:00.000Z'
const PAYMENT = { key: 'L-1/payment', values: { amount: '500' } }

describe('drafts', () => {
  it('are kept until they are saved or given up, each form by itself', async () => {
    const store = createMemoryStore()
    const host = createHost({ store, books, clock })
    expect(await host.drafts()).toEqual([])
    expect(await host.keepDrafts([PAYMENT, { key: 'register', values: { name: '林 美' } }])).toEqual({ ok: true })
    await host.keepDrafts([{ key: 'L-1/payment', values: { amount: '5000' } }])
    await host.keepDrafts([{ key: 'register', values: null }])
    // As after the worker, the tab or the device was stopped.
    expect(await createHost({ store, books }).drafts()).toEqual([{ key: 'L-1/payment', values: { amount: '5000' }, at: clock() }])
  })

  it('of two windows are both kept', async () => {
    const store = createMemoryStore()
    const [one, other] = [createHost({ store, books, clock }), createHost({ store, books, clock })]
    await one.keepDrafts([PAYMENT])
    await other.keepDrafts([{ key: 'L-2/payment', values: { amount: '1' } }])
    expect((await one.drafts()).map(({ key }) => key).sort()).toEqual(['L-1/payment', 'L-2/payment'])
  })

  it('that the device has no room for are not claimed to be kept', async () => {
    const full: SharedStore = {
      ...createMemoryStore(),
      changeSetting: async () => {
        throw Object.assign(new Error('no room'), { name: 'QuotaExceededError' })
      },
    }
    expect(await createHost({ store: full, books }).keepDrafts([PAYMENT])).toEqual({ ok: false, code: 'full', detail: 'no room' })
    const gone = createHost({ store: { ...full, changeSetting: () => Promise.reject(new StorageFailure('gone', 'gone')) }, books })
    expect(await gone.keepDrafts([PAYMENT])).toMatchObject({ ok: false, code: 'unavailable' })
  })

  it('in a vault are seen by whoever typed them, and by nobody while it is locked', async () => {
    const vault = await openVault('book', { factory: { indexedDB: new IDBFactory(), IDBKeyRange }, calibrate: async () => ({ memoryKiB: 64, passes: 1 }), now: () => 0 })
    const host = createHost({ vault, books, clock })
    const chen = await host.createVault('Chen', '270914')
    const li = await host.addUser({ name: 'Li', role: 'officer' }, '385162', '270914')
    if (!chen.ok || !li.ok) throw new Error('no users')
    await host.keepDrafts([PAYMENT])
    await host.lock()
    expect(await host.keepDrafts([PAYMENT])).toMatchObject({ ok: false, code: 'locked' })
    await expect(host.drafts()).rejects.toSatisfy(isLocked)
    await host.unlock(li.user.id, '385162')
    expect(await host.drafts()).toEqual([])
    await host.unlock(chen.user.id, '270914')
    expect(await host.drafts()).toMatchObject([PAYMENT])
  })

  it('[VA8] of a borrower who is erased go, whoever typed them, and no others', async () => {
    const vault = await openVault('book', { factory: { indexedDB: new IDBFactory(), IDBKeyRange }, calibrate: async () => ({ memoryKiB: 64, passes: 1 }), now: () => 0 })
    const host = createHost({ vault, books, clock })
    const chen = await host.createVault('Chen', '270914')
    const li = await host.addUser({ name: 'Li', role: 'officer' }, '385162', '270914')
    if (!chen.ok || !li.ok) throw new Error('no users')
    const opened = (borrower: string, line: string): string =>
      JSON.stringify({ id: line, borrower, line, on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'x', type: 'line.opened', data: { kind: 'revolving', currency: 'CNY', limit: 100_000 } })
    await host.importFile(new Blob([`${opened('B-1', 'L-1')}\n${opened('B-2', 'L-10')}\n`]), 'a.jsonl', 'events')
    const others = [{ key: 'L-10/payment', values: { amount: '2' } }, { key: 'open-line/B-2', values: { limit: '3' } }]
    for (const [user, pin] of [[li.user.id, '385162'], [chen.user.id, '270914']] as const) {
      await host.unlock(user, pin)
      await host.keepDrafts([PAYMENT, { key: 'open-line/B-1', values: { limit: '1' } }, ...others])
    }
    expect(await host.eraseBorrower('B-1')).toMatchObject({ ok: true })
    const kept = async (): Promise<string[]> => (await host.drafts()).map(({ key }) => key).sort()
    expect(await kept()).toEqual(['L-10/payment', 'open-line/B-2'])
    await host.unlock(li.user.id, '385162')
    expect(await kept()).toEqual(['L-10/payment', 'open-line/B-2'])
  })
})
