/** What can only be checked across events: whose line it is (E5, E10), and what a reversal points at (E3, E8). */
import { isKnownEvent, type JournalEvent } from './event.ts'
import type { Issue } from './issue.ts'
import type { Log } from './log.ts'
import { shown } from './text.ts'

/** Ids that some of these reversals takes out. A reversal of a reversal has no effect (E3). */
export function reversedIds(reversals: Log['reversals']): ReadonlySet<string> {
  const targets = new Set(reversals.map(({ data }) => data.event))
  for (const { id } of reversals) targets.delete(id)
  return targets
}

/** Issues across the unique events of a log in the making, which `byId` has by their ids. */
export function crossCheck({ events, reversals, openings }: Log, byId: ReadonlyMap<string, JournalEvent>): Issue[] {
  const reversed = reversedIds(reversals)
  const owners = ownersOfLines(openings, reversed)
  const issues: Issue[] = []
  for (const event of events) {
    if (!isKnownEvent(event)) continue
    const target = event.type === 'event.reversed' ? byId.get(event.data.event) : undefined
    if (target !== undefined) issues.push(...differences(event, target))
    else if (event.line !== undefined) {
      const issue = wrongBorrower(event, owners.get(event.line), reversed)
      if (issue !== undefined) issues.push(issue)
    }
  }
  return issues
}

interface Owners {
  /** Borrower of the first opening that stands; of the first at all if every one was reversed. */
  owner: string | undefined
  stands: boolean
  /** Everyone whom some opening named: a reversed mistake may still name them (E10). */
  readonly named: Set<string | undefined>
}

function ownersOfLines(openings: Log['openings'], reversed: ReadonlySet<string>): Map<string, Owners> {
  const owners = new Map<string, Owners>()
  for (const event of openings) {
    if (event.line === undefined) continue
    const stands = !reversed.has(event.id)
    const known = owners.get(event.line)
    if (known === undefined) {
      owners.set(event.line, { owner: event.borrower, stands, named: new Set([event.borrower]) })
      continue
    }
    known.named.add(event.borrower)
    if (stands && !known.stands) {
      known.owner = event.borrower
      known.stands = true
    }
  }
  return owners
}

function wrongBorrower(
  event: JournalEvent,
  owners: Owners | undefined,
  reversed: ReadonlySet<string>,
): Issue | undefined {
  if (owners === undefined || event.borrower === owners.owner) return undefined
  const undone = reversed.has(event.id) || event.type === 'event.reversed' || !owners.stands
  if (undone && owners.named.has(event.borrower)) return undefined
  return issue(event, 'borrower', `the line's borrower, ${shown(owners.owner)}`, event.borrower)
}

function differences(event: JournalEvent, target: JournalEvent): Issue[] {
  return (['borrower', 'line'] as const)
    .filter(key => event[key] !== target[key])
    .map(key => issue(event, key, `what the reversed event has, ${shown(target[key])}`, event[key]))
}

function issue(event: JournalEvent, path: string, expected: string, got: unknown): Issue {
  return { code: 'bad-data', path, expected, got: shown(got), event: event.id }
}
