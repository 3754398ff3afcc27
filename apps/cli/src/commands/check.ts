/** `tideline check`: everything that is wrong with a policy or a scorecard, or what it holds and may not have meant. */
import { checkScorecard, type PolicyDocument, type ScorecardDocument } from '@tideline/engine'
import { advisePolicy, type Advice } from '@tideline/engine/advice'
import { canonicalJson, sha256Hex } from '@tideline/journal'
import { count, Failure, failureOf } from '../failure.ts'
import { checkPolicyDocument, findEither, sayFaults } from '../input/find-document.ts'
import { countAdvice, sayAdvice } from '../output/advice-lines.ts'
import { writeOut } from '../output/write.ts'

export interface CheckOptions {
  readonly scorecard?: string
  readonly json?: boolean
  readonly strict?: boolean
}

/** Advice refuses nothing; with `strict` a warning ends the command as a fault does, after all has been said. */
export async function check(name: string, options: CheckOptions): Promise<void> {
  const found = await findEither(name)
  if (found.kind === 'scorecard') {
    const checked = checkScorecard(found.json)
    if (!checked.ok) throw failureOf(sayFaults(found.name, checked.issues), 'no line can be scored by it')
    const { document } = checked
    await writeOut(options.json ? [jsonOf('scorecard', document, [])] : sound(document, 'scorecard', scorecardParts(document)))
    return
  }
  const { checked, scorecard } = await checkPolicyDocument(found, options.scorecard)
  if (!checked.ok) throw failureOf(sayFaults(found.name, checked.issues), 'no line can be decided by it')
  const { document } = checked
  const advice = advisePolicy(document, scorecard)
  await writeOut(options.json ? [jsonOf('policy', document, advice)] : [...sound(document, 'policy', policyParts(document)), ...advised(found.name, advice)])
  const warnings = advice.filter(({ severity }) => severity === 'warning').length
  if (options.strict && warnings > 0) throw new Failure(`${count(warnings, 'warning')}: with --strict a policy must have none`)
}

function sound(document: PolicyDocument | ScorecardDocument, kind: string, parts: readonly string[]): string[] {
  return [
    `${document.id}@${document.version}: this ${kind} is sound\n`,
    ...parts.map((part) => `  ${part}\n`),
    `  sha256 ${sha256Hex(canonicalJson(document))}\n`,
  ]
}

function advised(name: string, advice: readonly Advice[]): string[] {
  const counted = countAdvice(advice)
  if (counted === null) return []
  return ['\n', ...advice.flatMap((one) => sayAdvice(name, one)).map((line) => `${line}\n`), `${counted}; nothing is refused for them\n`]
}

/** One line of canonical JSON. */
function jsonOf(kind: 'policy' | 'scorecard', document: PolicyDocument | ScorecardDocument, advice: readonly Advice[]): string {
  return `${canonicalJson({ [kind]: { id: `${document.id}@${document.version}`, sha256: sha256Hex(canonicalJson(document)) }, advice })}\n`
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
