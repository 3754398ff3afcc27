/** From the documents that a story names to what decides its lines. */
import { loadRulebook, type Rulebook } from '@tideline/engine'
import type { LineKind } from '@tideline/journal'
import type { Story } from './story.ts'

/** What ships with the program that opens: documents by `id@version`, and the reason codes that it has texts for. */
export interface Library {
  readonly policies: ReadonlyMap<string, unknown>
  readonly scorecards: ReadonlyMap<string, unknown>
  readonly reasonCodes: ReadonlySet<string>
}

export type RulebooksFound = { readonly ok: true; readonly rulebooks: ReadonlyMap<LineKind, Rulebook> } | { readonly ok: false; readonly unknown: string }

/** `unknown`: the `id@version` of a document that is not to be had, or that this program can't decide by. */
export function rulebooksOf({ rulebooks, documents }: Pick<Story, 'rulebooks' | 'documents'>, library: Library): RulebooksFound {
  const brought = new Map(documents.map((document) => [`${String(document['id'])}@${String(document['version'])}`, document]))
  const found = new Map<LineKind, Rulebook>()
  for (const [kind, { policy, scorecard }] of Object.entries(rulebooks)) {
    // What ships goes first: a bundle can't put another in the place of a document that the program knows.
    const [itsPolicy, itsScorecard] = [library.policies.get(policy) ?? brought.get(policy), library.scorecards.get(scorecard) ?? brought.get(scorecard)]
    if (itsPolicy === undefined) return { ok: false, unknown: policy }
    if (itsScorecard === undefined) return { ok: false, unknown: scorecard }
    const loaded = loadRulebook(itsPolicy, itsScorecard, library.reasonCodes)
    if (!loaded.ok) return { ok: false, unknown: policy }
    found.set(kind as LineKind, loaded.rulebook)
  }
  return { ok: true, rulebooks: found }
}
