/** What happens while nobody has the key can't be sealed: it stands in the header, with no borrower in it, until the next unlock. */
import type { AccessNote } from './access-port.ts'
import type { HeaderRow, Slot } from './header.ts'

/** Wrong PINs and changed PINs of one user since the log was last written. */
export interface PendingNote {
  readonly kind: 'unlock-failed' | 'pin-changed'
  readonly user: string
  readonly name: string
  readonly role: Slot['role']
  readonly count: number
  /** Instants. */
  readonly first: string
  readonly last: string
}

/** Before a secret is tried: whoever ends the program saves no attempt, and the log hears of it. */
export function countAttempt(header: HeaderRow, slot: Slot, at: string): HeaderRow {
  return withPending(setFailures(header, slot.id, (failures) => failures + 1), 'unlock-failed', slot, at)
}

/** It was right, and so no failure: all is as `before`, and what stood against the user begins anew. */
export function forgiveAttempt(header: HeaderRow, id: string, before: HeaderRow): HeaderRow {
  const others = (header.pending ?? []).filter(({ kind, user }) => kind !== 'unlock-failed' || user !== id)
  const noted = pendingOf(before, 'unlock-failed', id)
  return { ...setFailures(header, id, () => 0), pending: noted ? [...others, noted] : others }
}

/** One more of them. */
export function withPending(header: HeaderRow, kind: PendingNote['kind'], { id, name, role }: Slot, at: string): HeaderRow {
  const before = pendingOf(header, kind, id)
  const others = (header.pending ?? []).filter((note) => note !== before)
  return { ...header, pending: [...others, { kind, user: id, name, role, count: (before?.count ?? 0) + 1, first: before?.first ?? at, last: at }] }
}

function pendingOf({ pending = [] }: HeaderRow, kind: PendingNote['kind'], user: string): PendingNote | undefined {
  return pending.find((note) => note.kind === kind && note.user === user)
}

function setFailures(header: HeaderRow, id: string, count: (failures: number) => number): HeaderRow {
  return { ...header, slots: header.slots.map((slot) => (slot.id === id ? { ...slot, failures: count(slot.failures) } : slot)) }
}

export function noteOf({ kind, name, role, count, first, last }: PendingNote): AccessNote {
  return { at: last, by: name, role, kind, facts: kind === 'unlock-failed' ? { failures: count, first, last } : { first, last } }
}
