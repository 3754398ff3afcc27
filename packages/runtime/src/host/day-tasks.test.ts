import type { JournalEvent } from '@tideline/journal'
import { createMemoryStore, type SharedStore } from '@tideline/storage'
import { beforeEach, describe, expect, it } from 'vitest'
import type { TidelineWorker } from '../contract.ts'
import type { FilledSheet, MeetingOutline } from '../day-contract.ts'
import { createHost } from './host.ts'

const none = async (): Promise<Blob> => new Blob([])
const books = { sample: none, narrated: none }
/** A Thursday. */
const TODAY = '2025-03-20'
const common = { on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'officer-1' }

let store: SharedStore
let host: TidelineWorker
let ids: number

interface Borrower {
  readonly centre?: string
  readonly dues?: Readonly<Record<string, number>>
  readonly more?: readonly JournalEvent[]
}

function borrower(name: string, { centre, dues = {}, more = [] }: Borrower): JournalEvent[] {
  const [ofBorrower, ofLine] = [{ ...common, borrower: `B-${name}` }, { ...common, borrower: `B-${name}`, line: `L-${name}` }]
  return [
    { ...ofBorrower, id: `${name}-r`, type: 'borrower.registered', data: { name, branch: 'East', ...(centre !== undefined && { centre }) } },
    { ...ofLine, id: `${name}-o`, type: 'line.opened', data: { kind: 'revolving', currency: 'CNY', limit: 1_000_000 } },
    { ...ofLine, id: `${name}-d`, type: 'draw.made', data: { amount: 500_000 } },
    ...Object.entries(dues).map(([dueOn, amount], i) => ({ ...ofLine, id: `${name}-due-${i}`, type: 'due.raised', data: { dueOn, amount } })),
    ...more,
  ]
}

const contact = (name: string, by: string, amount: number): JournalEvent => ({
  ...common, id: `${name}-c`, type: 'contact.made', borrower: `B-${name}`, line: `L-${name}`, on: '2025-03-18', data: { kind: 'call', outcome: 'will pay', promise: { amount, by } },
})
const CENTRES: JournalEvent[] = [
  { ...common, id: 's-1', type: 'centre.scheduled', data: { centre: 'East market', weekday: 4, from: '2025-01-10', time: '06:30', place: 'under the banyan' } },
  { ...common, id: 's-2', type: 'centre.scheduled', data: { centre: 'Riverside', weekday: 5, from: '2025-01-10' } },
]

beforeEach(async () => {
  ids = 0
  store = createMemoryStore()
  host = createHost({ store, books, clock: () => '2025-03-20T09:00:00.000Z', newId: () => `new-${++ids}` })
  await store.append([
    ...CENTRES,
    ...borrower('Cai', { centre: 'East market', dues: { [TODAY]: 40_000, '2025-03-27': 40_000 } }),
    ...borrower('Huang', { centre: ' East market', dues: { '2025-03-17': 10_000, [TODAY]: 40_000 }, more: [contact('Huang', TODAY, 30_000)] }),
    ...borrower('Wang', { centre: 'Riverside', dues: { [TODAY]: 25_000, '2025-03-21': 25_000 } }),
    ...borrower('Xu', { dues: { [TODAY]: 12_000 } }),
  ])
  await host.openBook(TODAY)
})

const outline = ({ centre, people, due, talk }: MeetingOutline): unknown => [centre, people, due, talk]
const sheet = (more: Partial<FilledSheet> = {}): FilledSheet => ({
  id: 'sheet-1', centre: 'East market', on: TODAY, currency: 'CNY', by: 'officer-1', present: ['B-Cai'], expected: 90_000, counted: 70_000, note: 'ten to come',
  payments: [{ line: 'L-Cai', amount: 40_000 }, { line: 'L-Huang', amount: 30_000 }], ...more,
})
const paymentsIn = async (): Promise<string[]> => [...(await store.read('B-Cai')), ...(await store.read('B-Huang'))].flatMap(({ id, type }) => (type === 'payment.received' ? [id] : []))

describe('the route of the day', () => {
  it('has its meetings with what is due by borrower and in all', async () => {
    const { meetings } = await host.dayRoute(TODAY)
    expect(meetings.map(outline)).toEqual([['East market', 2, 90_000, 2]])
    expect(meetings[0]).toMatchObject({ time: '06:30', place: 'under the banyan', currency: 'CNY', held: null })
    expect(meetings[0]!.members.map(({ name, lines: [line] }) => [name, line!.due, line!.late])).toEqual([['Cai', 40_000, 0], ['Huang', 50_000, 10_000]])
  })

  it('says why a line is on it: a promise falling due, a due of who comes to no meeting', async () => {
    const { meetings, tasks } = await host.dayRoute(TODAY)
    const promise = { kind: 'promise', amount: 30_000, paid: 0, by: TODAY, on: '2025-03-18', overdue: false }
    expect(meetings[0]!.members[1]!.lines[0]!.tell).toEqual([promise])
    // At the meeting, and once more if it is over and the promise not kept.
    expect(tasks.filter(({ borrower }) => borrower === 'B-Huang')).toEqual([])
    await host.recordSheet(sheet({ payments: [] }), TODAY)
    expect((await host.dayRoute(TODAY)).tasks).toContainEqual(expect.objectContaining({ line: 'L-Huang', centre: 'East market', why: promise }))
    expect(tasks.filter(({ why }) => why.kind === 'due')).toMatchObject([{ line: 'L-Xu', centre: null, why: { amount: 12_000, late: 0 } }])
  })

  it('knows no promise any more that was kept, or broken a week ago', async () => {
    await host.record({ type: 'payment.received', line: 'L-Huang', on: TODAY, by: 'o', data: { amount: 30_000 } }, TODAY)
    expect((await host.dayRoute(TODAY)).tasks.filter(({ why }) => why.kind === 'promise')).toEqual([])
    const later = createHost({ store: createMemoryStore(), books })
    await later.openBook('2025-03-28')
    expect((await later.dayRoute('2025-03-28')).tasks).toEqual([])
  })

  it('plans a week, with what will be due by each day', async () => {
    const week = await host.week('2025-03-17')
    expect(week.map(({ day }) => day.slice(8))).toEqual(['17', '18', '19', '20', '21', '22', '23'])
    expect(week.flatMap(({ meetings }) => meetings.map(outline))).toEqual([['East market', 2, 90_000, 2], ['Riverside', 1, 50_000, 1]])
    expect(week.map(({ tasks }) => tasks > 0)).toEqual([false, false, false, true, false, false, false])
  })

  it('lists centres with their people, also those that have no meeting yet', async () => {
    await host.record({ type: 'borrower.registered', borrower: 'B-Xu', on: TODAY, by: 'o', data: { name: 'Xu', branch: 'East', centre: 'New town' } }, TODAY)
    const centres = await host.centres(TODAY)
    expect(centres.map(({ centre, next, members }) => [centre, next, members.map(({ name }) => name)])).toEqual([
      ['East market', TODAY, ['Cai', 'Huang']],
      ['New town', null, ['Xu']],
      ['Riverside', '2025-03-21', ['Wang']],
    ])
    expect((await host.dayRoute(TODAY)).tasks.some(({ why }) => why.kind === 'due')).toBe(false)
  })
})

describe('a centre', () => {
  it('takes in borrowers who stay who they were, in one go', async () => {
    await host.record({ type: 'borrower.registered', borrower: 'B-Xu', on: TODAY, by: 'o', data: { name: '\u202Exu', branch: 'East', phone: '139' } }, TODAY)
    expect(await host.placeInCentre('Riverside', ['B-Xu', 'B-Cai'], 'officer-1', TODAY)).toMatchObject({ ok: true, events: [{ borrower: 'B-Xu' }, { borrower: 'B-Cai' }] })
    expect((await store.read('B-Xu')).at(-1)?.data).toEqual({ name: '\u202Exu', branch: 'East', phone: '139', centre: 'Riverside' })
    expect((await host.centres(TODAY)).map(({ centre, members }) => [centre, members.length])).toEqual([['East market', 1], ['Riverside', 3]])
  })

  it('takes in nobody where one of them may not be', async () => {
    expect(await host.placeInCentre('Riverside', ['B-Xu', ''], 'officer-1', TODAY)).toMatchObject({ ok: false })
    expect((await host.centres(TODAY)).find(({ centre }) => centre === 'Riverside')?.members).toHaveLength(1)
  })
})

describe('a collection sheet', () => {
  it('is stored as its payments and what the meeting came to', async () => {
    const saved = await host.recordSheet(sheet(), TODAY)
    expect(saved).toMatchObject({ ok: true, meeting: { held: { id: 'sheet-1', present: ['B-Cai'], expected: 90_000, received: 70_000, counted: 70_000, note: 'ten to come' } } })
    expect(saved.ok && saved.meeting.members.map(({ lines: [line] }) => [line!.due, line!.late, line!.received])).toEqual([[40_000, 0, 40_000], [50_000, 10_000, 30_000]])
    expect(await paymentsIn()).toEqual(['sheet-1.1', 'sheet-1.2'])
    const [held] = (await host.dayRoute(TODAY)).meetings
    expect(held).toMatchObject({ due: 20_000, held: { received: 70_000 } })
    expect((await host.openLine('L-Cai', TODAY))?.dues.map(({ dueOn }) => dueOn)).toEqual(['2025-03-27'])
  })

  it('adds nothing when it is sent again, and refuses another sheet of the meeting', async () => {
    await host.recordSheet(sheet(), TODAY)
    const revision = await store.revision()
    expect(await host.recordSheet(sheet(), TODAY)).toMatchObject({ ok: true, meeting: { held: { id: 'sheet-1' } } })
    expect(await host.recordSheet(sheet({ id: 'sheet-2' }), TODAY)).toMatchObject({ ok: false, failure: { code: 'held-already', detail: 'officer-1' } })
    expect(await store.revision()).toBe(revision)
  })

  it.each([
    ['a line that is not there', { payments: [{ line: 'L-Cai', amount: 1 }, { line: 'L-nobody', amount: 1 }] }],
    ['nothing as an amount', { payments: [{ line: 'L-Cai', amount: 40_000 }, { line: 'L-Huang', amount: 0 }] }],
    ['an amount that no ledger can add up', { payments: [{ line: 'L-Cai', amount: 1 }, { line: 'L-Huang', amount: 2 ** 53 }] }],
    ['a line twice', { payments: [{ line: 'L-Cai', amount: 1 }, { line: 'L-Cai', amount: 2 }] }],
    ['a day that has not come', { on: '2025-03-27' }],
    ['no count', { counted: -1 }],
  ])('with %s is stored not even in part', async (_, wrong) => {
    const revision = await store.revision()
    expect(await host.recordSheet(sheet(wrong), TODAY)).toMatchObject({ ok: false, issues: expect.arrayContaining([expect.objectContaining({ code: 'bad-data' })]) })
    expect(await store.revision()).toBe(revision)
    expect(await paymentsIn()).toEqual([])
  })

  it('is claimed by nobody when the device is full', async () => {
    const full = createHost({ store: { ...store, appendAt: async () => ({ ok: false, code: 'full', detail: 'no room' }) }, books })
    expect(await full.recordSheet(sheet(), TODAY)).toMatchObject({ ok: false, failure: { code: 'full' } })
  })

  it('can be put right: a receipt that is reversed is on the sheet no more', async () => {
    await host.recordSheet(sheet(), TODAY)
    await host.record({ type: 'event.reversed', borrower: 'B-Huang', line: 'L-Huang', on: TODAY, by: 'o', data: { event: 'sheet-1.2', reason: 'counted twice' } }, TODAY)
    expect((await host.meeting('East market', TODAY))?.members.map(({ lines: [line] }) => line!.received)).toEqual([40_000, 0])
    expect(await host.meeting('East market', '2025-03-19')).toBeNull()
  })

  it('weighs on no other decision: whom to decide, meetings are not asked', async () => {
    await host.recordSheet(sheet(), TODAY)
    const fresh = createHost({ store, books })
    expect(await host.openBook(TODAY)).toEqual(await fresh.openBook(TODAY))
    expect((await host.openLine('L-Wang', TODAY))?.journal.map(({ event }) => event.type)).not.toContain('meeting.held')
  })
})
