/** What a vault does, and how it answers. */
import type { DexieStoreOptions } from '../open-database.ts'
import type { SharedStore } from '../shared-store.ts'
import type { AccessStore } from './access-port.ts'
import type { BookToFill, Filled, FillRefusal } from './fill-book.ts'
import type { Role } from './header.ts'
import type { KdfParams } from '@tideline/sealed-file'
import type { Tombstone } from './sealed-rows.ts'
import type { Erasure } from './sealed-store.ts'

export interface VaultUser {
  readonly id: string
  readonly name: string
  readonly role: Role
}

/** How an authenticator is asked: by the credential it holds, of 16 bytes and more, for what it makes of the salt. */
export interface Passkey {
  readonly credential: Uint8Array<ArrayBuffer>
  readonly salt: Uint8Array<ArrayBuffer>
}

export interface VaultStatus {
  /** `none`: no vault has been made; a book that lies there can be read by anybody (`plainBook`). */
  readonly state: 'none' | 'locked' | 'unlocked'
  readonly plainBook: boolean
  /** Sealed rows lie there and the header with everybody's key has gone: nobody opens them any more. */
  readonly keysLost: boolean
  /** Who has unlocked it. */
  readonly user: VaultUser | null
  /** Everyone who may, with what each still has to wait after wrong PINs, and their passkey if there is one. */
  readonly users: readonly (VaultUser & { readonly waitMs: number; readonly passkey: Passkey | null })[]
  /** The same for the recovery code. */
  readonly recoveryWaitMs: number
  /** Whether somebody has said that the recovery code which holds now is on paper. */
  readonly codeConfirmed: boolean
}

export type VaultRefusalCode =
  /** A wrong PIN or code, or a header that somebody changed: the cipher does not tell which. */
  | 'wrong-pin'
  /** Too many wrong ones: nothing was tried. */
  | 'wait'
  /** No recovery code, by its check digits: nothing was tried, nothing is counted. */
  | 'mistyped-code'
  /** Not as long as `PIN_LENGTH`, or one that everybody tries first. */
  | 'weak-pin'
  /** What came from the authenticator opens nothing: of another passkey, or cut short. */
  | 'wrong-passkey'
  | 'no-passkey'
  | 'name-taken'
  | 'unknown-user'
  /** A supervisor may, the user is none. */
  | 'not-allowed'
  /** The last supervisor stays. */
  | 'last-supervisor'
  | 'vault-exists'
  | 'no-vault'
  | 'locked'

export interface VaultRefusal {
  readonly ok: false
  readonly code: VaultRefusalCode
  /** Until the next attempt may be made. */
  readonly waitMs: number
}

export type Unlocked = { readonly ok: true; readonly user: VaultUser; /** Wrong attempts of this kind since the last right one. */ readonly failures: number }
export type Created = { readonly ok: true; readonly user: VaultUser; /** To be printed: shown this once. */ readonly recoveryCode: string }
export type UserResult = { readonly ok: true; readonly user: VaultUser }

export interface VaultOptions extends DexieStoreOptions {
  /** Params of new PINs; measured on the device by default. */
  readonly calibrate?: () => Promise<KdfParams>
  /** A clock in ms that nobody can set; `performance.now` by default. */
  readonly now?: () => number
  /** The instant, for what happens while it is locked: `YYYY-MM-DDTHH:MM:SS.sssZ`, the system's by default. */
  readonly clock?: () => string
  /** Called while a book of an older form is being sealed, before and after. */
  readonly onSealing?: (sealing: boolean) => void
}

export interface Vault {
  /** The same object for the vault's whole life; while locked it throws or answers `locked`. */
  readonly store: SharedStore
  /** Who has unlocked it; `null` while nobody has. */
  readonly user: VaultUser | null
  /** The access log, as long as somebody has unlocked it. */
  readonly access: AccessStore | null
  status(): Promise<VaultStatus>
  /** Makes the vault, its first supervisor, and seals what is there; unlocked afterwards. */
  create(name: string, pin: string): Promise<Created | VaultRefusal>
  /** The recovery code that holds now is on paper, says who is there. */
  confirmCode(): Promise<void>
  /** Also switches users: the one before goes when the PIN was right. */
  unlock(user: string, pin: string): Promise<Unlocked | VaultRefusal>
  /** Whether it is a user of that PIN who stands beside the one who is there, and stays. Counts as `unlock` does. */
  confirm(user: string, pin: string): Promise<Unlocked | VaultRefusal>
  /** Drops every key. What is being written is finished before, notes of the access log among it. */
  lock(): Promise<void>
  /** By the supervisor who is there, whose PIN is asked for again (`ownPin`). */
  addUser(user: { readonly name: string; readonly role: Role }, pin: string, ownPin: string): Promise<UserResult | VaultRefusal>
  /** Wraps the key anew; nothing is encrypted again. */
  changePin(user: string, pin: string, newPin: string): Promise<UserResult | VaultRefusal>
  /** Gives another user a new PIN, as `addUser`. Their passkey goes. */
  resetPin(user: string, newPin: string, ownPin: string): Promise<UserResult | VaultRefusal>
  removeUser(user: string, ownPin: string): Promise<UserResult | VaultRefusal>
  /**
   * A second way in for the user who is there, whose PIN is asked for again; one of before goes. `output`, the 32 bytes
   * that the authenticator makes of the salt, is wiped, here as in `unlockByPasskey`.
   */
  addPasskey(passkey: Passkey, output: Uint8Array<ArrayBuffer>, ownPin: string): Promise<UserResult | VaultRefusal>
  /** As `unlock`; there is no wait, as nobody guesses 32 bytes. */
  unlockByPasskey(user: string, output: Uint8Array<ArrayBuffer>): Promise<Unlocked | VaultRefusal>
  /** By the user who is there, who knows the PIN still: else there would be no way in. */
  removePasskey(ownPin: string): Promise<UserResult | VaultRefusal>
  /** A new PIN for a user by the printed code, which is thereby used up: the new one is to be printed. Their passkey goes. Unlocked afterwards. */
  recover(code: string, user: string, newPin: string): Promise<Created | VaultRefusal>
  /** A new code in the place of the old one, which was lost or never printed; as `addUser`. */
  renewRecoveryCode(ownPin: string): Promise<Created | VaultRefusal>
  /**
   * Erases a borrower for good, by the supervisor who is there, and stores `erasure` in the same transaction: events
   * that let the chains be followed over what goes. `null`: there is no such borrower. `outdated`: somebody has
   * written since the revision of the erasure, and nothing was done.
   */
  shred(borrower: string, at: string, erasure: Erasure): Promise<{ readonly ok: true; readonly tombstone: Tombstone | null } | { readonly ok: false; readonly code: 'outdated' } | VaultRefusal>
  /** Fills an empty book, by the supervisor who is there, in one transaction or not at all; what `borrowers` throws comes through. */
  fill(book: BookToFill): Promise<Filled | FillRefusal | VaultRefusal>
  /** Everyone erased, for the audit chain. Throws a `StorageFailure` while locked. */
  tombstones(): Promise<readonly Tombstone[]>
  /** Destroys book, users and keys, locked or not: for who has lost PIN and code. */
  discard(): Promise<void>
  close(): void
}
