/** Finds the policy and the scorecard a person named: by `id@version` among those that ship, or as a file. */
import { existsSync } from 'node:fs'
import { POLICIES, REASON_CODES, SCORECARDS } from '@tideline/content'
import { checkPolicy, checkScorecard, loadRulebook, type PolicyIssue, type Rulebook, type ScorecardDocument } from '@tideline/engine'
import { Failure, failureOf } from '../failure.ts'
import { sayIssue } from './say-issue.ts'
import { readJsonFile } from './open-file.ts'

/** A document not yet checked, with the name that faults are reported under. */
export interface FoundDocument {
  readonly name: string
  readonly json: unknown
}

/** Throws a `Failure` that says what there is. */
export async function findPolicy(name: string): Promise<FoundDocument> {
  return find(name, 'policy', POLICIES)
}

export async function findScorecard(name: string): Promise<FoundDocument> {
  return find(name, 'scorecard', SCORECARDS)
}

/** A policy or a scorecard, whichever `name` is; told apart by what only a scorecard has. */
export async function findEither(name: string): Promise<FoundDocument & { readonly kind: 'policy' | 'scorecard' }> {
  const found = await find(name, 'policy or scorecard', new Map([...POLICIES, ...SCORECARDS]))
  return { ...found, kind: isRecord(found.json) && 'characteristics' in found.json ? 'scorecard' : 'policy' }
}

/** The rulebook of a policy with the scorecard named, or the one the policy asks for. */
export async function findRulebook(policyName: string, scorecardName: string | undefined): Promise<Rulebook> {
  const policy = await findPolicy(policyName)
  const scorecard = await scorecardOf(policy, scorecardName)
  const loaded = loadRulebook(policy.json, scorecard.json, REASON_CODES)
  if (loaded.ok) return loaded.rulebook
  // The faults of a scorecard are found first and are about its file.
  const card = checkScorecard(scorecard.json)
  throw failureOf(sayFaults(card.ok ? policy.name : scorecard.name, loaded.issues), 'nothing was decided')
}

/** All faults of a policy, with the scorecard it asks for or the one named, and that scorecard. */
export async function checkPolicyDocument(policy: FoundDocument, scorecardName: string | undefined): ReturnType<typeof checkedPolicy> {
  return checkedPolicy(policy, await scorecardOf(policy, scorecardName))
}

async function checkedPolicy(policy: FoundDocument, found: FoundDocument) {
  const scorecard = checkScorecard(found.json)
  if (!scorecard.ok) throw failureOf(sayFaults(found.name, scorecard.issues), 'the policy was not checked')
  const document: ScorecardDocument = scorecard.document
  return { checked: checkPolicy(policy.json, { reasonCodes: REASON_CODES, scorecard: document }), scorecard: document }
}

/** `policy.json: layers[1].rules[0].when.metric: expected …, got … [unknown-metric]`. */
export function sayFaults(name: string, issues: readonly PolicyIssue[]): string[] {
  return issues.map((issue) => sayIssue(name, issue))
}

/** The scorecard named, or the one that the policy asks for. */
export async function scorecardOf(policy: FoundDocument, named: string | undefined): Promise<FoundDocument> {
  if (named !== undefined) return findScorecard(named)
  const asked = isRecord(policy.json) ? policy.json['scorecard'] : undefined
  if (typeof asked !== 'string') return { name: policy.name, json: [...SCORECARDS.values()][0] }
  if (SCORECARDS.has(asked)) return { name: asked, json: SCORECARDS.get(asked) }
  throw new Failure(
    `${policy.name}: scorecard: expected ${oneOf(SCORECARDS)}, got ${asked} [wrong-scorecard]`,
    'Name the scorecard it was written for: --scorecard FILE',
  )
}

async function find(name: string, what: string, shipped: ReadonlyMap<string, unknown>): Promise<FoundDocument> {
  if (shipped.has(name)) return { name, json: shipped.get(name) }
  if (existsSync(name) || /[/\\]|\.json$/.test(name)) {
    const json = await readJsonFile(name, `a ${what} file`)
    if (isRecord(json)) return { name, json }
    throw new Failure(`${name}: expected a JSON object, a ${what}, got ${Array.isArray(json) ? 'a list' : JSON.stringify(json)} [bad-shape]`)
  }
  throw new Failure(`There is no ${what} ${name}. There is ${oneOf(shipped)}; or name a JSON file.`)
}

function oneOf(documents: ReadonlyMap<string, unknown>): string {
  return [...documents.keys()].join(', ')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
