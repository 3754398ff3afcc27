/** Whatever is done to a file: nothing altered passes for whole, and what is given was in it. */
import * as fc from 'fast-check'
import { canonicalJson } from '@tideline/journal'
import { expect, it } from 'vitest'
import { openBook } from './book/open-book.ts'
import { sealBook } from './book/seal-book.ts'
import { all, blobOf, bookOf, CHEAP, PASSPHRASE, payment, PEOPLE } from './fixtures/small-file.ts'

const share = process.env.TIDELINE_LONG === '1' ? 1 : 0.1
const STEP = 256 + 48

const MINE = PEOPLE
const THEIRS = PEOPLE.map(({ borrower, events }) => ({ borrower, events: events.map((event) => (event.borrower ? payment(`${event.id}-x`, event.borrower) : event)) }))
const bytesOf = async (people: typeof PEOPLE): Promise<Buffer> => Buffer.from(await (await blobOf(sealBook(bookOf(people), CHEAP))).arrayBuffer())

const damage = fc.oneof(
  fc.record({ act: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat(7) }),
  fc.record({ act: fc.constantFrom('cut' as const, 'insert' as const, 'end' as const, 'append' as const, 'zero' as const), at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 700 }) }),
  fc.record({ act: fc.constantFrom('swap' as const, 'repeat' as const, 'foreign' as const, 'drop' as const), at: fc.nat(), other: fc.nat() }),
)
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never

function applied(file: Buffer, theirs: Buffer, done: Damage): Buffer {
  const at = file.length === 0 ? 0 : done.at % file.length
  if (done.act === 'flip') return Buffer.concat([file.subarray(0, at), Buffer.from([(file[at] ?? 0) ^ (1 << done.bit)]), file.subarray(at + 1)])
  if ('bytes' in done) {
    const length = done.bytes.length
    const change = { cut: [[], length], insert: [done.bytes, 0], zero: [new Uint8Array(length), length], end: [[], file.length], append: [done.bytes, 0] } as const
    const [put, gone] = change[done.act]
    const from = done.act === 'append' ? file.length : at
    return Buffer.concat([file.subarray(0, from), Buffer.from(put), file.subarray(from + gone)])
  }
  const chunks = Math.max(1, Math.floor((file.length - 512 - 576) / STEP))
  const place = (index: number): number => 512 + (index % chunks) * STEP
  const chunk = (of: Buffer, index: number): Buffer => of.subarray(place(index), place(index) + STEP)
  const put = (into: Buffer, index: number, bytes: Buffer, gone = STEP): Buffer => Buffer.concat([into.subarray(0, place(index)), bytes, into.subarray(place(index) + gone)])
  if (done.act === 'swap') return put(put(file, done.at, Buffer.from(chunk(file, done.other))), done.other, Buffer.from(chunk(file, done.at)))
  if (done.act === 'repeat') return put(file, done.at, chunk(file, done.other), 0)
  if (done.act === 'foreign') return put(file, done.at, chunk(theirs, done.other))
  return put(file, done.at, Buffer.alloc(0))
}

it('[BK4, BK9] is whole only as it was made, and gives nothing that was not in it', async () => {
  const [mine, theirs] = [await bytesOf(MINE), await bytesOf(THEIRS)]
  const known = new Set(MINE.flatMap(({ events }) => events.map((event) => canonicalJson(event))))
  const seen = { whole: 0, inPart: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { maxLength: 3 }), async (done) => {
      const file = done.reduce((bytes, one) => applied(bytes, theirs, one), mine)
      const opened = await openBook(new Blob([new Uint8Array(file)]), PASSPHRASE)
      if (file.equals(mine)) {
        seen.whole++
        expect(opened).toMatchObject({ ok: true, book: { condition: { whole: true, events: known.size } } })
        return
      }
      if (!opened.ok) {
        seen.refused++
        expect(['not-a-backup', 'newer-version', 'head-damaged', 'wrong-passphrase']).toContain(opened.fault.code)
        return
      }
      seen.inPart++
      const { condition } = opened.book
      expect(condition.whole).toBe(false)
      // Where it is wrong is told, whatever it is.
      expect(condition.chunks.length + condition.beside.length + (condition.truncatedAt === null ? 0 : 1)).toBeGreaterThan(0)
      const kept = await all(opened.book.borrowers())
      for (const { borrower, events } of kept) {
        expect(events).toHaveLength(MINE.find((one) => one.borrower === borrower)!.events.length)
        for (const event of events) expect(known).toContain(canonicalJson(event))
      }
      if (condition.missing) expect(kept.length + condition.missing.length).toBe(MINE.length)
    }),
    { numRuns: Math.ceil(2_000 * share) },
  )
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0)
}, 300_000)
