import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadProfile } from './load.ts'

const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../../content/profiles/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>

function paths(json: unknown): string[] {
  const result = loadProfile(json)
  return result.ok ? [] : result.issues.map(({ path, expected }) => (path === '' ? expected : path))
}

describe('profiles', () => {
  it.each(['statements-taiwan', 'transactions-berka'])('[I17] %s, which ships, is sound', name => {
    expect(loadProfile(read(name))).toMatchObject({ ok: true, profile: { id: name, version: 1 } })
  })

  it('[I17] what is wrong is named by its path', () => {
    const good = read('statements-taiwan')
    expect(paths({ ...good, currency: 'yuan' })).toEqual(['currency'])
    expect(paths({ ...good, colour: 'red' })).toEqual(['colour'])
    expect(paths({ ...good, months: [] })).toEqual(['months'])
    expect(paths({ ...good, openedOn: { from: 'constant', day: '2005-02-30' } })).toEqual(['openedOn.day'])
    expect(paths({ ...good, dates: ['YYYY-MM'] })).toEqual(['dates.0'])
    expect(paths({ ...good, kind: 'photographs' })).toEqual(['kind'])
    expect(paths(null)).toHaveLength(1)
  })

  it('[I17] what does not fit together is named', () => {
    const good = read('statements-taiwan')
    expect(paths({ ...good, columns: { id: ['ID'] } })).toEqual(['a column for limit'])
    expect(paths({ ...good, line: 'L-{number}' })).toEqual(['only names of columns between the braces of a template'])
    expect(paths({ ...good, openedOn: { from: 'column', column: 'opened' } })).toEqual(['openedOn.column among columns'])
    const bank = read('transactions-berka')
    expect(paths({ ...bank, rules: [{ when: { sign: ['in'] }, as: 'income' }] })).toHaveLength(1)
    expect(paths({ ...bank, mayBeEmpty: ['colour'] })).toEqual(['only columns in mayBeEmpty'])
    expect(paths({ ...bank, borrower: 'B' })).toEqual(['the account, and nothing else, between the braces of a template'])
  })
})
