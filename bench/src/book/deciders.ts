/** Deciding a book as it ships: each line by the policy of its kind. */
import { POLICIES, POLICY_BY_KIND, REASON_CODES, SCORECARDS } from '@tideline/content'
import { createDecider, loadRulebook } from '@tideline/engine'
import type { Book, BookLine, Decider, PolicyDocument, Rulebook } from '@tideline/engine'
import { joinLog, type JournalEvent, type LineKind, type Log } from '@tideline/journal'

export type Rulebooks = Readonly<Record<LineKind, Rulebook>>

/** The policies that ship; `change` may make others of them. */
export function shippedRulebooks(change: (policy: PolicyDocument) => PolicyDocument = (policy) => policy): Rulebooks {
  const loaded = new Map<string, Rulebook>()
  const rulebookOf = (id: string): Rulebook => {
    const policy = POLICIES.get(id) as PolicyDocument
    const result = loadRulebook(change(policy), SCORECARDS.get(policy.scorecard), REASON_CODES)
    if (!result.ok) throw new Error(`${id} is refused: ${JSON.stringify(result.issues)}`)
    return result.rulebook
  }
  // Lines of two kinds under one policy share what is compiled of it.
  const ofKind = (kind: LineKind): Rulebook => {
    const id = POLICY_BY_KIND[kind]
    const rulebook = loaded.get(id) ?? rulebookOf(id)
    loaded.set(id, rulebook)
    return rulebook
  }
  return { revolving: ofKind('revolving'), instalment: ofKind('instalment'), project: ofKind('project') }
}

/** A decider for each policy, asked by the kind of a line. */
export function decidersOf(book: Book, rulebooks: Rulebooks): (line: BookLine) => Decider {
  const deciders = new Map<Rulebook, Decider>()
  return ({ kind }) => {
    const rulebook = rulebooks[kind]
    let decider = deciders.get(rulebook)
    if (!decider) deciders.set(rulebook, (decider = createDecider(book, rulebook)))
    return decider
  }
}

/** The log of events that are known to be sound. */
export function logOf(events: readonly JournalEvent[]): Log {
  const joined = joinLog(events)
  if (!joined.ok) throw new Error(`The generated book is refused: ${JSON.stringify(joined.issues.slice(0, 3))}`)
  return joined.log
}
