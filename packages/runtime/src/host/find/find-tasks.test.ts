import type { JournalEvent } from '@tideline/journal'
import { createMemoryStore, openVault, StorageFailure, type SharedStore } from '@tideline/storage'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import type { TidelineWorker } from '../../contract.ts'
import type { FindFilter, FindQuery } from '../../find-contract.ts'
import { isLocked } from '../../index.ts'
import { createHost } from '../host.ts'

const TODAY = '2025-03-20'
const books = { sample: async () => new Blob(), narrated: async () => new Blob() }
const clock = (): string => `${TODAY}T09:00:00.000Z`

let ids = 0
function entry(type: string, borrower: string, on: string, data: object, line = `L-${borrower}`): JournalEvent {
  const named = type === 'borrower.registered' || type === 'income.observed' ? {} : { line }
  return { id: `e${ids++}`, type, borrower, ...named, on, at: `${on}T09:00:00Z`, by: 'Li', data } as JournalEvent
}
const person = (borrower: string, name: string, more: object = {}): JournalEvent[] => [
  entry('borrower.registered', borrower, '2025-01-02', { name, branch: 'East', ...more }),
  entry('line.opened', borrower, '2025-01-02', { kind: 'revolving', currency: 'CNY', limit: 100_000 }),
  entry('draw.made', borrower, '2025-01-02', { amount: 10_000 }),
]

const EVENTS: readonly JournalEvent[] = [
  ...person('B1', '王秀兰', { centre: '翠鸟中心', phone: '13877319046' }),
  entry('income.observed', 'B1', '2025-03-01', { month: '2025-02', amount: 1 }),
  ...person('B2', '王小明', { branch: 'West' }),
  entry('due.raised', 'B2', '2025-02-20', { dueOn: '2025-03-15', amount: 1_000 }),
  entry('contact.made', 'B2', '2025-03-18', { kind: 'message', outcome: 'sent' }),
  ...person('B3', 'Lin Mei'),
  entry('contact.made', 'B3', '2025-03-01', { kind: 'visit', outcome: 'seen' }),
  entry('borrower.registered', 'B4', '2025-01-02', { name: 'Nobody Yet', branch: 'East' }),
]

async function hostWith(store: SharedStore): Promise<TidelineWorker> {
  await store.append(EVENTS)
  return createHost({ store, books, clock })
}

const query = (text: string, filter: FindFilter = {}, more: Partial<FindQuery> = {}): FindQuery => ({ text, filter, limit: 50, ...more })

describe('finding', () => {
  it('answers what was typed with rows, their lines, and what the book has to filter by', async () => {
    const host = await hostWith(createMemoryStore())
    const answer = await host.find(query('wxl'), TODAY)
    expect(answer).toMatchObject({ total: 1, cell: null, branches: ['East', 'West'], centres: ['翠鸟中心'] })
    expect(answer.rows).toMatchObject([
      { borrower: 'B1', name: '王秀兰', branch: 'East', centre: '翠鸟中心', phone: '13877319046', lastContact: null, near: false, line: { line: 'L-B1', status: 'active' } },
    ])
    expect((await host.find(query('', {}, { limit: 2 }), TODAY)).rows).toHaveLength(2)
    expect(await host.find(query('nobody'), TODAY)).toMatchObject({ rows: [{ line: null }] })
    expect(await host.findLines('王', TODAY)).toEqual(['L-B2', 'L-B1'])
    expect(await host.findLines('nobody', TODAY)).toEqual([])
  })

  it('filters by status, kind, branch, centre, days past due, task and silence', async () => {
    const host = await hostWith(createMemoryStore())
    const found = async (filter: FindFilter): Promise<string[]> => (await host.find(query('', filter), TODAY)).rows.map(({ borrower }) => borrower).sort()
    expect(await found({ status: 'active' })).toEqual(['B1', 'B3'])
    expect(await found({ status: 'watch' })).toEqual(['B2'])
    expect(await found({ status: 'suspended' })).toEqual([])
    expect(await found({ kind: 'revolving' })).toEqual(['B1', 'B2', 'B3'])
    expect(await found({ kind: 'project' })).toEqual([])
    expect(await found({ branch: 'West' })).toEqual(['B2'])
    expect(await found({ branch: 'East' })).toEqual(['B1', 'B3', 'B4'])
    expect(await found({ centre: '翠鸟中心' })).toEqual(['B1'])
    expect(await found({ pastDue: 1 })).toEqual(['B2'])
    expect(await found({ pastDue: 30 })).toEqual([])
    expect(await found({ warning: 'call' })).toEqual(['B2'])
    expect(await found({ warning: 'overdue' })).toEqual(['B2'])
    expect(await found({ warning: 'review' })).toEqual([])
    // A message is no contact; without one it is the days since the opening, 77 here.
    expect(await found({ noContactDays: 19 })).toEqual(['B1', 'B2', 'B3'])
    expect(await found({ noContactDays: 20 })).toEqual(['B1', 'B2'])
    expect(await found({ noContactDays: 78 })).toEqual([])
    expect((await host.find(query('王', { branch: 'East' }), TODAY)).total).toBe(1)
  })

  it('sees what is recorded, and what is reversed', async () => {
    const host = await hostWith(createMemoryStore())
    await host.find(query(''), TODAY)
    const renamed = await host.record({ type: 'borrower.registered', borrower: 'B3', on: TODAY, by: 'Li', data: { name: '林美', branch: 'South' } }, TODAY)
    if (!renamed.ok) throw new Error('not recorded')
    expect((await host.find(query('linmei'), TODAY)).rows).toMatchObject([{ name: '林美', branch: 'South' }])
    await host.record({ type: 'event.reversed', borrower: 'B3', on: TODAY, by: 'Li', data: { event: renamed.event.id, reason: 'slip' } }, TODAY)
    expect((await host.find(query('linmei'), TODAY)).rows).toMatchObject([{ name: 'Lin Mei', branch: 'East' }])
  })

  it('[B7] shows the lines behind a number of the portfolio, and nothing for a name that no number has', async () => {
    const host = await hostWith(createMemoryStore())
    const portfolio = (await host.portfolio(TODAY))!
    const risk = portfolio.currencies[0]!.months.at(-1)!.risk[0]!
    expect(risk).toMatchObject({ over: 1, lines: 1, owed: 10_000 })
    const answer = await host.find(query('', {}, { behind: risk.cell }), TODAY)
    expect(answer).toMatchObject({ total: 1, rows: [{ borrower: 'B2' }], cell: { of: 'risk', over: 1, on: TODAY } })
    expect(await host.find(query('', {}, { behind: 'risk.of.rain' }), TODAY)).toMatchObject({ total: 4, cell: null })
  })

  it('keeps filters under their names, and says what could not be kept', async () => {
    const store = createMemoryStore()
    const host = await hostWith(store)
    expect(await host.savedFilters()).toEqual([])
    expect(await host.keepFilter('West, late', { branch: 'West', pastDue: 30 })).toEqual({ ok: true })
    await host.keepFilter('Silent', { noContactDays: 30 })
    await host.keepFilter('West, late', { branch: 'West', pastDue: 1 })
    expect(await createHost({ store, books }).savedFilters()).toEqual([
      { name: 'Silent', filter: { noContactDays: 30 } },
      { name: 'West, late', filter: { branch: 'West', pastDue: 1 } },
    ])
    await host.keepFilter('Silent', null)
    expect(await host.savedFilters()).toHaveLength(1)
    const gone = createHost({ store: { ...store, changeSetting: () => Promise.reject(new StorageFailure('gone', 'gone')) }, books })
    expect(await gone.keepFilter('a', {})).toMatchObject({ ok: false, code: 'unavailable' })
  })

  it('[VA3] in a vault keeps them for whoever is there, and finds nothing while it is locked', async () => {
    const vault = await openVault('book', { factory: { indexedDB: new IDBFactory(), IDBKeyRange }, calibrate: async () => ({ memoryKiB: 64, passes: 1 }), now: () => 0 })
    const host = createHost({ vault, books, clock })
    const chen = await host.createVault('Chen', '270914')
    const li = await host.addUser({ name: 'Li', role: 'officer' }, '385162', '270914')
    if (!chen.ok || !li.ok) throw new Error('no users')
    await vault.store.append(EVENTS)
    await host.keepFilter('mine', { status: 'watch' })
    expect(await host.findLines('wxl', TODAY)).toEqual(['L-B1'])
    await host.lock()
    for (const asked of [host.find(query('wxl'), TODAY), host.findLines('w', TODAY), host.savedFilters(), host.portfolio(TODAY), host.warnings(TODAY)]) {
      await expect(asked).rejects.toSatisfy(isLocked)
    }
    expect(await host.keepFilter('mine', null)).toMatchObject({ ok: false, code: 'locked' })
    await host.unlock(li.user.id, '385162')
    expect(await host.savedFilters()).toEqual([])
    await host.unlock(chen.user.id, '270914')
    expect(await host.savedFilters()).toMatchObject([{ name: 'mine' }])
    expect(await host.findLines('wxl', TODAY)).toEqual(['L-B1'])
  })
})
