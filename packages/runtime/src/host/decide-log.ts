/** Decides a log that is not in the book: for training, and to compare devices byte by byte. */
import { createDecider, MoneyOverflowError, openBook, type Rulebook } from '@tideline/engine'
import { canonicalJson, joinLog, validateEvent, type Issue, type JournalEvent } from '@tideline/journal'
import type { LogVerdict } from '../contract.ts'
import { rulebookNamed } from './rulebooks.ts'
import { dayOf } from './summary.ts'

export interface LogTask {
  readonly events: readonly unknown[]
  /** `id@version` */
  readonly policyId: string
  /** In any order. */
  readonly asOf: readonly string[]
  readonly knownAt?: string | undefined
  /** Besides those that ship. */
  readonly moreRulebooks?: ReadonlyMap<string, Rulebook> | undefined
}

/** Throws for a policy that neither ships nor is given. */
export function decideLog({ events: values, policyId, asOf, knownAt, moreRulebooks }: LogTask): LogVerdict {
  const rulebook = moreRulebooks?.get(policyId) ?? rulebookNamed(policyId)
  if (!rulebook) throw new Error(`No policy ${policyId} ships with this program`)
  const events: JournalEvent[] = []
  const issues: Issue[] = []
  for (const value of values) {
    const checked = validateEvent(value)
    if (checked.ok) events.push(checked.event)
    else issues.push(...checked.issues)
  }
  if (issues.length > 0) return { ok: false, issues }
  const joined = joinLog(events)
  if (!joined.ok) return joined
  const book = openBook(joined.log, knownAt === undefined ? {} : { knownAt })
  const decider = createDecider(book, rulebook)
  const days = [...new Set(asOf.map(dayOf))].sort((a, b) => a - b)
  try {
    return { ok: true, decisions: book.lines.flatMap((line) => decider.decide(line, days).map((decision) => canonicalJson(decision))) }
  } catch (error) {
    if (!(error instanceof MoneyOverflowError)) throw error
    return { ok: false, issues: [{ code: 'money-overflow', path: '', expected: 'sums within ±(2^53−1)', got: error.message }] }
  }
}
