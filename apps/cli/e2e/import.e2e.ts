import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { file, folder, tideline } from './run-tideline.ts'
import { EVENTS, jsonLines } from './small-book.ts'

const MONTHS = [1, 2, 3, 4, 5, 6]
const HEADER = ['ID', 'LIMIT_BAL', 'PAY_0', 'PAY_2', 'PAY_3', 'PAY_4', 'PAY_5', 'PAY_6', ...MONTHS.map((n) => `BILL_AMT${n}`), ...MONTHS.map((n) => `PAY_AMT${n}`)]
const GOOD = ['3', '90000', '0', '0', '0', '0', '0', '0', ...MONTHS.map(() => '1000'), ...MONTHS.map(() => '100')]
const BAD = [...GOOD.slice(0, 1).map(() => '4'), 'much', ...GOOD.slice(2)]
const csv = (...rows: readonly string[][]): string => [HEADER, ...rows].map((row) => `${row.join(',')}\n`).join('')
const text = (name: string): string => readFileSync(join(folder, name), 'utf8')

file('good.csv', csv(GOOD))
file('mixed.csv', csv(GOOD, BAD))

describe('import', () => {
  it('makes a book that decide reads', async () => {
    const { code, out, err } = await tideline(['import', 'good.csv', '--profile', 'statements-taiwan', '--out', 'made.jsonl'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^1 row read .*, 8 events from 1 good row\nmade\.jsonl: 8 events added, 0 there already\n/)
    const { json } = await tideline(['decide', 'made.jsonl', '--as-of', '2005-09-30'])
    expect(json()).toMatchObject([{ line: 'L-3', status: 'active', limit: 9000000, balance: 100000 }])
  })

  it('changes nothing when the same file comes again', async () => {
    await tideline(['import', 'good.csv', '--profile', 'statements-taiwan', '--out', 'twice.jsonl'])
    const once = text('twice.jsonl')
    const { out } = await tideline(['import', 'good.csv', '--profile', 'statements-taiwan@1', '--out', 'twice.jsonl'])
    expect(out).toMatch(/twice\.jsonl: 0 events added, 8 there already/)
    expect(text('twice.jsonl')).toBe(once)
  })

  it('adds to a book that is there, and reads JSON Lines and standard input', async () => {
    file('grown.jsonl', jsonLines(EVENTS))
    const { code } = await tideline(['import', '-', '--profile', 'statements-taiwan', '--out', 'grown.jsonl'], csv(GOOD))
    expect(code).toBe(0)
    await tideline(['import', file('more.jsonl', jsonLines([{ ...EVENTS[2]!, id: 'e-99' }])), '--profile', 'events', '--out', 'grown.jsonl'])
    expect(text('grown.jsonl').trimEnd().split('\n')).toHaveLength(EVENTS.length + 8 + 1)
  })

  it('takes in the good rows, tells every bad one and how to have them in a file', async () => {
    const { code, out, err } = await tideline(['import', 'mixed.csv', '--profile', 'statements-taiwan', '--out', 'some.jsonl'])
    expect(code).toBe(2)
    expect(out).toMatch(/8 events from 1 good row\n.*\n1 bad row left out\n/)
    expect(err).toMatch(/^mixed\.csv:3: LIMIT_BAL: expected .*, got much \[bad-number\]\n1 fault; the good rows went in\..* --errors FILE\n$/)
    expect(text('some.jsonl').trimEnd().split('\n')).toHaveLength(8)
  })

  it('knows a profile by a part of its name that no other has', async () => {
    const { code } = await tideline(['import', 'good.csv', '--profile', 'taiwan', '--out', 'short.jsonl'])
    expect(code).toBe(0)
  })

  it('takes in the good rows and sets the bad ones aside with --errors', async () => {
    const { code, out } = await tideline(['import', 'mixed.csv', '--profile', 'statements-taiwan', '--out', 'part.jsonl', '--errors', 'bad.csv'])
    expect(code).toBe(0)
    expect(out).toMatch(/bad\.csv: 1 bad row set aside, 1 fault\n/)
    expect(text('bad.csv')).toMatch(/row,code,path,expected,got\r\n3,bad-number,LIMIT_BAL,/)
    expect(text('part.jsonl').trimEnd().split('\n')).toHaveLength(8)
  })

  it('leaves a book as it was when an id conflicts', async () => {
    file('kept.jsonl', jsonLines(EVENTS))
    const other = file('other.jsonl', jsonLines([{ ...EVENTS[2]!, data: { amount: 1 } }]))
    const { code, err } = await tideline(['import', other, '--profile', 'events', '--out', 'kept.jsonl'])
    expect(code).toBe(2)
    expect(err).toMatch(/e-03.*\[conflicting-event\]\n1 fault; the book was left as it was\n$/)
    expect(text('kept.jsonl')).toBe(jsonLines(EVENTS))
  })

  it.each([
    [['good.csv', '--profile', 'nobody', '--out', 'x.jsonl'], /There is no profile nobody\. There is statements-taiwan, /],
    [['good.csv', '--profile', 'transactions-berka', '--out', 'x.jsonl'], /\[missing-columns\]\nNothing was imported\.\n$/],
    [['gone.csv', '--profile', 'events', '--out', 'x.jsonl'], /there is no such file/],
    [['good.csv', '--profile', file('empty.json', '{}'), '--out', 'x.jsonl'], /^empty\.json: .*\[bad-profile\]\n/],
    [['good.csv', '--profile', 'statements-taiwan', '--out', 'no-folder/x.jsonl'], /^no-folder\/x\.jsonl: can't be written/],
    [['good.csv', '--profile', 'statements-taiwan'], /required option '--out <book>'/],
  ])('refuses %j', async (args, said) => {
    const { code, err } = await tideline(['import', ...args])
    expect(code).toBe(2)
    expect(err).toMatch(said)
    expect(existsSync(join(folder, 'x.jsonl'))).toBe(false)
  })
})

describe('samples', () => {
  it('decides every book that ships, in any folder', async () => {
    const { code, out, err } = await tideline(['samples'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^narrated: .*on 2026-03-31\n {2}\d+ lines: .* active, .* suspended/m)
    expect(out).toMatch(/^taiwan-2000: .*\n {2}2000 lines: /m)
  })

  it('takes a sample book for a book', async () => {
    const { json } = await tideline(['decide', 'narrated', '--as-of', '2026-03-31'])
    expect(new Set(json().map(({ status }) => status))).toEqual(new Set(['active', 'watch', 'suspended', 'probation', 'closed']))
  })
})
