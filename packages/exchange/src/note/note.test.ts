import { bytesToHex } from '@tideline/journal'
import { expect, it } from 'vitest'
import { randomFrom } from '@tideline/testkit'
import { codesOf } from '../carrier/codes.ts'
import { newSigner } from '../fixtures/monthly-line.ts'
import { openStory } from '../sealed/open-story.ts'
import { signed } from '../sealed/signature.ts'
import { openNote, readNote, sealNote } from './carry-note.ts'
import { MOST_WORDS, noteFromBytes, noteToBytes, type Note } from './note.ts'

const NOTE: Note = {
  id: '0123456789abcdef0123456789abcdef',
  kind: 'dispute',
  borrower: 'B-1042',
  line: 'L-1042',
  made: '2026-01-06T10:00:00Z',
  words: '我十一月二十五日交过四百元，有收据。',
  entry: { number: '0077', type: 'payment.received', on: '2025-11-25', amount: 40_000 },
  lenderKey: 'ab'.repeat(32),
  story: '2026-01-05T08:30:00Z',
}

it('[HB19] comes back word for word, with the key of the phone, in one code', async () => {
  const phone = await newSigner()
  const sealed = await sealNote(NOTE, { code: '4831 0927', signer: phone })
  expect(await openNote(sealed, '48310927')).toEqual({ ok: true, note: NOTE, phoneKey: bytesToHex(phone.publicKey) })
  const longest = { ...NOTE, words: '字'.repeat(MOST_WORDS), entry: null }
  expect(noteFromBytes(noteToBytes(longest))).toEqual(longest)
  expect(codesOf(sealed)).toHaveLength(1)
  expect(await openNote(sealed, '4831 0928')).toEqual({ ok: false, why: 'wrong-code' })
  expect(await openNote(sealed, '4831')).toEqual({ ok: false, why: 'not-a-code' })
  expect(await openStory(sealed, '4831 0927', { library: { policies: new Map(), scorecards: new Map(), reasonCodes: new Set() }, today: '2026-01-06', known: null })).toEqual({ ok: false, why: 'not-a-story' })
})

it('[HB19] is refused by name when altered, or when it is no note', async () => {
  const phone = await newSigner()
  const plain = await signed('note 1', phone, noteToBytes(NOTE))
  const random = randomFrom(Number(process.env.TIDELINE_SEED))
  for (let round = 0; round < 300; round++) {
    const copy = plain.slice(0, random.chance(0.1) ? random.int(0, plain.length - 1) : plain.length)
    if (copy.length === plain.length) copy[random.int(0, copy.length - 1)]! ^= 1 << random.int(0, 7)
    expect(await readNote(copy)).toEqual({ ok: false, why: 'forged' })
  }
  const said = async (body: unknown) => readNote(await signed('note 1', phone, new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body))))
  const parts = JSON.parse(new TextDecoder().decode(noteToBytes(NOTE))) as unknown[]
  for (const body of ['', '{', '[]', 'null', parts.with(1, 'praise'), parts.with(5, 'x'.repeat(MOST_WORDS + 1)), parts.with(4, 'today'), parts.with(6, ['77']), [...parts, 1]]) {
    expect(await said(body)).toEqual({ ok: false, why: 'malformed' })
  }
  expect(await readNote(await signed('story 1', phone, noteToBytes(NOTE)))).toEqual({ ok: false, why: 'forged' })
})
