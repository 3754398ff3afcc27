import { canonicalJson, type JournalEvent, type StoredBorrower } from '@tideline/journal'
import { describe, expect, it } from 'vitest'
import { all, blobOf, bookOf, CHEAP, each, PASSPHRASE, payment, PEOPLE } from '../fixtures/small-file.ts'
import type { Bytes } from '../head.ts'
import { sealFile } from '../seal-file.ts'
import { encodeJsonSection, type Opening } from './contents.ts'
import { openBook } from './open-book.ts'
import { encodeRows, packRows } from './rows.ts'
import { BookChanged, sealBook } from './seal-book.ts'

const sealed = (people: readonly StoredBorrower[]): Promise<Blob> => blobOf(sealBook(bookOf(people), CHEAP))

async function opened(file: Blob) {
  const found = await openBook(file, PASSPHRASE)
  if (!found.ok) throw new Error(JSON.stringify(found.fault))
  return found.book
}

async function fault(file: Blob, passphrase = PASSPHRASE) {
  const found = await openBook(file, passphrase)
  return found.ok ? null : found.fault
}

const texts = (people: readonly StoredBorrower[]): string[] => people.flatMap(({ events }) => events.map((event) => canonicalJson(event)))
const many = (count: number): StoredBorrower[] => Array.from({ length: count }, (_, i) => ({ borrower: `B-${i}`, events: Array.from({ length: 60 }, (__, n) => payment(`${i}-${n}-${crypto.randomUUID()}`, `B-${i}`)) }))

describe('a sealed book', () => {
  it('[BK8] gives back every borrower with every event, and says who made it, when, and of how many', async () => {
    const book = await opened(await sealed(PEOPLE))
    expect(texts(await all(book.borrowers()))).toEqual(texts(PEOPLE))
    expect(book.condition).toMatchObject({ whole: true, events: 10, borrowers: 3, missing: [], opening: { by: '陈', day: '2025-03-20', settings: { book: { name: 'A' } } } })
    expect(book.condition.sha256).toMatch(/^[0-9a-f]{64}$/u)
    expect((await opened(await sealed([]))).condition).toMatchObject({ whole: true, events: 0, missing: [] })
  })

  it('[BK8] is not made of a book that was written to meanwhile', async () => {
    const holds = bookOf(PEOPLE).holds
    const made = (people: readonly StoredBorrower[]): Promise<Blob> => blobOf(sealBook({ ...bookOf(people), holds }, CHEAP))
    await expect(made(PEOPLE.slice(1))).rejects.toThrow(BookChanged)
    await expect(made([...PEOPLE, { borrower: 'B-9', events: [payment('x', 'B-9')] }])).rejects.toThrow(BookChanged)
    await expect(made(PEOPLE.map((one) => ({ ...one, events: [...one.events, payment('x', one.borrower)] })))).rejects.toThrow(BookChanged)
  })

  it('[BK9] names whose events a damaged chunk held, and gives everybody else', async () => {
    const people = many(100)
    const file = await blobOf(sealBook(bookOf(people), { ...CHEAP, chunkBytes: 4_096 }))
    const bytes = new Uint8Array(await file.arrayBuffer())
    bytes[bytes.length >> 1]! ^= 4
    const book = await opened(new Blob([bytes]))
    expect(book.condition.whole).toBe(false)
    const missing = new Set(book.condition.missing)
    const kept = await all(book.borrowers())
    expect([missing.size, kept.length]).toEqual([100 - kept.length, book.condition.borrowers])
    expect(Math.min(missing.size, kept.length)).toBeGreaterThan(0)
    expect(texts(kept)).toEqual(texts(people.filter(({ borrower }) => !missing.has(borrower))))
  })

  it('[BK9] names whom a truncated file lost', async () => {
    const people = many(100)
    const file = await blobOf(sealBook(bookOf(people), { ...CHEAP, chunkBytes: 4_096 }))
    const book = await opened(file.slice(0, Math.floor(file.size * 0.7)))
    expect(book.condition).toMatchObject({ whole: false, truncatedAt: Math.floor(file.size * 0.7), sha256: null })
    expect(book.condition.missing).toHaveLength(100 - book.condition.borrowers)
    expect(book.condition.borrowers).toBeGreaterThan(0)
    const stub = await opened(file.slice(0, 600))
    expect(stub.condition).toMatchObject({ opening: null, borrowers: 0, missing: null })
  })

  it('[BK2] is no backup under another kind or none, and says the version that is newer', async () => {
    expect(await fault(new Blob(['{}']))).toEqual({ code: 'not-a-backup' })
    expect(await fault(await blobOf(sealFile(each([]), { ...CHEAP, kind: 'other', created: '2025-03-20T09:00:00Z' })))).toEqual({ code: 'not-a-backup' })
    expect(await fault(await sealed(PEOPLE), 'something else entirely')).toEqual({ code: 'wrong-passphrase' })
    expect(await fault(await forged([opening({ form: 2 })]))).toEqual({ code: 'newer-version', version: 2 })
  })

  const rowOf = (events: readonly JournalEvent[]): Bytes => encodeRows(packRows(events))
  const a = payment('a', 'B-1')
  const closing = encodeJsonSection('closing', { sha256: '0'.repeat(64), holds: [] })
  it.each<[string, Bytes[]]>([
    ['nothing', []],
    ['no beginning', [closing]],
    ['a beginning that says nothing', [Uint8Array.of(0x4f, 0x7b)]],
    ['no end', [opening()]],
    ['other contents than its end says', [opening(), rowOf([a]), closing]],
    ['something behind its end', [opening(), closing, rowOf([a])]],
    ['an event twice', [opening(), rowOf([a, a])]],
    ['a borrower twice', [opening(), rowOf([a]), rowOf([payment('b', 'B-2')]), rowOf([payment('c', 'B-1')])]],
    ['two borrowers in one row', [opening(), rowOf([a, payment('b', 'B-2')])]],
    ['an event that is none', [opening(), rowOf([{ ...a, data: { amount: -1 } } as unknown as JournalEvent])]],
    ['rows that are none', [opening(), Uint8Array.of(0x52, 0, 0, 0, 9, 0, 1, 1)]],
    ['a section nobody knows', [opening(), Uint8Array.of(1, 2, 3)]],
  ])('[BK10] is refused whole if it holds %s, though it opens', async (_, sections) => {
    expect(await fault(await forged(sections))).toMatchObject({ code: 'malformed' })
  })
})

function opening(change: Partial<Opening> = {}): Bytes {
  return encodeJsonSection('opening', { form: 1, at: '2025-03-20T09:00:00Z', day: '2025-03-20', by: 'x', settings: {}, unreadable: [], holds: [], ...change })
}

/** Sealed as a backup by somebody who knows the passphrase. */
function forged(sections: readonly Bytes[]): Promise<Blob> {
  return blobOf(sealFile(each(sections), { ...CHEAP, kind: 'backup', created: '2025-03-20T09:00:00Z' }))
}
