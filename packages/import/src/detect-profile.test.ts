import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { detectProfile } from './detect-profile.ts'
import { berkaFile, taiwanFile, taiwanRow } from './fixture.ts'
import { loadProfile } from './profile/load.ts'

const profiles = ['statements-taiwan', 'transactions-berka'].flatMap(name => {
  const result = loadProfile(JSON.parse(readFileSync(new URL(`../../content/profiles/${name}.json`, import.meta.url), 'utf8')))
  return result.ok ? [result.profile] : []
})
const detect = (head: string | Uint8Array, fileName = 'file.csv') =>
  detectProfile(typeof head === 'string' ? new TextEncoder().encode(head) : head, fileName, profiles)

describe('the profile of a file', () => {
  it('[I20] is the one whose columns are all there', async () => {
    expect(await detect(taiwanFile(taiwanRow(1)))).toBe('statements-taiwan')
    expect(await detect(berkaFile().replaceAll(',', ';'))).toBe('transactions-berka')
    expect(await detect('a,b,c\n1,2,3\n')).toBeNull()
  })

  it('[I20] is events for JSON Lines, by content or by name', async () => {
    expect(await detect('\uFEFF\n{"id":"1"}\n', 'export.txt')).toBe('events')
    expect(await detect('not json', 'book.JSONL')).toBe('events')
  })

  it('[I20] is none for what is no text', async () => {
    expect(await detect(Uint8Array.of(0x50, 0x4b, 3, 4))).toBeNull()
    expect(await detect('')).toBeNull()
  })
})
