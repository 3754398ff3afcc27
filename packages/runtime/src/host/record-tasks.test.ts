import type { JournalEvent } from '@tideline/journal'
import { createMemoryStore, type SharedStore } from '@tideline/storage'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Draft, TidelineWorker } from '../contract.ts'
import { createHost } from './host.ts'

const TODAY = '2025-03-20'
const common = { on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'Wu Lan' }
const OPEN = ['B-1', 'B-2'] as const

function opening(borrower: string, limit: number): JournalEvent[] {
  const line = `L-${borrower}`
  return [
    { ...common, id: `${borrower}-r`, type: 'borrower.registered', borrower, data: { name: 'Lin Mei', branch: 'East', phone: '+86 139 0000 0000', centre: 'North gate' } },
    { ...common, id: `${borrower}-o`, type: 'line.opened', borrower, line, data: { kind: 'revolving', currency: 'CNY', limit } },
    { ...common, id: `${borrower}-d`, type: 'draw.made', borrower, line, data: { amount: 100_000 } },
  ]
}

const draft = (type: Draft['type'], borrower: string, data: Draft['data'], on = TODAY): Draft => ({ type, borrower, line: `L-${borrower}`, on, by: 'Wu Lan', data })

let store: SharedStore
let host: TidelineWorker
beforeEach(async () => {
  store = createMemoryStore()
  let ids = 0
  const books = { sample: async () => new Blob(), narrated: async () => new Blob() }
  host = createHost({ store, books, clock: () => `${TODAY}T09:00:00.000Z`, newId: () => `new-${++ids}` })
  await store.append(OPEN.flatMap((borrower) => opening(borrower, 500_000)))
})

const raise = (borrower: string, dueOn: string, amount = 20_000): Draft => draft('due.raised', borrower, { dueOn, amount })

describe('a batch', () => {
  it('of several borrowers is stored in one go, in the order given, with the page of the first line', async () => {
    const result = await host.recordBatch([raise('B-1', '2025-04-01'), raise('B-2', '2025-04-01'), raise('B-1', '2025-05-01')], TODAY)
    expect(result).toMatchObject({ ok: true, events: [{ id: 'new-1' }, { id: 'new-2', borrower: 'B-2' }, { id: 'new-3' }] })
    expect(result.ok && result.page?.dues.map(({ dueOn }) => dueOn)).toEqual(['2025-04-01', '2025-05-01'])
    expect(await store.revision()).toBe(2)
    expect((await host.openBook(TODAY)).eventCount).toBe(9)
  })

  it.each([
    ['bad data', raise('B-2', '2025-03-01'), { issues: [{ path: 'data.dueOn' }] }],
    ['a draw above what is left', draft('draw.made', 'B-2', { amount: 400_001 }), { draw: { status: 'active', available: 400_000, on: TODAY } }],
    ['an amount beyond counting', draft('charge.added', 'B-2', { kind: 'fee', amount: Number.MAX_SAFE_INTEGER }), { issues: [{ code: 'money-overflow' }] }],
  ])('with %s in it leaves nothing behind, and names it', async (_, bad, expected) => {
    expect(await host.recordBatch([raise('B-1', '2025-04-01'), bad], TODAY)).toMatchObject({ ok: false, at: 1, ...expected })
    expect(await store.revision()).toBe(1)
  })

  it('judges a draw with the entries before it in the batch', async () => {
    const pay = draft('payment.received', 'B-1', { amount: 100_000 })
    const draw = draft('draw.made', 'B-1', { amount: 500_000 })
    expect(await host.recordBatch([draw, pay], TODAY)).toMatchObject({ ok: false, at: 0 })
    expect(await host.recordBatch([pay, draw], TODAY)).toMatchObject({ ok: true })
  })

  it('without any entry is no entry', async () => {
    expect(await host.recordBatch([], TODAY)).toEqual({ ok: true, events: [], page: null })
    expect(await store.revision()).toBe(1)
  })
})

describe('a draw', () => {
  beforeEach(() => store.append([{ ...common, id: 'due', type: 'due.raised', borrower: 'B-1', line: 'L-B-1', data: { dueOn: '2025-02-10', amount: 50_000 } }]))

  it('on a suspended line is refused with how the line stands, and nothing is stored', async () => {
    const [before] = (await host.openBook(TODAY)).lines
    expect(before?.status).toBe('suspended')
    const result = await host.record(draft('draw.made', 'B-1', { amount: 1 }), TODAY)
    expect(result).toEqual({ ok: false, issues: [], draw: { on: TODAY, status: 'suspended', since: before?.since, available: 0 } })
    expect(await store.revision()).toBe(2)
  })

  it('that happened while the line was open can be recorded later', async () => {
    expect(await host.record(draft('draw.made', 'B-1', { amount: 1_000 }, '2025-01-20'), TODAY)).toMatchObject({ ok: true })
  })
})

describe('a reversal', () => {
  it('of what has been reversed, or of a reversal, is refused', async () => {
    const reverse = (event: string): Draft => draft('event.reversed', 'B-1', { event, reason: 'undo' })
    const first = await host.record(reverse('B-1-d'), TODAY)
    expect(first).toMatchObject({ ok: true, page: { decision: { balance: 0 } } })
    expect(await host.record(reverse('B-1-d'), TODAY)).toMatchObject({ ok: false, issues: [{ path: 'data.event', got: 'one that has' }] })
    expect(await host.record(reverse(first.ok ? first.event.id : ''), TODAY)).toMatchObject({ ok: false, issues: [{ path: 'data.event', got: 'a reversal' }] })
  })

  it('of what two people decided is refused', async () => {
    await store.append([
      { ...common, id: 'p', type: 'override.proposed', borrower: 'B-1', line: 'L-B-1', data: { status: 'watch', reason: 'r', note: 'n', until: '2025-04-01' } },
      { ...common, id: 'a', type: 'override.approved', borrower: 'B-1', line: 'L-B-1', by: 'Chen', data: { proposal: 'p' } },
    ])
    expect(await host.record(draft('event.reversed', 'B-1', { event: 'a', reason: 'no' }), TODAY)).toMatchObject({ ok: false, failure: { code: 'not-allowed' } })
  })
})

describe('the page of a line', () => {
  it('says how the borrower is reached, and what the next entry begins with', async () => {
    await host.record(draft('payment.received', 'B-1', { amount: 30_000 }, '2025-03-01'), TODAY)
    const wrong = await host.record(draft('payment.received', 'B-1', { amount: 99 }), TODAY)
    await host.record(draft('event.reversed', 'B-1', { event: wrong.ok ? wrong.event.id : '', reason: 'undo' }), TODAY)
    const page = await host.openLine('L-B-1', TODAY)
    expect(page?.reach).toEqual({ phone: '+86 139 0000 0000', centre: 'North gate' })
    expect(page?.lastOf).toMatchObject({ 'payment.received': { amount: 30_000 }, 'draw.made': { amount: 100_000 } })
  })

  it('says what became of each promise to pay', async () => {
    const promise = (on: string, by: string): Draft => draft('contact.made', 'B-1', { kind: 'call', outcome: 'will pay', promise: { amount: 10_000, by } }, on)
    await host.recordBatch([
      promise('2025-02-01', '2025-02-10'),
      promise('2025-03-01', '2025-03-10'),
      promise('2025-03-18', '2025-03-25'),
      draft('payment.received', 'B-1', { amount: 6_000 }, '2025-02-01'),
      draft('payment.received', 'B-1', { amount: 4_000 }, '2025-02-10'),
      draft('payment.received', 'B-1', { amount: 9_999 }, '2025-03-10'),
      draft('contact.made', 'B-1', { kind: 'visit', outcome: 'not at home' }),
    ], TODAY)
    const page = await host.openLine('L-B-1', TODAY)
    expect(page?.contacts.map(({ on, promise: given }) => [on, given?.state, given?.paid])).toEqual([
      ['2025-03-20', undefined, undefined],
      ['2025-03-18', 'open', 0],
      ['2025-03-01', 'broken', 9_999],
      ['2025-02-01', 'kept', 10_000],
    ])
    await host.recordBatch([draft('statement.reported', 'B-1', { balance: 0, paid: 0, daysPastDue: 0 })], TODAY)
    expect((await host.openLine('L-B-1', TODAY))?.contacts[1]?.promise?.state).toBe('unknown')
  })
})
