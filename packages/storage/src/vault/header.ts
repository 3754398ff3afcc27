/** The only thing in the database that can be read without a PIN: who may unlock, and by which wrapped key. */
import type { KdfParams } from '@tideline/sealed-file'
import type { JournalDatabase } from '../database.ts'
import type { PendingNote } from './pending-notes.ts'

export type Role = 'officer' | 'supervisor' | 'trainer'

/** A wrapped copy of the book's key. Name and role are bound to it: changed here, it opens no more. */
export interface Slot {
  readonly id: string
  /** `recovery`: opened by the printed code, nobody's. Another kind may be added: a slot is one more way to the key. */
  readonly kind: 'pin' | 'recovery'
  readonly name: string
  readonly role: Role
  readonly salt: Uint8Array<ArrayBuffer>
  readonly params: KdfParams
  readonly iv: Uint8Array<ArrayBuffer>
  readonly wrapped: Uint8Array<ArrayBuffer>
  /** Attempts since the last that was right, each counted before it was made. */
  readonly failures: number
}

/** One row, key `header`. */
export interface HeaderRow {
  readonly key: 'header'
  /** Of the book, random: wrapped keys of another book open nothing here. */
  readonly vault: string
  /** What has been done to bring an older form into this one, by id, in order. */
  readonly steps: readonly string[]
  readonly slots: readonly Slot[]
  /** What the access log is to take over at the next unlock. */
  readonly pending?: readonly PendingNote[]
}

export const RECOVERY = 'recovery'

export async function readHeader(db: JournalDatabase): Promise<HeaderRow | null> {
  return (await db.vault.get('header')) ?? null
}

/** Changes the header in one transaction; `change` gives `null` to leave it. Resolves to what then stands there. */
export async function changeHeader(db: JournalDatabase, change: (header: HeaderRow) => HeaderRow | null): Promise<HeaderRow | null> {
  return db.transaction('rw', db.vault, async () => {
    const header = await readHeader(db)
    const changed = header && change(header)
    if (changed) await db.vault.put(changed)
    return changed ?? header
  })
}

export function withSlot(header: HeaderRow, slot: Slot): HeaderRow {
  const known = header.slots.some(({ id }) => id === slot.id)
  return { ...header, slots: known ? header.slots.map((old) => (old.id === slot.id ? slot : old)) : [...header.slots, slot] }
}

export function slotOf(header: HeaderRow | null, id: string): Slot | undefined {
  return header?.slots.find((slot) => slot.id === id)
}
