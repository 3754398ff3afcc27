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

/** One more of them. */
export function withPending(header: HeaderRow, kind: PendingNote['kind'], { id, name, role }: Slot, at: string): HeaderRow {
  const { pending = [] } = header
  const before = pending.find((note) => note.kind === kind && note.user === id)
  const others = pending.filter((note) => note !== before)
  return { ...header, pending: [...others, { kind, user: id, name, role, count: (before?.count ?? 0) + 1, first: before?.first ?? at, last: at }] }
}

export function noteOf({ kind, name, role, count, first, last }: PendingNote): AccessNote {
  return { at: last, by: name, role, kind, facts: kind === 'unlock-failed' ? { failures: count, first, last } : { first, last } }
}
