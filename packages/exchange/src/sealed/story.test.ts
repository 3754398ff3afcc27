import { bytesToHex } from '@tideline/journal'
import { beforeAll, expect, it } from 'vitest'
import { codesOf } from '../carrier/codes.ts'
import { HEAD, LIBRARY, monthlyLine, newSigner, tell } from '../fixtures/monthly-line.ts'
import { judgeStory, openStory, type KnownStory, type OpenOptions } from './open-story.ts'
import { sealStory, signStory } from './seal-story.ts'
import { sealFrame } from './frame.ts'
import type { Signer } from './signature.ts'

const CODE = '4831 0927'
const TODAY = '2026-01-06'
const FIRST: OpenOptions = { library: LIBRARY, today: TODAY, known: null }
const told = tell(monthlyLine(24))
let signer: Signer
let sealed: Uint8Array<ArrayBuffer>
let known: KnownStory

beforeAll(async () => {
  signer = await newSigner()
  sealed = await sealStory(told.story, told.fingerprints, { code: CODE, signer })
  known = { lenderKey: bytesToHex(signer.publicKey), borrower: 'B-1042', issued: HEAD.issued }
})

const why = async (asked: ReturnType<typeof openStory>): Promise<string> => {
  const answer = await asked
  return answer.ok ? 'opened' : answer.why
}
/** Without the second that the code costs. */
const judged = async (head: Parameters<typeof tell>[1], options: Partial<OpenOptions> = {}, by: Signer = signer): Promise<string> => {
  const { story, fingerprints } = tell(monthlyLine(24), head)
  return why(judgeStory(await signStory(story, fingerprints, by), { ...FIRST, ...options }))
}

it('[HB4] opens to the same story, decided anew, with the same ways back', async () => {
  const answer = await openStory(sealed, '48310927', FIRST)
  if (!answer.ok) throw new Error(answer.why)
  const { opened } = answer
  expect(opened.story).toEqual(told.story)
  expect(opened.lines.map(({ decision }) => decision.status)).toEqual(['suspended'])
  expect(opened.proveWays()?.[0]?.paths[0]?.steps.length).toBeGreaterThan(0)
  expect(opened.known).toEqual(known)
  expect(opened.again).toBe(false)
})

it('[HB4] shows nothing that it decides otherwise', async () => {
  const other = { decisions: told.fingerprints.ways, ways: told.fingerprints.ways }
  expect(await why(judgeStory(await signStory(told.story, other, signer), FIRST))).toBe('other-decision')
  const swapped = { decisions: told.fingerprints.decisions, ways: told.fingerprints.decisions }
  const answer = await judgeStory(await signStory(told.story, swapped, signer), FIRST)
  expect(answer.ok && answer.opened.proveWays()).toBeNull()
})

it('[HB6] two years of a monthly line fit one code with room to spare', () => {
  expect(codesOf(sealed)).toHaveLength(1)
  expect(sealed.length).toBeLessThan(700)
})

it('[HB7] takes along a policy that does not ship, and never lets it stand for one that does', async () => {
  const mild = { ...(LIBRARY.policies.get('consumer@1') as object), id: 'house', version: 3 }
  const rulebookFor = () => ({ policy: 'house@3', scorecard: 'behaviour@1' })
  expect(await judged({ documents: [mild], rulebookFor })).toBe('opened')
  const { story, fingerprints } = tell(monthlyLine(24), { documents: [mild], rulebookFor })
  expect(await why(judgeStory(await signStory({ ...story, documents: [] }, fingerprints, signer), FIRST))).toBe('unknown-document')
  const false1 = { ...mild, id: 'consumer', version: 1, graceDays: 20 }
  expect(await judged({ documents: [false1] })).toBe('opened')
  expect(tell(monthlyLine(24), { documents: [false1] }).fingerprints).toEqual(told.fingerprints)
})

it('[HB9] tells a wrong code from damage, and both from what is none of ours', async () => {
  expect(await why(openStory(sealed, '4831 0928', FIRST))).toBe('wrong-code')
  expect(await why(openStory(sealed, '4831', FIRST))).toBe('not-a-code')
  expect(await why(openStory(Uint8Array.of(1, 2, 3, 4, 5), CODE, FIRST))).toBe('not-a-story')
  expect(await why(openStory(new Uint8Array(), CODE, FIRST))).toBe('not-a-story')
  expect(await why(openStory(sealed.slice(0, -1), CODE, FIRST))).toBe('damaged')
  expect(await why(openStory(Uint8Array.of(...sealed, 0), CODE, FIRST))).toBe('damaged')
  const note = await sealFrame('note', sealed, '48310927')
  expect(await why(openStory(note, CODE, FIRST))).toBe('not-a-story')
})

it('[HB9] shows nothing of what it holds, and never the same bytes twice', async () => {
  const again = await sealStory(told.story, told.fingerprints, { code: CODE, signer })
  expect(bytesToHex(again.subarray(4, 60))).not.toBe(bytesToHex(sealed.subarray(4, 60)))
  const text = new TextDecoder('latin1').decode(sealed)
  for (const word of ['B-1042', 'Harbour', 'consumer', bytesToHex(signer.publicKey)]) expect(text).not.toContain(word)
})

it('[HB10] knows its lender from the first on', async () => {
  expect(await judged({}, { known })).toBe('opened')
  const stranger = await newSigner()
  expect(await judged({}, { known }, stranger)).toBe('other-lender')
  const claims: Signer = { publicKey: signer.publicKey, sign: stranger.sign }
  expect(await judged({}, { known }, claims)).toBe('forged')
})

it('[HB11] takes in what is hers and new, the same once more, and nothing older, expired, ahead or another’s', async () => {
  expect(await judged({ issued: '2026-01-06T07:00:00Z' }, { known })).toBe('opened')
  expect(await judged({ issued: '2026-01-05T08:29:59Z' }, { known })).toBe('older')
  expect(await judged({ expires: '2026-01-05' })).toBe('expired')
  expect(await judged({ expires: TODAY })).toBe('opened')
  expect(await judged({ issued: '2026-01-07T23:00:00Z' })).toBe('opened')
  expect(await judged({ issued: '2026-01-08T00:00:00Z' })).toBe('ahead')
  expect(await judged({}, { known: { ...known, borrower: 'B-7' } })).toBe('other-borrower')
  const again = await judgeStory(await signStory(told.story, told.fingerprints, signer), { ...FIRST, known })
  expect(again.ok && again.opened.again).toBe(true)
})

it('[HB14] a later story is whole by itself, whatever was backdated or taken back meanwhile', async () => {
  const late = { id: 'late', type: 'payment.received', borrower: 'B-1042', line: 'L-1042', on: '2025-11-25', at: '2026-01-05T10:00:00Z', by: 'wang', data: { amount: 40_000 } }
  const undone = { ...late, id: 'undone', type: 'event.reversed', on: '2026-01-05', data: { event: monthlyLine(24)[4]!.id, reason: 'typed twice' } }
  const later = tell([...monthlyLine(24), late, undone], { issued: '2026-01-05T11:00:00Z' })
  const answer = await judgeStory(await signStory(later.story, later.fingerprints, signer), { ...FIRST, known })
  expect(answer.ok && answer.opened.story).toEqual(later.story)
  expect(later.story.entries).toHaveLength(told.story.entries.length)
  expect(later.story.entries.filter(({ on }) => on === '2025-11-25')).toHaveLength(1)
})
