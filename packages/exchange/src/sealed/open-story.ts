/** A sealed story opened on a borrower's phone: shown only if it is the lender's, whole, new, hers, and decides there as here (HB9 to HB14). */
import { MoneyOverflowError, type LinePaths } from '@tideline/engine'
import { addDays, bytesToHex, compareInstants, formatDay, parseDay } from '@tideline/journal'
import { inflate, type Bytes } from '@tideline/sealed-file'
import { rulebooksOf, type Library } from '../story/rulebooks.ts'
import { storyFromBytes } from '../story/story-bytes.ts'
import type { Story } from '../story/story.ts'
import { decideStory, findWays, fingerprintOf, type Fingerprints, type LineVerdict } from '../story/verdict.ts'
import { readCode } from './code.ts'
import { MOST_BYTES, openFrame } from './frame.ts'
import { STORY_CONTEXT } from './seal-story.ts'
import { readSigned } from './signature.ts'

/** What a phone remembers of the story it took in last. */
export interface KnownStory {
  /** The lender's public key in hex: whoever came first is the lender, and nobody else after. */
  readonly lenderKey: string
  readonly borrower: string
  readonly issued: string
}

export interface OpenOptions {
  readonly library: Library
  /** The device's civil day. */
  readonly today: string
  /** `null`: the first that this phone takes in. */
  readonly known: KnownStory | null
}

export interface OpenedStory {
  readonly story: Story
  /** Decided here, as there. */
  readonly lines: readonly LineVerdict[]
  /** The ways back of the lines, found here; `null` if the lender's device found others, and nothing of them may be shown. */
  readonly proveWays: () => readonly LinePaths[] | null
  /** To be remembered once it is taken in. */
  readonly known: KnownStory
  /** Whether it is the very one that was taken in last. */
  readonly again: boolean
}

/**
 * `not-a-story`: something else. `newer-version`: this program is too old for it. `damaged`: altered or cut on its way.
 * `not-a-code`: a code has 8 or 12 digits. `wrong-code`. `forged`: no signature of the key it names. `other-lender`,
 * `other-borrower`: not those this phone knows. `older`: a later one was taken in already. `expired`: to be asked for
 * anew. `ahead`: made on a day to come, so that one of the two clocks is wrong. `unknown-document`: decided by rules
 * that this program does not have. `malformed`: signed, and yet no story. `other-decision`: this phone decides otherwise.
 */
export type StoryRefusal =
  | 'not-a-story'
  | 'newer-version'
  | 'damaged'
  | 'not-a-code'
  | 'wrong-code'
  | 'forged'
  | 'other-lender'
  | 'other-borrower'
  | 'older'
  | 'expired'
  | 'ahead'
  | 'unknown-document'
  | 'malformed'
  | 'other-decision'

export type StoryOpened = { readonly ok: true; readonly opened: OpenedStory } | { readonly ok: false; readonly why: StoryRefusal }

const FINGERPRINT_BYTES = 16
const LENGTH_AT = 2 * FINGERPRINT_BYTES
const INFLATED_AT = LENGTH_AT + 4
const FAULTS = { unknown: 'not-a-story', newer: 'newer-version', damaged: 'damaged', 'wrong-code': 'wrong-code' } as const

/** Never throws for what the bytes hold. */
export async function openStory(bytes: Bytes, typedCode: string, options: OpenOptions): Promise<StoryOpened> {
  const code = readCode(typedCode)
  if (code === null) return refused('not-a-code')
  const frame = await openFrame('story', bytes, code)
  return frame.ok ? judgeStory(frame.plain, options) : refused(FAULTS[frame.fault])
}

/** The same of what the code has opened: whoever knows a code may have put anything under it. */
export async function judgeStory(plain: Bytes, { library, today, known }: OpenOptions): Promise<StoryOpened> {
  const maker = await readSigned(STORY_CONTEXT, plain)
  if (!maker) return refused('forged')
  const lenderKey = bytesToHex(maker.publicKey)
  if (known && known.lenderKey !== lenderKey) return refused('other-lender')
  const read = await readBody(maker.body)
  if (!read) return refused('malformed')
  const { story, fingerprints } = read
  const stale = staleness(story, today, known)
  if (stale) return refused(stale)
  const found = rulebooksOf(story, library)
  if (!found.ok) return refused('unknown-document')
  const lines = orNull(() => decideStory(story, found.rulebooks))
  if (!lines || lines.length === 0) return refused('malformed')
  if (fingerprintOf(lines.map(({ decision }) => decision)) !== fingerprints.decisions) return refused('other-decision')
  return {
    ok: true,
    opened: {
      story,
      lines,
      proveWays: () => {
        const ways = orNull(() => findWays(lines, story.asOf))
        return ways && fingerprintOf(ways) === fingerprints.ways ? ways : null
      },
      known: { lenderKey, borrower: story.borrower, issued: story.issued },
      again: known !== null && compareInstants(story.issued, known.issued) === 0,
    },
  }
}

async function readBody(body: Bytes): Promise<{ readonly story: Story; readonly fingerprints: Fingerprints } | null> {
  if (body.length < INFLATED_AT) return null
  const length = new DataView(body.buffer, body.byteOffset).getUint32(LENGTH_AT)
  if (length > MOST_BYTES) return null
  const plain = await inflate(body.slice(INFLATED_AT), length)
  const story = plain && storyFromBytes(plain)
  if (!story) return null
  const at = (place: number): string => bytesToHex(body.subarray(place, place + FINGERPRINT_BYTES))
  return { story, fingerprints: { decisions: at(0), ways: at(FINGERPRINT_BYTES) } }
}

function staleness({ borrower, issued, expires }: Story, today: string, known: KnownStory | null): StoryRefusal | null {
  if (known && known.borrower !== borrower) return 'other-borrower'
  if (known && compareInstants(issued, known.issued) < 0) return 'older'
  if (expires < today) return 'expired'
  // A day's grace: the instant is in UTC, the day is the phone's, and neither clock need be right to the hour.
  return issued.slice(0, 10) > formatDay(addDays(parseDay(today)!, 1)) ? 'ahead' : null
}

/** Amounts that no ledger can add up are no story either. */
function orNull<Answer>(ask: () => Answer): Answer | null {
  try {
    return ask()
  } catch (error) {
    if (error instanceof MoneyOverflowError) return null
    throw error
  }
}

function refused(why: StoryRefusal): { readonly ok: false; readonly why: StoryRefusal } {
  return { ok: false, why }
}
