import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { overwriteGetLocale } from '../../paraglide/runtime.js'
import { expectedText, gotText } from './expected-texts.ts'
import { PROBLEMS } from './problem-texts.ts'

beforeAll(() => overwriteGetLocale(() => 'zh-CN'))
afterAll(() => overwriteGetLocale(() => 'en'))

/** What the importer's own sources say beside a code, figures for what is filled in. */
function phrases(): string[] {
  const folder = join(import.meta.dirname, '../../../../../packages/import/src')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  const beside = new RegExp(`'(?:${Object.keys(PROBLEMS).join('|')})',\\s*(?:expected: )?(?:'([^']+)'|\`([^\`]+)\`)`, 'gu')
  return files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(beside)].map(([, plain, filled]) => plain ?? filled!.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/gu, '7')),
  )
}

it('says every expectation of the importer in the reader’s language', () => {
  const found = phrases()
  expect(found.length).toBeGreaterThan(25)
  expect(found.filter((expected) => /[a-z]{3}/u.test(expectedText({ expected })))).toEqual([])
})

it.each([
  ['a date as YYYY-MM-DD or D.M.YYYY', 'YYYY-MM-DD 或 D.M.YYYY 这样的日期'],
  ['what row 12 says of it', '与第 12 行一致'],
  ['one of raise, clear', '以下之一：raise, clear'],
  ['the columns 姓名 / name; the delimiter semicolon would show 3 of 4', '这些列：姓名 / name'],
])('keeps figures and names: %s', (expected, shown) => {
  expect(expectedText({ expected })).toBe(shown)
})

it('shows what it has no text for, and what stood in a cell, as it is', () => {
  expect(expectedText({ expected: 'something newer' })).toBe('something newer')
  expect([gotText({ row: 3, got: 'more' }), gotText({ row: 0, got: 'more' }), gotText({ row: 0, got: '12 bytes or more' })]).toEqual(['more', '更多', '至少 12 字节'])
})
