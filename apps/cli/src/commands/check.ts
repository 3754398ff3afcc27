/** `tideline check`: everything that is wrong with a policy or a scorecard, or what it holds. */
import { checkScorecard, type PolicyDocument, type ScorecardDocument } from '@tideline/engine'
import { canonicalJson, sha256Hex } from '@tideline/journal'
import { count, failureOf } from '../failure.ts'
import { checkPolicyDocument, findEither, sayFaults } from '../input/find-document.ts'
import { writeOut } from '../output/write.ts'

export async function check(name: string, options: { readonly scorecard?: string }): Promise<void> {
  const found = await findEither(name)
  if (found.kind === 'scorecard') {
    const checked = checkScorecard(found.json)
    if (!checked.ok) throw failureOf(sayFaults(found.name, checked.issues), 'no line can be scored by it')
    await say(checked.document, 'scorecard', scorecardParts(checked.document))
    return
  }
  const checked = await checkPolicyDocument(found, options.scorecard)
  if (!checked.ok) throw failureOf(sayFaults(found.name, checked.issues), 'no line can be decided by it')
  await say(checked.document, 'policy', policyParts(checked.document))
}

async function say(document: PolicyDocument | ScorecardDocument, kind: string, parts: readonly string[]): Promise<void> {
  await writeOut([
    `${document.id}@${document.version}: this ${kind} is sound\n`,
    ...parts.map((part) => `  ${part}\n`),
    `  sha256 ${sha256Hex(canonicalJson(document))}\n`,
  ])
}

function policyParts(policy: PolicyDocument): string[] {
  const rules = policy.layers.reduce((sum, layer) => sum + layer.rules.length, 0)
  return [
    `written for ${policy.scorecard}`,
    `${count(policy.segments.length, 'segment')}: ${policy.segments.map(({ id }) => id).join(', ')}`,
    `${count(rules, 'rule')} in ${count(policy.layers.length, 'layer')}: ${policy.layers.map(({ id }) => id).join(', ')}`,
    `${count(policy.reopening.length, 'way')} back, ${count(policy.increases.length, 'increase')}, ${count(policy.warnings.length, 'warning')}`,
  ]
}

function scorecardParts(scorecard: ScorecardDocument): string[] {
  const bins = scorecard.characteristics.reduce((sum, { bins }) => sum + bins.length, 0)
  return [`${scorecard.min} to ${scorecard.max} points`, `${count(scorecard.characteristics.length, 'characteristic')}, ${count(bins, 'bin')}`]
}
