/** What can go wrong with a device's storage, named so that a page can say what was lost and what to do. */

export type StorageFailureCode =
  /** The database was written by a newer version of the program. */
  | 'newer-schema'
  /** Rows that don't read back as they were written; `borrowers` names whose. */
  | 'damaged'
  /** Fewer events than were confirmed as saved, no row says whose. */
  | 'events-missing'
  /** The browser refuses storage: private mode, blocked, closed under us. */
  | 'unavailable'
  /** The device has no room. */
  | 'full'
  /** The book is sealed and nobody has unlocked it. */
  | 'locked'
  /** Another window has brought the database into a newer form: this program lets go of it. */
  | 'superseded'
  /** Another window holds the database in an older form and does not let go. */
  | 'blocked'
  /** The book that was open is no longer there: discarded in another window, or deleted from outside. */
  | 'gone'

/** Thrown by a store; `code` tells which. Everything else that a store throws is a defect. */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure'
  readonly code: StorageFailureCode
  /** Borrowers whose events can't be read; empty where that is not the trouble. */
  readonly borrowers: readonly string[]

  constructor(code: StorageFailureCode, detail: string, borrowers: readonly string[] = []) {
    super(detail)
    this.code = code
    this.borrowers = borrowers
  }
}

/** Names of errors that say the device is full: Dexie wraps the browser's own in an AbortError. */
const FULL = new Set(['QuotaExceededError', 'DiskFullError'])

/** Why a write did not happen, from whatever the database threw. */
export function refusalOf(error: unknown): { readonly ok: false; readonly code: 'full' | 'unavailable'; readonly detail: string } {
  if (error instanceof StorageFailure && error.code === 'full') return { ok: false, code: 'full', detail: error.message }
  for (let cause = error, depth = 0; depth < 4 && isErrorLike(cause); cause = cause.inner ?? cause.cause, depth++) {
    if (FULL.has(cause.name)) return { ok: false, code: 'full', detail: cause.message }
  }
  return { ok: false, code: 'unavailable', detail: isErrorLike(error) ? `${error.name}: ${error.message}` : String(error) }
}

/** The same as something to throw. */
export function failureOf(error: unknown): StorageFailure {
  if (error instanceof StorageFailure) return error
  const { code, detail } = refusalOf(error)
  return new StorageFailure(code, detail)
}

interface ErrorLike {
  readonly name: string
  readonly message: string
  readonly inner?: unknown
  readonly cause?: unknown
}

function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === 'object' && value !== null && 'name' in value && 'message' in value
}
