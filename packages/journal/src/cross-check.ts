/** What can only be checked across events: whose line it is (E5, E10), and what a reversal points at (E3, E8). */
import { isKnownEvent, type JournalEvent } from './event.ts'
import type { Issue } from './issue.ts'
import { shown } from './text.ts'

/** Ids that some reversal among these events takes out. A reversal of a reversal has no effect (E3). */
export function reversedIds(events: readonly JournalEvent[]): ReadonlySet<string> {
  const targets = new Set<string>()
  for (const event of events) {
    if (isKnownEvent(event) && event.type === 'event.reversed') targets.add(event.data.event)
  }
  if (targets.size === 0) return targets
  for (const event of events) {
    if (event.type === 'event.reversed') targets.delete(event.id)
  }
  return targets
}

/** Issues across unique events in canonical order. */
export function crossCheck(events: readonly JournalEvent[], byId: ReadonlyMap<string, JournalEvent>): Issue[] {
  const reversed = reversedIds(events)
  const owners = ownersOfLines(events, reversed)
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

function ownersOfLines(events: readonly JournalEvent[], reversed: ReadonlySet<string>): Map<string, Owners> {
  const owners = new Map<string, Owners>()
  for (const event of events) {
    if (event.type !== 'line.opened' || event.line === undefined) continue
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
