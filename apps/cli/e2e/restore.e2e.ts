import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalJson, type JournalEvent } from '@tideline/journal'
import { sealBook } from '@tideline/sealed-file'
import { describe, expect, it } from 'vitest'
import { file, folder, tideline } from './run-tideline.ts'

const PASSPHRASE = 'reeds bend where the tide turns'
const payment = (n: number): JournalEvent => ({ id: `p-${n}`, type: 'payment.received', borrower: 'B', line: 'L', on: '2025-01-10', at: '2025-01-10T09:00:00Z', by: 'o', data: { amount: n } })
const EVENTS = [1, 2, 3].map(payment)

async function* borrowers() {
  yield { borrower: 'B', events: EVENTS }
}

async function backup(): Promise<Buffer> {
  const book = { at: '2025-03-20T09:00:00Z', day: '2025-03-20', by: 'Chen', settings: {}, unreadable: [], holds: [['B', 3] as [string, number]], borrowers: borrowers() }
  const parts: Uint8Array[] = []
  for await (const part of sealBook(book, { passphrase: PASSPHRASE, kdf: { memoryKiB: 8, passes: 1 } })) parts.push(part)
  return Buffer.concat(parts)
}

describe('tideline restore', () => {
  it('[BK8] writes the book of a backup, with a passphrase from standard input or a file', async () => {
    writeFileSync(join(folder, 'whole.backup'), await backup())
    const { code, err } = await tideline(['restore', 'whole.backup', '--out', 'back.jsonl'], `${PASSPHRASE}\n`)
    expect([code, err]).toEqual([0, expect.stringMatching(/^whole\.backup: made on 2025-03-20 by Chen, 1 borrowers, 3 events, sha256 [0-9a-f]{64}\n$/)])
    expect(readFileSync(join(folder, 'back.jsonl'), 'utf8')).toBe(EVENTS.map((event) => `${canonicalJson(event)}\n`).join(''))
    expect((await tideline(['restore', 'whole.backup', '--out', 'again.jsonl', '--passphrase-file', file('secret.txt', `${PASSPHRASE}\n`)])).code).toBe(0)
  })

  it('[BK3, BK9] says what is wrong with a file, and where', async () => {
    const bytes = await backup()
    bytes[bytes.length - 3]! ^= 1
    writeFileSync(join(folder, 'bad.backup'), bytes)
    expect(await tideline(['restore', 'bad.backup', '--out', 'x.jsonl'], 'wrong one')).toMatchObject({ code: 2, err: 'bad.backup: the passphrase is another.\n' })
    const refused = await tideline(['restore', 'bad.backup', '--out', 'x.jsonl'], PASSPHRASE)
    expect(refused).toMatchObject({ code: 2, err: `  bytes ${bytes.length - 64} to ${bytes.length}: not as they were written\nbad.backup: damaged; nothing was written. With --damaged what is whole is.\n` })
    expect((await tideline(['restore', 'bad.backup', '--out', 'x.jsonl', '--damaged'], PASSPHRASE)).code).toBe(0)
    expect(await tideline(['restore', 'secret.txt', '--out', 'x.jsonl'], PASSPHRASE)).toMatchObject({ code: 2, err: 'secret.txt: this is no backup.\n' })
  })
})
