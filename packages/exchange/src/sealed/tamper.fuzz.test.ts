import { hexToBytes } from '@tideline/journal'
import { deflate, joinBytes } from '@tideline/sealed-file'
import { beforeAll, expect, it } from 'vitest'
import { randomFrom, type Random } from '@tideline/testkit'
import { LIBRARY, monthlyLine, newSigner, tell } from '../fixtures/monthly-line.ts'
import { storyToBytes } from '../story/story-bytes.ts'
import { judgeStory, openStory, type OpenOptions } from './open-story.ts'
import { sealStory, signStory, STORY_CONTEXT } from './seal-story.ts'
import { signed, type Signer } from './signature.ts'

const LONG = Boolean(process.env.TIDELINE_LONG)
const FIRST: OpenOptions = { library: LIBRARY, today: '2026-01-06', known: null }
const told = tell(monthlyLine(24))
let signer: Signer
let random: Random

beforeAll(async () => {
  signer = await newSigner()
  random = randomFrom(Number(process.env.TIDELINE_SEED))
})

/** One to three bits the other way, or cut, or something put in. */
function tampered(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice()
  const how = random.int(0, 9)
  if (how === 0) return copy.slice(0, random.int(0, copy.length - 1))
  if (how === 1) return joinBytes([copy, Uint8Array.of(random.int(0, 255))])
  for (let flips = random.int(1, 3), at = random.int(0, copy.length - 1); flips > 0; flips--, at = (at + 7) % copy.length) copy[at]! ^= 1 << random.int(0, 7)
  return copy
}

it('[HB12] each byte counts: whichever is altered, nothing opens', async () => {
  const sealed = await sealStory(told.story, told.fingerprints, { code: '48310927', signer })
  for (let at = 0; at < sealed.length; at++) {
    const copy = sealed.slice()
    copy[at]! ^= 1 << random.int(0, 7)
    const answer = await openStory(copy, '48310927', FIRST)
    expect(answer, `byte ${at}`).toEqual({ ok: false, why: at < 2 ? 'not-a-story' : 'damaged' })
  }
})

it('[HB12] 1,000 tampered stories, and those whose sum was made to fit: none is taken', async () => {
  const sealed = await sealStory(told.story, told.fingerprints, { code: '48310927', signer })
  for (let round = 0; round < 1000; round++) {
    const answer = await openStory(tampered(sealed), '48310927', FIRST)
    expect(answer.ok).toBe(false)
  }
  // Salt, check, sealed story and tag; each costs the second of a code.
  for (const at of LONG ? sealed.keys() : [5, 21, 30, 200, sealed.length - 12]) {
    if (at < 4 || at >= sealed.length - 8) continue
    const copy = sealed.slice(0, -8)
    copy[at]! ^= 4
    const forged = joinBytes([copy, new Uint8Array(await crypto.subtle.digest('SHA-256', copy)).slice(0, 8)])
    expect(await openStory(forged, '48310927', FIRST)).toEqual({ ok: false, why: at < 24 ? 'wrong-code' : 'damaged' })
  }
}, LONG ? 600_000 : 20_000)

it('[HB12] whoever knows the code and not the lender’s key can alter nothing', async () => {
  const plain = await signStory(told.story, told.fingerprints, signer)
  for (let round = 0; round < 1000; round++) {
    const answer = await judgeStory(tampered(plain), FIRST)
    expect(answer).toEqual({ ok: false, why: 'forged' })
  }
})

it('[HB13] whatever is signed is read to a story or refused by name, in no time', async () => {
  const bytes = storyToBytes(told.story)
  const prints = hexToBytes(told.fingerprints.decisions + told.fingerprints.ways)
  const seen = new Set<string>()
  for (let round = 0; round < (LONG ? 3000 : 150); round++) {
    const hostile = tampered(bytes)
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, random.chance(0.1) ? random.int(0, 2 ** 31) : hostile.length)
    const packed = await deflate(hostile)
    const body = joinBytes([prints, length, random.chance(0.1) ? tampered(packed) : packed])
    const answer = await judgeStory(await signed(STORY_CONTEXT, signer, body), FIRST)
    seen.add(answer.ok ? 'opened' : answer.why)
  }
  expect(seen).toContain('malformed')
  // A letter in the lender's name is the lender's to write; what would be decided otherwise is found.
  expect([...seen].sort().filter((why) => !['malformed', 'opened', 'other-decision', 'unknown-document', 'expired', 'ahead'].includes(why))).toEqual([])
})

it('[HB13] unpacks no more than a story may be', async () => {
  const bomb = await deflate(new Uint8Array(16 << 20))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, 1000)
  const answer = await judgeStory(await signed(STORY_CONTEXT, signer, joinBytes([new Uint8Array(32), length, bomb])), FIRST)
  expect(answer).toEqual({ ok: false, why: 'malformed' })
})
