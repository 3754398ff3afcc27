/** What a page may ask about the vault of the book: who may open it, and with what. PINs go in and never come out. */
import type { Created, Passkey, Role, Unlocked, UserResult, VaultRefusal, VaultStatus, VaultUser } from '@tideline/storage'

export type { Passkey, Role, VaultRefusal, VaultUser }

/** A user as the locked page lists them; `waitMs`: until the next PIN may be tried. */
export type VaultUserStatus = VaultStatus['users'][number]

/**
 * `absent`: this worker keeps its book without a vault, or can't open the database, which `openBook` tells; every
 * other task of `VaultTasks` is then refused.
 */
export type VaultStateAnswer = VaultStatus | { readonly state: 'absent' }

/** Why a task on the vault was not done; waits in milliseconds. */
export type VaultAnswer<T> = T | VaultRefusal

export interface VaultTasks {
  /** Asked first of all: while it is `none` or `locked`, tasks on the book are answered by what `isLocked` knows. */
  vaultState(): Promise<VaultStateAnswer>
  /**
   * Makes the vault and its first user, a supervisor; a book that lies there is sealed, which takes a few seconds for
   * a big one. The recovery code is shown this once, to be printed.
   */
  createVault(name: string, pin: string): Promise<VaultAnswer<Created>>
  /** The recovery code shown last is on paper; until this is said, `codeConfirmed` of the state is false. */
  recoveryCodeKept(): Promise<void>
  /** `failures`: wrong PINs since the last right one. Another user's PIN switches to that user. */
  unlock(user: string, pin: string): Promise<VaultAnswer<Unlocked>>
  /** Drops the keys and all that was decided; a running import or comparison is cancelled. */
  lock(): Promise<void>
  /** `ownPin`: of the supervisor who is there, as for all that has it. */
  addUser(user: { readonly name: string; readonly role: Role }, pin: string, ownPin: string): Promise<VaultAnswer<UserResult>>
  removeUser(user: string, ownPin: string): Promise<VaultAnswer<UserResult>>
  resetPin(user: string, newPin: string, ownPin: string): Promise<VaultAnswer<UserResult>>
  /** One's own, locked or not. */
  changePin(user: string, pin: string, newPin: string): Promise<VaultAnswer<UserResult>>
  /**
   * A second way in for whoever is there. The page has asked the authenticator (`vaultState` says how for the users who
   * have one): `output` is what it made of the salt. The bytes move into the worker and are wiped there; the page's
   * array is empty afterwards.
   */
  addPasskey(passkey: Passkey, output: Uint8Array<ArrayBuffer>, ownPin: string): Promise<VaultAnswer<UserResult>>
  unlockByPasskey(user: string, output: Uint8Array<ArrayBuffer>): Promise<VaultAnswer<Unlocked>>
  removePasskey(ownPin: string): Promise<VaultAnswer<UserResult>>
  /** By the printed code, which is used up: the answer has the next. */
  recover(code: string, user: string, newPin: string): Promise<VaultAnswer<Created>>
  renewRecoveryCode(ownPin: string): Promise<VaultAnswer<Created>>
  /** Erases one borrower for good, by the supervisor who is there. `events`: how many entries went; 0 where there was nobody. */
  eraseBorrower(borrower: string): Promise<VaultAnswer<{ readonly ok: true; readonly events: number }>>
  /** Destroys book, users and keys without any PIN: for who has lost every way in. */
  discardVault(): Promise<void>
}

const LOCKED = 'BookLocked'

/** What a task on the book rejects with where its answer has no place for it; the name comes through to the page. */
export function lockedError(): Error {
  return Object.assign(new Error('The book is locked'), { name: LOCKED })
}

/** Whether a task was refused because nobody has unlocked the book. */
export function isLocked(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === LOCKED
}
