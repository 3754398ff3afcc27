import { expect, it } from 'vitest'
import { generateBook } from '@tideline/testkit'
import { codesOf } from '../carrier/codes.ts'
import { HEAD, LIBRARY, logOf, newSigner } from '../fixtures/monthly-line.ts'
import { tellStory } from '../story/tell-story.ts'
import { judgeStory } from './open-story.ts'
import { signStory } from './seal-story.ts'

const BORROWERS = process.env.TIDELINE_LONG ? 1000 : 16
/** Magic, form, kind, salt, check, the cipher's tag, the sum: what sealing adds to what is signed. */
const FRAME_BYTES = 48

it('[HB6] two years of one to three lines, in every kind of trouble, open as they were told and take a code or two', { timeout: 600_000 }, async () => {
  const book = logOf(generateBook({ seed: Number(process.env.TIDELINE_SEED), borrowers: BORROWERS, months: 24 }))
  const signer = await newSigner()
  const share = new Map<number, number>()
  const sizes: number[] = []
  for (let index = 1; index <= BORROWERS; index++) {
    const told = tellStory(book, LIBRARY, { ...HEAD, borrower: `B${index}`, asOf: '2023-12-31', issued: '2024-01-01T08:00:00Z' })
    if (!told.ok) continue
    const plain = await signStory(told.story, told.fingerprints, signer)
    const answer = await judgeStory(plain, { library: LIBRARY, today: '2024-01-01', known: null })
    expect(answer.ok && answer.opened.proveWays() !== null && answer.opened.story).toEqual(told.story)
    const size = plain.length + FRAME_BYTES
    const codes = codesOf(new Uint8Array(size)).length
    share.set(codes, (share.get(codes) ?? 0) + 1)
    sizes.push(size)
  }
  sizes.sort((a, b) => a - b)
  const at = (part: number): number => sizes[Math.floor((sizes.length - 1) * part)]!
  if (BORROWERS === 1000) console.log(`bytes: median ${at(0.5)}, 95 % ${at(0.95)}, most ${at(1)}; borrowers by codes: ${JSON.stringify([...share].sort(([a], [b]) => a - b))}`)
  expect(at(0.5)).toBeLessThan(1600)
  expect(Math.max(...share.keys())).toBeLessThanOrEqual(3)
})
