import type { JournalEvent } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { importBytes } from '../fixture.ts'
import type { EntriesProfile } from '../profile/entries-schema.ts'
import { loadProfile } from '../profile/load.ts'
import type { KnownBook } from './known-book.ts'

const PLAIN = { id: 'ours', version: 1, title: 'Ours', kind: 'entries', currency: 'CNY', lineKind: 'revolving' }

function profile(columns: Readonly<Record<string, string>>, more: object = {}): EntriesProfile {
  const result = loadProfile({ ...PLAIN, ...more, columns: Object.fromEntries(Object.entries(columns).map(([field, name]) => [field, [name]])) })
  if (!result.ok || result.profile.kind !== 'entries') throw new Error(JSON.stringify(result))
  return result.profile
}

const told = (events: readonly JournalEvent[]) => events.map(({ type, borrower, line, on, data }) => [type, borrower, line, on, data])
const codes = (problems: readonly { readonly row: number; readonly code: string; readonly path: string }[]) => problems.map(({ row, code, path }) => [row, code, path])

const LIST = profile({ borrower: '客户号', name: '姓名', phone: '手机', centre: '村组', limit: '额度', opened: '授信日期' })
const PAYMENTS = profile({ line: '合同号', day: '日期', payment: '金额' })
const RECEIPTS = profile({ line: '合同号', day: '日期', payment: '金额', reference: '流水号' })
const BOOK: KnownBook = {
  ownerOf: line => ({ 'L-1': 'B-1', 'L-2': 'B-2', 'L-3': 'B-2' })[line],
  linesOf: borrower => ({ 'B-1': ['L-1'], 'B-2': ['L-2', 'L-3'] })[borrower] ?? [],
  registrationOf: borrower => (borrower === 'B-1' ? { name: '王芳', branch: '东', phone: '13900001111', officer: 'Wu' } : undefined),
  limitOf: line => (line === 'L-1' ? 500_000 : undefined),
}

describe('entries', () => {
  it('[I22] a row registers its borrower with phone, branch, centre and language, and opens the line', async () => {
    const { events, report } = await importBytes('客户号,姓名,手机,村组,额度,授信日期\n１０２,王秀兰,138 0000 1111,东市,"5,000",2026/3/5\n', LIST)
    expect(report.problems).toEqual([])
    expect(told(events)).toEqual([
      ['borrower.registered', '102', undefined, '2026-03-05', { name: '王秀兰', branch: '', phone: '138 0000 1111', centre: '东市' }],
      ['line.opened', '102', '102', '2026-03-05', { kind: 'revolving', currency: 'CNY', limit: 500_000 }],
    ])
  })

  it('[I22] what happened is dated on its day, a due on the day it was agreed', async () => {
    const all = profile({ borrower: 'b', line: 'l', day: 'd', payment: 'p', draw: 'w', due: 'u', dueOn: 'o', balance: 'c', paid: 'e', daysPastDue: 'z' })
    const { events } = await importBytes('b,l,d,p,w,u,o,c,e,z\nB,L,2026-01-10,5,6,7,2026-02-01,,,\nB,L,2026-01-11,0,,,,100,20,3\nB,L,2026-03-10,,,8,2026-02-01,,,\n', all)
    expect(told(events)).toEqual([
      ['payment.received', 'B', 'L', '2026-01-10', { amount: 500 }],
      ['draw.made', 'B', 'L', '2026-01-10', { amount: 600 }],
      ['due.raised', 'B', 'L', '2026-01-10', { dueOn: '2026-02-01', amount: 700 }],
      ['statement.reported', 'B', 'L', '2026-01-11', { balance: 10_000, paid: 2_000, daysPastDue: 3 }],
      ['due.raised', 'B', 'L', '2026-02-01', { dueOn: '2026-02-01', amount: 800 }],
    ])
  })

  it('[I22] what is missing on one side is taken from the book and from rows before; what can not be told is named', async () => {
    const byLine = await importBytes('合同号,日期,金额\nL-1,2026-01-10,5\nL-9,2026-01-10,5\n', PAYMENTS, { book: BOOK })
    expect(told(byLine.events)).toEqual([['payment.received', 'B-1', 'L-1', '2026-01-10', { amount: 500 }]])
    expect(codes(byLine.report.problems)).toEqual([[3, 'unknown-line', '合同号']])
    const byBorrower = profile({ borrower: 'b', day: 'd', payment: 'p', limit: 'm' })
    const { events, report } = await importBytes('b,d,p,m\nB-1,2026-01-10,5,\nB-2,2026-01-10,5,\nB-3,2026-01-10,5,\nB-4,2026-01-10,,9\nB-4,2026-01-11,5,\n', byBorrower, { book: BOOK })
    expect(told(events).map(([type, borrower, line]) => [type, borrower, line])).toEqual([
      ['payment.received', 'B-1', 'L-1'],
      ['line.opened', 'B-4', 'B-4'],
      ['payment.received', 'B-4', 'B-4'],
    ])
    expect(codes(report.problems)).toEqual([[3, 'which-line', 'b'], [4, 'unknown-line', 'b']])
  })

  it('[I22] what the book has already is not told again, and what the file does not say stays', async () => {
    const columns = profile({ borrower: 'b', name: 'n', phone: 'p', limit: 'm' })
    const { events, report } = await importBytes('b,n,p,m\nB-1,王芳,,5000\nB-1,王芳,13800002222,5000\nB-1,王芳,,6000\n', columns, { book: BOOK, today: '2026-03-01' })
    expect(told(events)).toEqual([['borrower.registered', 'B-1', undefined, '2026-03-01', { name: '王芳', branch: '东', phone: '13800002222', officer: 'Wu' }]])
    expect(report.notices).toEqual([{ code: 'known-facts', count: 3 }])
    expect(report.problems).toMatchObject([{ row: 4, code: 'other-limit', expected: 'the limit agreed in the book, 5000', got: '6000' }])
  })

  it('[I22] a row that says nothing, or something impossible, is named and holds no other back', async () => {
    const rows = ['L-1,2026-01-10,', 'L-1,2026-01-10,0.00', 'L-1,2026-02-30,5', 'L-1,2026-01-11,-5', ',2026-01-11,5', 'L-1,2026-01-11,5']
    const { events, report } = await importBytes(`合同号,日期,金额\n${rows.join('\n')}\n`, PAYMENTS, { book: BOOK })
    expect(events).toHaveLength(1)
    expect(codes(report.problems)).toEqual([
      [2, 'empty-cell', '金额'],
      [3, 'bad-number', '金额'],
      [4, 'impossible-date', '日期'],
      [5, 'bad-number', '金额'],
      [6, 'empty-cell', '合同号'],
    ])
  })

  it('[I23] another profile that reads the same facts gives the same events, by the same author', async () => {
    const other = profile({ line: 'loan', day: 'date', payment: 'paid' }, { id: 'theirs', title: 'Theirs' })
    const ours = await importBytes('合同号,日期,金额\nL-1,2026-01-10,5\n', PAYMENTS, { book: BOOK })
    const theirs = await importBytes('loan,date,paid\nL-1,2026/1/10,¥5.00\n', other, { book: BOOK })
    expect(theirs.events).toEqual(ours.events)
    expect(ours.events[0]?.by).toBe('import:entries')
  })

  it('[I24] borrower and line are told of in every row and count once; a row that says otherwise is named', async () => {
    const rows = ['7,王芳,13900001111,东,5000,2026-01-05', '7,王芳,13900001111,东,5000,2026-01-05', '7,王方,13900001111,东,5000,2026-01-05', '7,王芳,13900001111,东,6000,2026-01-05']
    const { events, report } = await importBytes(`客户号,姓名,手机,村组,额度,授信日期\n${rows.join('\n')}\n`, LIST)
    expect(events).toHaveLength(2)
    expect(codes(report.problems)).toEqual([[4, 'repeated-row', '姓名'], [5, 'repeated-row', '额度']])
    expect(report.notices).toEqual([{ code: 'repeated-rows', count: 1 }])
  })

  it('[I24] two equal payments of a day are two only where receipts tell them apart', async () => {
    const bare = await importBytes('合同号,日期,金额\nL-1,2026-01-10,5\nL-1,2026-01-10,5\n', PAYMENTS, { book: BOOK })
    expect(bare.events).toHaveLength(1)
    expect(codes(bare.report.problems)).toEqual([[3, 'repeated-row', '金额']])
    const rows = ['L-1,2026-01-10,5,R1', 'L-1,2026-01-10,5,R2', 'L-1,2026-01-10,5,R2', 'L-1,2026-01-10,6,R2']
    const { events, report } = await importBytes(`合同号,日期,金额,流水号\n${rows.join('\n')}\n`, RECEIPTS, { book: BOOK })
    expect(told(events).map(([, , , , data]) => data)).toEqual([{ amount: 500, reference: 'R1' }, { amount: 500, reference: 'R2' }])
    expect(new Set(events.map(({ id }) => id)).size).toBe(2)
    expect(codes(report.problems)).toEqual([[5, 'repeated-row', '流水号']])
  })

  it('[I26] shows each row of the file with what it came to', async () => {
    const seen: unknown[] = []
    const onRow: Parameters<typeof importBytes>[2] = { book: BOOK, onRow: ({ row, cells }, { problems }) => seen.push([row, cells, problems.length]) }
    const { report } = await importBytes('合同号,日期,金额\nL-1,2026-01-10,5\nL-9,"2026-01-10",5\n"x\n', PAYMENTS, onRow)
    expect(seen).toEqual([[2, ['L-1', '2026-01-10', '5'], 0], [3, ['L-9', '2026-01-10', '5'], 1], [4, ['"x'], 1]])
    expect(report.columns).toEqual(['合同号', '日期', '金额'])
  })
})
