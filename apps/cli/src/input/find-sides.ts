/** The two sides of a comparison as a person named them: two policies, two scorecards, or both. */
import { POLICY_BY_KIND } from '@tideline/content'
import type { KindRulebooks, Pair, Rulebook } from '@tideline/engine'
import type { LineKind } from '@tideline/journal'
import { Failure } from '../failure.ts'
import { findRulebook } from './find-document.ts'

export interface NamedSides {
  /** None, one for both sides, or one for each; without one each kind has the policy that ships for it. */
  readonly policies: readonly string[]
  /** The same; without one each policy has the scorecard it asks for. */
  readonly scorecards: readonly string[]
}

/** A rulebook for each kind, the same object where both sides name the same. Throws a `Failure`. */
export async function findSides({ policies, scorecards }: NamedSides, kinds: readonly LineKind[]): Promise<Pair<KindRulebooks>> {
  for (const [option, names] of [['--policy', policies], ['--scorecard', scorecards]] as const) {
    if (names.length > 2) throw new Failure(`${option}: expected two to compare, got ${names.length}: ${names.join(', ')}`)
  }
  if (policies.length < 2 && scorecards.length < 2) {
    throw new Failure(
      'A comparison needs two policies or two scorecards, and got neither.',
      'Name them: --policy A --policy B, or --scorecard A --scorecard B.',
    )
  }
  const found = new Map<string, Rulebook>()
  const side = async (i: 0 | 1): Promise<KindRulebooks> => {
    const scorecard = scorecards[i] ?? scorecards[0]
    const rulebooks: Partial<Record<LineKind, Rulebook>> = {}
    for (const kind of kinds) {
      const policy = policies[i] ?? policies[0] ?? POLICY_BY_KIND[kind]
      const key = JSON.stringify([policy, scorecard])
      const rulebook = found.get(key) ?? (await findRulebook(policy, scorecard))
      found.set(key, rulebook)
      rulebooks[kind] = rulebook
    }
    return rulebooks
  }
  return { a: await side(0), b: await side(1) }
}
