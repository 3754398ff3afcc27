import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { tableOfReadings } from '../../../scripts/write-readings.mjs'
import { loadReadings } from './readings.ts'

it('the table is what the library it comes from says', () => {
  expect(readFileSync(fileURLToPath(new URL('./readings.json', import.meta.url)), 'utf8')).toBe(tableOfReadings())
}, 60_000)

it('a character has all its readings, ü typed as v and as u, and nothing else has any', async () => {
  const readings = await loadReadings()
  expect([...readings('单')].sort()).toEqual(['chan', 'dan', 'shan'])
  expect(readings('吕')).toEqual(['lv', 'lu'])
  for (const other of ['a', '1', 'é', 'あ', '한', '']) expect(readings(other)).toEqual([])
})
