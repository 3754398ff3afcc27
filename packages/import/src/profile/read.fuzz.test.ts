import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importBytes } from '../fixture.ts'
import { ENTRY_FIELDS } from './entries-schema.ts'
import { readProfile } from './read.ts'

const GOOD = { id: 'ours', version: 1, title: 'Ours', kind: 'entries', currency: 'CNY', lineKind: 'revolving', columns: { borrower: ['a'], name: ['b'] } }
const issuesOf = (json: unknown): string[] => {
  const read = readProfile(typeof json === 'string' ? json : JSON.stringify(json))
  return read.ok ? [] : read.issues.map(({ path, expected }) => path || expected)
}

describe('profiles of anybody', () => {
  it('[I27] are taken if they are sound, with a mark in front or without', () => {
    expect(issuesOf(GOOD)).toEqual([])
    expect(issuesOf(`\uFEFF${JSON.stringify(GOOD)}`)).toEqual([])
  })

  it('[I27] are refused with the reason, whatever they are', () => {
    expect(issuesOf('')).toEqual(['a profile as JSON'])
    expect(issuesOf('['.repeat(60_000))).toEqual(['a profile as JSON'])
    expect(issuesOf(' '.repeat(70_000))).toEqual(['at most 65536 characters'])
    expect(issuesOf('{"kind":"entries","columns":{"__proto__":["a"]}}').length).toBeGreaterThan(0)
    expect(issuesOf({ ...GOOD, columns: { ...GOOD.columns, salary: ['c'] } })).toEqual(['columns.salary'])
    expect(issuesOf({ ...GOOD, columns: { borrower: ['a'], name: ['a'] } })).toEqual(['each column once'])
    expect(issuesOf({ ...GOOD, columns: { name: ['a'] } })).toEqual(['a column for borrower or line'])
    expect(issuesOf({ ...GOOD, columns: { borrower: ['a'] } })).toEqual(['a column for name, limit, payment, draw, due or daysPastDue'])
    expect(issuesOf({ ...GOOD, columns: { line: ['a'], payment: ['b'] } })).toEqual(['a column for day'])
    expect(issuesOf({ ...GOOD, columns: { line: ['a'], due: ['b'] } })).toEqual(['columns for due and dueOn, or for neither'])
    expect(issuesOf({ ...GOOD, columns: { line: ['a'], day: ['c'], daysPastDue: ['b'] } })).toEqual(['columns for balance, paid and daysPastDue, or for none of them'])
    expect(issuesOf({ ...GOOD, dates: ['D'.repeat(50)] })).toEqual(['dates.0', 'dates.0'])
    expect(issuesOf({ ...GOOD, columns: { borrower: ['x'.repeat(300)], name: ['b'] } })).toEqual(['columns.borrower.0'])
  })

  it('[I27] no text makes the reader throw', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), text => void readProfile(text)))
  })

  const columns = fc.dictionary(fc.constantFrom(...ENTRY_FIELDS, 'constructor', '__proto__'), fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 2 }))
  const cells = fc.array(fc.array(fc.constantFrom('', '1', '-1', '1e9', '=1', '2026-01-05', '王', '\u0000', '9'.repeat(30)), { minLength: 1, maxLength: 6 }), { maxLength: 8 })
  it('[I27] a profile that is taken reads any rows without a throw', async () => {
    const reads = async (columns: object, rows: readonly (readonly string[])[], currency: string): Promise<void> => {
      const read = readProfile(JSON.stringify({ ...GOOD, currency, columns }))
      if (!read.ok) return
      const { report } = await importBytes(`a,b,c,d\n${rows.map(row => row.join(',')).join('\n')}\n`, read.profile)
      expect(['done', 'refused']).toContain(report.outcome)
    }
    await fc.assert(fc.asyncProperty(columns, cells, fc.constantFrom('CNY', 'JPY', 'KWD'), reads))
  })
})
