/** The two sides of a comparison from what a page asks for: documents that ship, or some that nobody has checked yet. */
import { POLICIES, POLICY_BY_KIND, REASON_CODES, SCORECARDS } from '@tideline/content'
import { checkScorecard, isModest, loadRulebook, MODEST, type KindRulebooks, type Pair, type Rulebook } from '@tideline/engine'
import type { LineKind } from '@tideline/journal'
import type { CompareProblem, CompareRequest, DocumentChoice } from '../contract.ts'
import { rulebookNamed } from './rulebooks.ts'

const KINDS = ['revolving', 'instalment', 'project'] as const satisfies readonly LineKind[]

export type FoundSides =
  | { readonly ok: true; readonly sides: Pair<KindRulebooks> }
  | { readonly ok: false; readonly problems: readonly CompareProblem[] }

type FoundRulebook = { readonly ok: true; readonly rulebook: Rulebook } | { readonly ok: false; readonly problems: readonly CompareProblem[] }

/** A rulebook for each kind on either side, or everything that is wrong with what was chosen. */
export function findSides({ policies, scorecards, kinds }: CompareRequest): FoundSides {
  const decided = KINDS.filter((kind) => !kinds || kinds.includes(kind))
  const problems = new Map<string, CompareProblem>()
  const side = (at: 0 | 1): KindRulebooks => {
    const found = new Map<DocumentChoice, FoundRulebook>()
    const rulebooks: Partial<Record<LineKind, Rulebook>> = {}
    for (const kind of decided) {
      const policy = policies[at] ?? POLICY_BY_KIND[kind]
      const known = found.get(policy) ?? findRulebook(policy, scorecards?.[at] ?? null, at)
      found.set(policy, known)
      if (known.ok) rulebooks[kind] = known.rulebook
      // A document that serves several kinds has its faults told once.
      else for (const problem of known.problems) problems.set(`${problem.code} ${problem.path}`, problem)
    }
    return rulebooks
  }
  const sides = { a: side(0), b: side(1) }
  return problems.size > 0 ? { ok: false, problems: [...problems.values()] } : { ok: true, sides }
}

function findRulebook(policy: DocumentChoice, scorecard: DocumentChoice | null, at: 0 | 1): FoundRulebook {
  const policyName = `policies[${at}]`
  const cardName = `scorecards[${at}]`
  if (typeof policy === 'string' && scorecard === null) {
    const shipped = rulebookNamed(policy)
    return shipped ? { ok: true, rulebook: shipped } : refused(unknownDocument(policyName, POLICIES, policy))
  }
  const document = typeof policy === 'string' ? POLICIES.get(policy) : plainJson(policy)
  if (document === undefined) return refused(typeof policy === 'string' ? unknownDocument(policyName, POLICIES, policy) : noJson(policyName))
  const asked = scorecard ?? scorecardAskedBy(document)
  const card = typeof asked === 'string' ? SCORECARDS.get(asked) : plainJson(asked)
  if (card === undefined) {
    if (scorecard === null) return refused(unknownDocument(`${policyName}.scorecard`, SCORECARDS, asked))
    return refused(typeof asked === 'string' ? unknownDocument(cardName, SCORECARDS, asked) : noJson(cardName))
  }
  const loaded = loadRulebook(document, card, REASON_CODES)
  if (loaded.ok) return loaded
  // The faults of a scorecard are found first and are about it.
  const place = checkScorecard(card).ok ? policyName : cardName
  return { ok: false, problems: loaded.issues.map((issue) => ({ ...issue, path: issue.path === '' ? place : `${place}.${issue.path}` })) }
}

/** What JSON can say of a value from outside, if a check can walk through it; else `undefined`. */
function plainJson(value: unknown): unknown {
  if (!isModest(value)) return undefined
  const text = JSON.stringify(value) as string | undefined
  return text === undefined ? undefined : JSON.parse(text)
}

function scorecardAskedBy(policy: unknown): unknown {
  const asked = typeof policy === 'object' && policy !== null && 'scorecard' in policy ? policy.scorecard : undefined
  // Without a name to go by any will do to tell what else is wrong with the policy.
  return typeof asked === 'string' ? asked : [...SCORECARDS.keys()][0]
}

function refused(problem: CompareProblem): FoundRulebook {
  return { ok: false, problems: [problem] }
}

function unknownDocument(path: string, shipped: ReadonlyMap<string, unknown>, got: unknown): CompareProblem {
  return { code: 'unknown-document', path, expected: `one of ${[...shipped.keys()].join(', ')}, or a document`, got: String(got) }
}

function noJson(path: string): CompareProblem {
  return { code: 'bad-shape', path, expected: MODEST, got: 'something else' }
}
