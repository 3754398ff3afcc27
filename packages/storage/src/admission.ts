/** Which events of a call are new, which were there, which contradict what was there (E2): one rule for every store. */
import { sameContent, type Issue, type JournalEvent } from '@tideline/journal'

export type Admission =
  | { readonly ok: true; readonly added: readonly JournalEvent[]; readonly repeated: number }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** `stored` finds the event that holds an id already. */
export function admit(events: readonly JournalEvent[], stored: (id: string) => JournalEvent | undefined): Admission {
  const added = new Map<string, JournalEvent>()
  const issues: Issue[] = []
  let repeated = 0
  for (const event of events) {
    const known = added.get(event.id) ?? stored(event.id)
    if (!known) added.set(event.id, event)
    else if (sameContent(known, event)) repeated++
    else issues.push({ code: 'conflicting-event', path: 'id', expected: 'one content for an id', got: 'another content', event: event.id })
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, added: [...added.values()], repeated }
}

/** The key a store files an event under: its borrower, or `''` for what holds for the whole book. */
export function keyOf(event: JournalEvent): string {
  return event.borrower ?? ''
}

export function groupByBorrower(events: readonly JournalEvent[]): Map<string, JournalEvent[]> {
  const groups = new Map<string, JournalEvent[]>()
  for (const event of events) {
    const group = groups.get(keyOf(event))
    if (group) group.push(event)
    else groups.set(keyOf(event), [event])
  }
  return groups
}
