/** The policies of the public rules, which do not ship, made ready to decide the scenarios that stand beside them. */
import { loadRulebook, type Rulebook } from '@tideline/engine'
import { assert } from '@tideline/journal'

interface RawPolicy {
  readonly id: string
  readonly version: number
  readonly layers: readonly { readonly rules: readonly { readonly reason: string }[] }[]
}

/** By `id@version`. All are written for the one scorecard; their reasons need no text. */
export function publicRulebooks(policies: readonly unknown[], scorecard: unknown): ReadonlyMap<string, Rulebook> {
  return new Map(
    (policies as readonly RawPolicy[]).map((policy) => {
      const reasons = policy.layers.flatMap(({ rules }) => rules.map(({ reason }) => reason))
      const loaded = loadRulebook(policy, scorecard, new Set(reasons))
      const id = `${policy.id}@${policy.version}`
      assert(loaded.ok, `A public rule is a complete policy: ${id}`)
      return [id, loaded.rulebook]
    }),
  )
}
