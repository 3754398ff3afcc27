/** A story sealed: signed by the lender, then encrypted for whoever is told the code (HB6 to HB8). */
import { assert, hexToBytes } from '@tideline/journal'
import { deflate, joinBytes, type Bytes } from '@tideline/sealed-file'
import { storyToBytes } from '../story/story-bytes.ts'
import type { Story } from '../story/story.ts'
import type { Fingerprints } from '../story/verdict.ts'
import { readCode } from './code.ts'
import { sealFrame } from './frame.ts'
import { signed, type Signer } from './signature.ts'

export const STORY_CONTEXT = 'story 1'

export interface SealOptions {
  /** As `drawCode` gave it, or as it was typed. */
  readonly code: string
  readonly signer: Signer
}

export async function sealStory(story: Story, fingerprints: Fingerprints, { code, signer }: SealOptions): Promise<Bytes> {
  const digits = readCode(code)
  assert(digits !== null, 'a code is 8 or 12 digits')
  return sealFrame('story', await signStory(story, fingerprints, signer), digits)
}

/** Key, signature, fingerprints, length of the story as inflated 4, the story deflated. */
export async function signStory(story: Story, { decisions, ways }: Fingerprints, signer: Signer): Promise<Bytes> {
  const plain = storyToBytes(story)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, plain.length)
  return signed(STORY_CONTEXT, signer, joinBytes([hexToBytes(decisions + ways), length, await deflate(plain)]))
}
