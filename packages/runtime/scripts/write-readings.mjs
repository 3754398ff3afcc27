/**
 * `node packages/runtime/scripts/write-readings.mjs`: how Chinese characters are read, from pinyin-pro, as a small
 * table. The library as a whole knows phrases too: half a megabyte, and half a second of every start.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pinyin } from 'pinyin-pro'

/** The unified ideographs: every character of everyday names, simplified and traditional. */
const [FIRST, LAST] = [0x4e00, 0x9fff]

/** Readings without tones as they are typed, v for ü, each with the characters that are read so. */
export function tableOfReadings() {
  const characters = new Map()
  for (let code = FIRST; code <= LAST; code++) {
    const character = String.fromCodePoint(code)
    for (const reading of pinyin(character, { toneType: 'none', multiple: true, type: 'array' })) {
      const typed = reading.replaceAll('ü', 'v').normalize('NFD').replace(/\p{M}/gu, '')
      if (/^[a-z]{1,6}$/u.test(typed)) characters.set(typed, (characters.get(typed) ?? '') + character)
    }
  }
  const table = Object.fromEntries([...characters].sort(([a], [b]) => (a < b ? -1 : 1)))
  return `${JSON.stringify(table, null, 1)}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(import.meta.dirname, '..', 'src', 'host', 'find', 'readings.json'), tableOfReadings())
}
