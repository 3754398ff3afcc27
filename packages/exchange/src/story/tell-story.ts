/** A borrower's story out of a book: all that is sealed, or why nothing may be (HB1 to HB5). */
import type { LineKind, Log } from '@tideline/journal'
import { MOST_ENTRIES, retell } from './retell.ts'
import { rulebooksOf, type Library } from './rulebooks.ts'
import type { NamedRulebook, Story } from './story.ts'
import { decideStory, findWays, fingerprintOf, type Fingerprints } from './verdict.ts'

export interface Telling extends Pick<Story, 'borrower' | 'asOf' | 'issued' | 'expires' | 'lender' | 'contact' | 'documents'> {
  /** What decides lines of a kind. */
  readonly rulebookFor: (kind: LineKind) => NamedRulebook
  readonly knownAt?: string
}

/**
 * `no-line`: the borrower has none open on that day. `talk-to-lender`: a hard stop whose reason is not told (engine R5).
 * `too-long`: more entries than a bundle takes. `unknown-document`: a policy or scorecard that can't be had.
 */
export type Untold = 'no-line' | 'talk-to-lender' | 'too-long' | 'unknown-document'

export type ToldStory = { readonly ok: true; readonly story: Story; readonly fingerprints: Fingerprints } | { readonly ok: false; readonly why: Untold }

/** Throws `MoneyOverflowError` for amounts that no ledger can add up. */
export function tellStory(log: Log, library: Library, { rulebookFor, knownAt, ...head }: Telling): ToldStory {
  const entries = retell(log, head.borrower, knownAt)
  if (entries.length > MOST_ENTRIES) return { ok: false, why: 'too-long' }
  const kinds = new Set(entries.flatMap((event) => (event.type === 'line.opened' ? [event.data.kind] : [])))
  const rulebooks = Object.fromEntries([...kinds].sort().map((kind) => [kind, rulebookFor(kind)]))
  const story: Story = { ...head, rulebooks, entries }
  const found = rulebooksOf(story, library)
  if (!found.ok) return { ok: false, why: 'unknown-document' }
  const lines = decideStory(story, found.rulebooks)
  if (!lines || lines.length === 0) return { ok: false, why: 'no-line' }
  const ways = findWays(lines, story.asOf)
  if (ways.some(({ none }) => none?.why === 'talk-to-lender')) return { ok: false, why: 'talk-to-lender' }
  return { ok: true, story, fingerprints: { decisions: fingerprintOf(lines.map(({ decision }) => decision)), ways: fingerprintOf(ways) } }
}
