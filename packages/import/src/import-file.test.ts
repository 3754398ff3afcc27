import { readFileSync } from 'node:fs'
import { writeJsonLines, type JournalEvent } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { berkaFile, importBytes, taiwanFile, TAIWAN_HEADER, taiwanRow } from './fixture.ts'
import { importFile } from './import-file.ts'
import { EVENTS_PROFILE } from './profile/events.ts'
import { loadProfile } from './profile/load.ts'
import type { TableProfile } from './profile/schema.ts'

function shipped(name: string): TableProfile {
  const url = new URL(`../../content/profiles/${name}.json`, import.meta.url)
  const result = loadProfile(JSON.parse(readFileSync(url, 'utf8')))
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.profile
}
const taiwan = shipped('statements-taiwan')
const berka = shipped('transactions-berka')
const names = (events: readonly JournalEvent[]) => events.map(({ type, on, data }) => [type, on, data])

describe('ids', () => {
  it('[I1] the same file twice gives the same events, whatever its name and the order of its rows', async () => {
    const first = await importBytes(taiwanFile(taiwanRow(3), taiwanRow(4)), taiwan)
    const again = await importBytes(taiwanFile(taiwanRow(4), taiwanRow(3)), taiwan, { fileName: 'copy.csv' })
    const byId = (events: readonly JournalEvent[]) => events.map(event => JSON.stringify(event)).sort()
    expect(byId(again.events)).toEqual(byId(first.events))
    expect(new Set(first.events.map(({ id }) => id)).size).toBe(16)
    expect(first.events[0]).toMatchObject({ at: '2005-04-01T00:00:00Z', by: 'import:statements-taiwan' })
    expect(first.events[0]?.id).toMatch(/^[0-9a-f]{32}$/)
  })

  it('[I1] a new version of a profile that reads the same facts gives the same ids', async () => {
    const first = await importBytes(taiwanFile(taiwanRow(3)), taiwan)
    const later = await importBytes(taiwanFile(taiwanRow(3)), { ...taiwan, version: 2 })
    expect(later.events).toEqual(first.events)
  })

  it('[I2] a corrected cell gives one new event; those of the other cells stay as they were', async () => {
    const first = await importBytes(taiwanFile(taiwanRow(3)), taiwan)
    const corrected = await importBytes(taiwanFile(taiwanRow(3, { BILL_AMT1: '29240' })), taiwan)
    const known = new Set(first.events.map(({ id }) => id))
    const added = corrected.events.filter(({ id }) => !known.has(id))
    expect(names(added)).toEqual([['statement.reported', '2005-09-30', { balance: 2924000, paid: 151800, daysPastDue: 60 }]])
  })
})

describe('bad rows', () => {
  it('[I3] a bad row is told with its line and every reason, and the good rows around it go in', async () => {
    const bad = taiwanRow(5, { LIMIT_BAL: 'much', PAY_0: '12', BILL_AMT2: '' })
    const { report, events } = await importBytes(taiwanFile(taiwanRow(4), bad, taiwanRow(6)), taiwan)
    expect(report).toMatchObject({ outcome: 'done', rows: 3, badRows: 1, events: 16, problemCount: 3 })
    expect(report.problems.map(({ row, code, path, got }) => [row, code, path, got])).toEqual([
      [3, 'bad-number', 'LIMIT_BAL', 'much'],
      [3, 'unknown-code', 'PAY_0', '12'],
      [3, 'empty-cell', 'BILL_AMT2', ''],
    ])
    expect(new Set(events.map(({ borrower }) => borrower))).toEqual(new Set(['B-4', 'B-6']))
  })

  it('[I3] what the journal would refuse is told in the same way', async () => {
    const { report, events } = await importBytes(taiwanFile(taiwanRow(5, { LIMIT_BAL: '-5', PAY_AMT1: '(7)' })), taiwan)
    expect(events).toEqual([])
    expect(report.problems.map(({ row, code, path, got }) => [row, code, path, got])).toEqual([
      [2, 'bad-data', 'line.opened data.limit', '-500'],
      [2, 'bad-data', 'statement.reported data.paid', '-700'],
    ])
  })

  it('[I4] too few and too many cells are named; empty ones beyond the header are not', async () => {
    const { report } = await importBytes(taiwanFile('1,2,3', `${taiwanRow(4)},,`, `${taiwanRow(5)},x`, ',,,', ''), taiwan)
    expect(report.problems.map(({ row, code, got }) => [row, code, got])).toEqual([
      [2, 'too-few-cells', '3'],
      [4, 'too-many-cells', '26'],
    ])
    expect(report).toMatchObject({ rows: 3, events: 8 })
  })

  it('[I3] a long list of problems is cut and counted', async () => {
    const rows = Array.from({ length: 9 }, () => 'x')
    const { report } = await importBytes(taiwanFile(...rows), taiwan, { limits: { problems: 4 } })
    expect(report.problems).toHaveLength(4)
    expect(report).toMatchObject({ problemCount: 9, badRows: 9 })
  })
})

describe('statements', () => {
  it('[I10] a row is a borrower, a line and a statement at the end of each month', async () => {
    const { events } = await importBytes(taiwanFile(taiwanRow(123)), taiwan)
    expect(events.every(({ borrower }) => borrower === 'B-123')).toBe(true)
    expect(events.map(({ line }) => line)).toEqual([undefined, ...Array.from({ length: 7 }, () => 'L-123')])
    expect(names(events)).toEqual([
      ['borrower.registered', '2005-04-01', { name: 'Line 000123', branch: 'Taiwan 2005' }],
      ['line.opened', '2005-04-01', { kind: 'revolving', currency: 'TWD', limit: 9000000 }],
      ['statement.reported', '2005-09-30', { balance: 2923900, paid: 151800, daysPastDue: 60 }],
      ['statement.reported', '2005-08-31', { balance: -1400, paid: 150000, daysPastDue: 0 }],
      ['statement.reported', '2005-07-31', { balance: 1355900, paid: 100000, daysPastDue: 0 }],
      ['statement.reported', '2005-06-30', { balance: 1433100, paid: 100000, daysPastDue: 0 }],
      ['statement.reported', '2005-05-31', { balance: 1494800, paid: 100000, daysPastDue: 0 }],
      ['statement.reported', '2005-04-30', { balance: 1554900, paid: 500000, daysPastDue: 0 }],
    ])
  })

  it('[I11] a line given twice counts once if the rows are equal and is named if they are not', async () => {
    const rows = [taiwanRow(3), taiwanRow(3), taiwanRow(3, { AGE: '35' })]
    const { report, events } = await importBytes(taiwanFile(...rows), taiwan)
    expect(events).toHaveLength(8)
    expect(report.notices).toEqual([{ code: 'repeated-rows', count: 1 }])
    expect(report.problems).toMatchObject([{ row: 4, code: 'repeated-row', path: 'ID', got: '3' }])
    expect(report.problems[0]?.expected).toContain('row 2')
  })

  it('[I11] an id in full-width digits is the same id, an empty one is named', async () => {
    const { report, events } = await importBytes(taiwanFile(taiwanRow('１２'), taiwanRow('')), taiwan)
    expect(events[1]?.line).toBe('L-12')
    expect(report.problems).toMatchObject([{ row: 3, code: 'empty-cell', path: 'ID' }])
  })

  it('[I10] the opening and the days past due may come from columns, and empty months be left out', async () => {
    const result = loadProfile({
      id: 'shop', version: 1, kind: 'statements', title: 'A shop', currency: 'JPY',
      borrower: 'B-{id}', line: 'L-{id}', name: '{name}', branch: 'East', lineKind: 'instalment',
      columns: { id: ['no'], name: ['name'], limit: ['limit'], opened: ['opened'] },
      openedOn: { from: 'column', column: 'opened' }, statementDay: 15, daysPastDue: { from: 'days' }, emptyMonth: 'left-out',
      months: [
        { month: '2025-01', balance: ['b1'], paid: ['p1'], status: ['d1'] },
        { month: '2025-02', balance: ['b2'], paid: ['p2'], status: ['d2'] },
      ],
    })
    if (!result.ok) throw new Error('the profile is sound')
    const file = 'no,name,limit,opened,b1,p1,d1,b2,p2,d2\n7,李,1000,2025/1/9,,,,5,1,31\n8,王,1000,2025-02-30,1,,0,5,1,x\n'
    const { report, events } = await importBytes(file, result.profile)
    expect(names(events)).toEqual([
      ['borrower.registered', '2025-01-09', { name: '李', branch: 'East' }],
      ['line.opened', '2025-01-09', { kind: 'instalment', currency: 'JPY', limit: 1000 }],
      ['statement.reported', '2025-02-15', { balance: 5, paid: 1, daysPastDue: 31 }],
    ])
    expect(report.problems.map(({ code, path }) => [code, path])).toEqual([
      ['impossible-date', 'opened'], ['empty-cell', 'p1'], ['bad-number', 'd2'],
    ])
  })
})

describe('transactions', () => {
  it('[I12] a month is its income, its essential and its discretionary spending, in any order of rows', async () => {
    const file = berkaFile(
      '25,1,1996-08-27,debit,withdrawal in cash,100.5,0,',
      '25,2,1996-07-28,credit,credit in cash,900.0,900.0,',
      '25,3,1996-08-01,credit,collection from another bank,1000.25,0,',
      '25,4,1996-08-02,debit,remittance to another bank,10,0,insurrance payment',
      '25,5,1996-08-31,credit,,7.3,0,interest credited',
      '25,6,1996-08-31,debit,withdrawal in cash,14.6,0,payment for statement',
      '25,7,1996-09-30,credit,,7.3,0,interest credited',
      '25,8,1996-10-01,debit,credit card withdrawal,1,0,',
    )
    const { report, events } = await importBytes(file, berka)
    const income = (month: string, amount: number) => ({ month, amount, source: 'account credits' })
    expect(names(events)).toEqual([
      ['borrower.registered', '1996-07-28', { name: 'Account 000025', branch: 'Czech Republic 1995–1998' }],
      ['income.observed', '1996-07-31', income('1996-07', 90000)],
      ['income.observed', '1996-08-31', income('1996-08', 100025)],
      ['spending.observed', '1996-08-31', { month: '1996-08', category: 'essential', amount: 2460 }],
      ['spending.observed', '1996-08-31', { month: '1996-08', category: 'discretionary', amount: 10050 }],
      ['income.observed', '1996-09-30', income('1996-09', 0)],
      ['spending.observed', '1996-09-30', { month: '1996-09', category: 'essential', amount: 0 }],
      ['spending.observed', '1996-10-31', { month: '1996-10', category: 'discretionary', amount: 100 }],
    ])
    expect(events.every(event => event.borrower === 'B-25' && event.line === undefined)).toBe(true)
    expect(report.notices).toEqual([{ code: 'ignored-rows', count: 2 }])
  })

  it('[I13] a month of which a row is bad is held back, the other months go in', async () => {
    const file = berkaFile(
      '25,1,1996-07-28,credit,credit in cash,900,0,',
      '25,2,1996-07-29,credit,credit in cash,9x,0,',
      '25,3,1996-08-01,credit,credit in cash,50,0,',
      '26,1,1996-07-28,gift,,5,0,',
      '26,2,1996-02-31,credit,credit in cash,5,0,',
      '26,3,1996-09-01,debit,credit card withdrawal,-5,0,',
      ',3,1996-09-01,debit,,5,0,',
    )
    const { report, events } = await importBytes(file, berka)
    expect(events.map(({ type, on }) => [type, on])).toEqual([['borrower.registered', '1996-07-28'], ['income.observed', '1996-08-31']])
    expect(report.problems.map(({ row, code, path, got }) => [row, code, path, got])).toEqual([
      [3, 'bad-number', 'amount', '9x'],
      [5, 'unknown-code', 'type', 'gift'],
      [6, 'impossible-date', 'date', '1996-02-31'],
      [7, 'bad-number', 'amount', '-5'],
      [8, 'empty-cell', 'account_id', ''],
    ])
    expect(report.notices).toEqual([{ code: 'months-held-back', count: 3 }])
  })

  it('[I13] a transaction given twice counts once; one that contradicts itself is named', async () => {
    const row = '1000,25,1,1996-07-28,credit,credit in cash,900,0,'
    const file = `${berkaFile(row.slice(5))}${row}\n${row.replace('900', '901')}\n`
    const { report, events } = await importBytes(file, berka)
    expect(report).toMatchObject({ rows: 3, badRows: 1 })
    expect(report.problems).toMatchObject([{ row: 4, code: 'repeated-row', path: 'trans_id', got: '1000' }])
    expect(events.map(({ type }) => type)).toEqual(['borrower.registered'])
  })

  it('[I13] months that the file does not cover whole can be left out, so that files may overlap', async () => {
    const file = berkaFile(...['07-28', '08-05', '09-29'].map(day => `25,1,1996-${day},credit,credit in cash,900,0,`))
    const whole = await importBytes(file, { ...berka, partMonths: 'left-out' } as TableProfile)
    expect(whole.events.map(({ on }) => on)).toEqual(['1996-07-28', '1996-08-31', '1996-08-31'])
    expect(whole.report.notices).toEqual([{ code: 'part-months-left-out', count: 2 }])
  })

  it('[I12] signed amounts and decimal commas as a profile says them', async () => {
    const result = loadProfile({
      id: 'bank', version: 1, kind: 'transactions', title: 'A bank', currency: 'EUR', decimalMark: ',', dates: ['D.M.YYYY'],
      borrower: 'B-{account}', name: '{account}', branch: 'West', amounts: 'signed', incomeSource: 'bank',
      columns: { account: ['Konto'], date: ['Tag'], amount: ['Betrag'] },
      rules: [{ when: { sign: ['in'] }, as: 'income' }, { when: {}, as: 'discretionary' }],
    })
    if (!result.ok) throw new Error('the profile is sound')
    const { events, report } = await importBytes('Konto;Tag;Betrag\n1;3.4.2025;1.234,5\n1;30.04.2025;-0,07 €\n', result.profile)
    expect(report.format.delimiter).toBe(';')
    expect(names(events).slice(1)).toEqual([
      ['income.observed', '2025-04-30', { month: '2025-04', amount: 123450, source: 'bank' }],
      ['spending.observed', '2025-04-30', { month: '2025-04', category: 'discretionary', amount: 7 }],
    ])
  })
})

describe('JSON Lines', () => {
  it('[I14] events go in as they are, bad lines are named with their number', async () => {
    const { events } = await importBytes(taiwanFile(taiwanRow(3)), taiwan)
    const lines = [...writeJsonLines(events)].join('')
    const file = `\uFEFF${lines}{"id":\r\n\r\n${lines.split('\n')[0]?.replace('"borrower.registered"', '"x.new"').replace('"id":"', '"id":"x')}`
    const again = await importBytes(file, EVENTS_PROFILE, { fileName: 'book.jsonl' })
    expect(again.events.slice(0, 8)).toEqual(events)
    expect(again.events[8]).toMatchObject({ type: 'x.new' })
    expect(again.report).toMatchObject({ rows: 10, badRows: 1, profile: 'events@1' })
    expect(again.report.problems).toMatchObject([{ row: 9, code: 'bad-json' }])
  })

  it('[I14] an event with lost characters is named', async () => {
    const { events } = await importBytes(taiwanFile(taiwanRow(3)), taiwan)
    const bytes = new TextEncoder().encode([...writeJsonLines(events)].join('').replace('Taiwan 2005', '台湾台湾台湾#'))
    const at = bytes.indexOf(0x23)
    bytes[at] = 0xff
    const { report } = await importBytes(bytes, EVENTS_PROFILE)
    expect(report).toMatchObject({ events: 7, badRows: 1, format: { encoding: 'utf-8' } })
    expect(report.problems).toMatchObject([{ row: 1, code: 'bad-characters' }])
  })
})

describe('the way of an import', () => {
  const file = taiwanFile(...Array.from({ length: 40 }, (_, at) => taiwanRow(at + 1)))

  it('[I16] batches are whole rows, and progress ends with everything', async () => {
    const seen: unknown[] = []
    const { batches, report } = await importBytes(file, taiwan, {
      limits: { batchEvents: 20 },
      sizeBytes: file.length,
      onProgress: progress => seen.push(progress),
    })
    expect(batches.every(batch => batch.length % 8 === 0)).toBe(true)
    expect(report).toMatchObject({ batches: batches.length, events: 320 })
    expect(seen.at(-1)).toEqual({ bytesRead: file.length, bytesTotal: file.length, rows: 40, events: 320, badRows: 0 })
  })

  it('[I16] once cancelled nothing more is handed over, the source is let go, and the report counts the batches', async () => {
    const abort = new AbortController()
    let closed = false
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        yield new TextEncoder().encode(file)
        for (let id = 100; ; id += 1) yield new TextEncoder().encode(`${taiwanRow(id)}\n`)
      } finally {
        closed = true
      }
    }
    const taken: JournalEvent[][] = []
    const report = await importFile(endless(), {
      profile: taiwan,
      fileName: 'endless.csv',
      signal: abort.signal,
      limits: { batchEvents: 80 },
      onEvents: batch => {
        taken.push(batch)
        if (taken.length === 3) abort.abort()
      },
    })
    expect(report).toMatchObject({ outcome: 'cancelled', batches: 3, events: 240 })
    expect(taken).toHaveLength(3)
    expect(closed).toBe(true)
  })

  it('[I16] what onEvents throws is thrown on; a source that breaks is a refusal', async () => {
    const full = new Error('the disk is full')
    const take = () => Promise.reject(full)
    await expect(importBytes(file, taiwan, { onEvents: take })).rejects.toBe(full)
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(`${TAIWAN_HEADER}\n`)
      throw new Error('the card was pulled out')
    }
    const report = await importFile(broken(), { profile: taiwan, fileName: 'x', onEvents: () => {} })
    expect(report).toMatchObject({ outcome: 'refused', refusal: { code: 'unreadable-file', got: 'Error: the card was pulled out' } })
  })

  it('[I15] a file of more events than may be held is refused by name', async () => {
    const file = taiwanFile(...Array.from({ length: 20 }, (_, at) => taiwanRow(at + 1)))
    const all = await importBytes(file, taiwan)
    const most = all.report.events
    expect((await importBytes(file, taiwan, { limits: { events: most } })).report.outcome).toBe('done')
    const { report } = await importBytes(file, taiwan, { limits: { events: most - 1 } })
    expect(report).toMatchObject({ outcome: 'refused', refusal: { code: 'too-many-events', row: 0 } })
  })
})
