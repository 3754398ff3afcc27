/** The policies that ship, compiled once, by their id and by the kind of line they decide. */
import { POLICIES, POLICY_BY_KIND, REASON_CODES, SCORECARDS } from '@tideline/content'
import { loadRulebook, type Rulebook } from '@tideline/engine'
import { assert, type LineKind } from '@tideline/journal'

const compiled = new Map<string, Rulebook>()

/** The rulebook of a policy `id@version`; `null` if none of that name ships. */
export function rulebookNamed(policyId: string): Rulebook | null {
  const known = compiled.get(policyId)
  if (known) return known
  const policy = POLICIES.get(policyId)
  if (policy === undefined) return null
  const scorecard = SCORECARDS.get((policy as { readonly scorecard: string }).scorecard)
  const loaded = loadRulebook(policy, scorecard, REASON_CODES)
  assert(loaded.ok, `A policy that ships is complete: ${policyId}`)
  compiled.set(policyId, loaded.rulebook)
  return loaded.rulebook
}

export function rulebookFor(kind: LineKind): Rulebook {
  const rulebook = rulebookNamed(POLICY_BY_KIND[kind])
  assert(rulebook, `The policy for ${kind} lines ships`)
  return rulebook
}
