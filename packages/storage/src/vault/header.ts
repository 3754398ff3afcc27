/** The only thing in the database that can be read without a PIN: who may unlock, and by which wrapped key. */
import type { KdfParams } from '@tideline/sealed-file'
import type { JournalDatabase } from '../database.ts'
import type { PendingNote } from './pending-notes.ts'

export type Role = 'officer' | 'supervisor' | 'trainer'

/** A wrapped copy of the book's key. Name and role are bound to it: changed here, it opens no more. */
interface WrappedKey {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly salt: Uint8Array<ArrayBuffer>
  readonly iv: Uint8Array<ArrayBuffer>
  readonly wrapped: Uint8Array<ArrayBuffer>
  /** Attempts since the last that was right, each counted before it was made. */
  readonly failures: number
}

/** Opened by a user's PIN or, `recovery`, by the printed code, which is nobody's. `salt` and `params` are Argon2id's. */
export interface SecretSlot extends WrappedKey {
  readonly kind: 'pin' | 'recovery'
  readonly params: KdfParams
}

/** A user's second way: opened by what the authenticator that holds `credential` makes of `salt`. */
export interface PasskeySlot extends WrappedKey {
  readonly kind: 'passkey'
  readonly user: string
  readonly credential: Uint8Array<ArrayBuffer>
}

export type Slot = SecretSlot | PasskeySlot

/** One row, key `header`. */
export interface HeaderRow {
  readonly key: 'header'
  /** Of the book, random: wrapped keys of another book open nothing here. */
  readonly vault: string
  /** What has been done to bring an older form into this one, by id, in order. */
  readonly steps: readonly string[]
  readonly slots: readonly Slot[]
  /** A recovery code was made, and nobody has said yet that it is on paper. */
  readonly codeUnconfirmed?: boolean
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
  const slots = known ? header.slots.map((old) => (old.id === slot.id ? slot : old)) : [...header.slots, slot]
  return { ...header, slots, ...(slot.id === RECOVERY && { codeUnconfirmed: true }) }
}

export function slotOf(header: HeaderRow | null, id: string): SecretSlot | undefined {
  return header?.slots.filter(isSecret).find((slot) => slot.id === id)
}

export function passkeyOf(header: HeaderRow | null, user: string): PasskeySlot | undefined {
  return header?.slots.find((slot): slot is PasskeySlot => slot.kind === 'passkey' && slot.user === user)
}

export function withoutPasskey(header: HeaderRow, user: string): HeaderRow {
  return { ...header, slots: header.slots.filter((slot) => slot.kind !== 'passkey' || slot.user !== user) }
}

/** Without any way in of theirs. */
export function withoutUser(header: HeaderRow, user: string): HeaderRow {
  const { slots } = withoutPasskey(header, user)
  return { ...header, slots: slots.filter(({ id }) => id !== user) }
}

/** Everyone who may open the book, each by the slot of their PIN. */
export function usersIn(header: HeaderRow | null): readonly SecretSlot[] {
  return (header?.slots ?? []).filter(isSecret).filter(({ kind }) => kind === 'pin')
}

function isSecret(slot: Slot): slot is SecretSlot {
  return slot.kind !== 'passkey'
}
