/** Tells the events of a file that fit the journal from those that contradict it, so that these don't hold up the rest. */
import { joinLog, sameContent, type Issue, type JournalEvent } from '@tideline/journal'
import { StorageFailure, type SharedStore } from '@tideline/storage'

export interface Sifted {
  readonly fitting: readonly JournalEvent[]
  /** One or more for each event left out. */
  readonly issues: readonly Issue[]
}

/** `owners` gives the borrower of each line of the journal, which is read through once. */
export async function siftEvents(
  events: readonly JournalEvent[],
  store: SharedStore,
  owners: ReadonlyMap<string, string>,
): Promise<Sifted> {
  const issues: Issue[] = []
  const groups = groupUnique(events, owners, issues)
  const fitting: JournalEvent[] = []
  const sift = (borrower: string, stored: readonly JournalEvent[]): void => {
    const fresh = groups.get(borrower)
    if (fresh) for (const event of siftBorrower(stored, fresh, issues)) fitting.push(event)
    groups.delete(borrower)
  }
  try {
    for await (const { borrower, events: stored } of store.readAll()) sift(borrower, stored)
  } catch (error) {
    if (!(error instanceof StorageFailure)) throw error
    for (const borrower of error.borrowers) {
      for (const { id } of groups.get(borrower) ?? []) {
        issues.push({ code: 'bad-data', path: 'borrower', expected: 'a borrower whose saved events can be read', got: borrower, event: id })
      }
      groups.delete(borrower)
    }
  }
  for (const borrower of [...groups.keys()]) sift(borrower, [])
  return { fitting, issues }
}

/** By borrower, without the second of two contents under one id and without lines of somebody else. */
function groupUnique(
  events: readonly JournalEvent[],
  stored: ReadonlyMap<string, string>,
  issues: Issue[],
): Map<string, JournalEvent[]> {
  const byId = new Map<string, JournalEvent>()
  const owners = new Map(stored)
  const groups = new Map<string, JournalEvent[]>()
  for (const event of events) {
    if (event.type === 'line.opened' && event.line !== undefined && event.borrower !== undefined && !owners.has(event.line)) {
      owners.set(event.line, event.borrower)
    }
  }
  for (const event of events) {
    const first = byId.get(event.id)
    const owner = event.line === undefined ? undefined : owners.get(event.line)
    if (first && !sameContent(first, event)) {
      issues.push({ code: 'conflicting-event', path: 'id', expected: 'one content for an id', got: 'another content', event: event.id })
    } else if (owner !== undefined && owner !== event.borrower) {
      const got = event.borrower ?? 'nothing'
      issues.push({ code: 'bad-data', path: 'borrower', expected: `the line's borrower, ${owner}`, got, event: event.id })
    } else {
      byId.set(event.id, event)
      const group = groups.get(event.borrower ?? '')
      if (group) group.push(event)
      else groups.set(event.borrower ?? '', [event])
    }
  }
  return groups
}

/** Leaves out what the joined log complains of, until it joins. */
function siftBorrower(stored: readonly JournalEvent[], fresh: readonly JournalEvent[], issues: Issue[]): readonly JournalEvent[] {
  let left = fresh
  while (left.length > 0) {
    const joined = joinLog([...stored, ...left])
    if (joined.ok) return left
    issues.push(...joined.issues)
    const named = new Set(joined.issues.map(({ event }) => event))
    const kept = left.filter(({ id }) => !named.has(id))
    // A new opening before the old one makes the old events the wrong ones: then nothing new goes in.
    left = kept.length < left.length ? kept : []
  }
  return left
}
