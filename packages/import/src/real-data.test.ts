import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { joinLog, type JournalEvent } from '@tideline/journal'
import { afterAll, describe, expect, it } from 'vitest'
import { importFile } from './import-file.ts'
import { loadProfile } from './profile/load.ts'
import type { TableProfile } from './profile/schema.ts'

// The real files stand beside the project; where they are absent, the tests that read them are skipped and say so.
const data = fileURLToPath(new URL('../../../../shared/data', import.meta.url))
const absent = !existsSync(data)
const note = absent ? ' (skipped: ../shared/data is absent)' : ''
const directory = mkdtempSync(join(tmpdir(), 'tideline-import-'))
afterAll(() => rmSync(directory, { recursive: true }))

function shipped(name: string): TableProfile {
  const url = new URL(`../../content/profiles/${name}.json`, import.meta.url)
  const result = loadProfile(JSON.parse(readFileSync(url, 'utf8')))
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.profile
}

async function importPath(path: string, profile: TableProfile) {
  const events: JournalEvent[] = []
  const report = await importFile(createReadStream(path), {
    profile,
    fileName: path,
    sizeBytes: statSync(path).size,
    onEvents: batch => {
      for (const event of batch) events.push(event)
    },
  })
  return { report, events }
}

describe('real files', () => {
  it.skipIf(absent)(`[I10] 24,000 lines of Taiwan go in whole, once and again${note}`, async () => {
    const profile = shipped('statements-taiwan')
    const train = await importPath(join(data, 'taiwan/train.csv'), profile)
    const valid = await importPath(join(data, 'taiwan/valid.csv'), profile)
    expect(train.report).toMatchObject({ outcome: 'done', rows: 18_000, badRows: 0, events: 144_000, notices: [] })
    expect(valid.report).toMatchObject({ outcome: 'done', rows: 6_000, badRows: 0, events: 48_000 })
    const again = await importPath(join(data, 'taiwan/valid.csv'), profile)
    const bytes = (events: readonly JournalEvent[]) => events.map(event => JSON.stringify(event)).join('\n')
    expect(bytes(again.events) === bytes(valid.events)).toBe(true)
    const log = joinLog([...train.events, ...valid.events, ...again.events])
    expect(log.ok && log.log.events.length).toBe(192_000)
  }, 120_000)

  it.skipIf(absent)(`[I12] the transactions of 354 Czech accounts go in whole${note}`, async () => {
    const { report, events } = await importPath(join(data, 'berka/transactions.csv'), shipped('transactions-berka'))
    expect(report).toMatchObject({ outcome: 'done', rows: 30_200, badRows: 0, notices: [{ code: 'ignored-rows', count: 5_130 }] })
    const total = (type: string) =>
      events.reduce((sum, event) => sum + (event.type === type ? (event.data as { amount: number }).amount : 0), 0)
    expect(events.filter(({ type }) => type === 'borrower.registered')).toHaveLength(354)
    expect([total('income.observed'), total('spending.observed')]).toEqual(berkaTotals(join(data, 'berka/transactions.csv')))
    expect(joinLog(events).ok).toBe(true)
  })

  it.skipIf(absent)(`[I8] the file of another table is refused by name${note}`, async () => {
    const { report } = await importPath(join(data, 'berka/loans.csv'), shipped('statements-taiwan'))
    expect(report).toMatchObject({ outcome: 'refused', events: 0, refusal: { row: 1, code: 'missing-columns' } })
    expect(report.refusal?.got).toContain('loan_id, account_id')
  })

  it('[I5] a file saved by a spreadsheet in Chinese: GBK, CRLF, semicolons, Chinese headers', async () => {
    const path = join(directory, 'gbk.csv')
    writeFileSync(path, GBK_FILE)
    const result = loadProfile({
      id: 'gbk', version: 1, kind: 'statements', title: 'GBK', currency: 'CNY', borrower: 'B-{id}', line: 'L-{id}', name: '{name}',
      branch: 'B', lineKind: 'revolving', columns: { id: ['编号'], name: ['姓名'], limit: ['额度'] },
      openedOn: { from: 'constant', day: '2025-01-01' }, daysPastDue: { from: 'days' },
      months: [{ month: '2025-01', balance: ['余额'], paid: ['还款'], status: ['逾期'] }],
    })
    if (!result.ok) throw new Error(JSON.stringify(result.issues))
    const { report, events } = await importPath(path, result.profile)
    expect(report).toMatchObject({ outcome: 'done', rows: 1, badRows: 0, format: { encoding: 'gb18030', delimiter: ';' } })
    expect(events.map(event => event.data)).toEqual([
      { name: '张三', branch: 'B' },
      { kind: 'revolving', currency: 'CNY', limit: 123450 },
      { balance: 100, paid: 200, daysPastDue: 3 },
    ])
  })
})

/** 编号;姓名;额度;余额;还款;逾期 and 7;张三;"1,234.50";1;2;3 in GBK with CRLF. */
const GBK_FILE = Uint8Array.of(
  0xb1, 0xe0, 0xba, 0xc5, 0x3b, 0xd0, 0xd5, 0xc3, 0xfb, 0x3b, 0xb6, 0xee, 0xb6, 0xc8, 0x3b, 0xd3, 0xe0, 0xb6, 0xee, 0x3b,
  0xbb, 0xb9, 0xbf, 0xee, 0x3b, 0xd3, 0xe2, 0xc6, 0xda, 0x0d, 0x0a, 0x37, 0x3b, 0xd5, 0xc5, 0xc8, 0xfd, 0x3b, 0x22, 0x31,
  0x2c, 0x32, 0x33, 0x34, 0x2e, 0x35, 0x30, 0x22, 0x3b, 0x31, 0x3b, 0x32, 0x3b, 0x33, 0x0d, 0x0a,
)

/** Income and spending of the whole file in minor units, counted another way: by hand, cell by cell. */
function berkaTotals(path: string): [income: number, spending: number] {
  let income = 0
  let spending = 0
  for (const line of readFileSync(path, 'utf8').trim().split('\n').slice(1)) {
    const [, , , , type = '', , amount = '', , symbol = ''] = line.split(',')
    const [whole = '0', tenth = '0'] = amount.split('.')
    const minor = Number(whole) * 100 + Number(tenth) * 10
    if (type === 'debit') spending += minor
    else if (symbol !== 'interest credited') income += minor
  }
  return [income, spending]
}
