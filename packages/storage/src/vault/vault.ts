/** The vault of a book: who may open it, and the store while somebody has. Rules VA of SPEC.md. */
import { bytesToHex } from '@tideline/journal'
import { calibrateKdf, type KdfParams } from '@tideline/sealed-file'
import { type JournalDatabase } from '../database.ts'
import { openDatabase } from '../open-database.ts'
import { StorageFailure } from '../failure.ts'
import type { SharedStore } from '../shared-store.ts'
import { toldStore } from '../told-store.ts'
import { deviceLocks, joinWriters, type WriterLock } from '../writer-lock.ts'
import { AccessLog } from './access-log.ts'
import type { AccessStore } from './access-port.ts'
import { Attempts, refused } from './attempts.ts'
import { deriveBookKeys } from './book-keys.ts'
import type { BookToFill, Filled, FillRefusal } from './fill-book.ts'
import { changeHeader, readHeader, RECOVERY, slotOf, usersIn, withoutPasskey, withoutUser, withSlot } from './header.ts'
import type { HeaderRow, Role, SecretSlot, Slot } from './header.ts'
import { lockedStore } from './locked-store.ts'
import { isOutput, passkeyIn, wrapForPasskey } from './passkey-slot.ts'
import { makeRecoveryCode, readRecoveryCode } from './recovery-code.ts'
import { withPending } from './pending-notes.ts'
import { beginVault, hasPlainBook, hasSealedBook, hasStepsLeft, sealBook } from './seal-book.ts'
import type { Tombstone } from './sealed-rows.ts'
import { SealedStore } from './sealed-store.ts'
import { SealedTables } from './sealed-tables.ts'
import { randomBytes, type Bytes } from './sealing.ts'
import { makeBookKey, TO_REWRAP, TO_USE, unwrap, wrapFor, type SlotOwner } from './slot-keys.ts'
import { isWeak } from './weak-pin.ts'
import type { Created, Passkey, Unlocked, UserResult, Vault, VaultOptions, VaultRefusal, VaultStatus, VaultUser } from './vault-port.ts'

interface Session {
  /** Of the book, as its header has it. */
  readonly vault: string
  readonly user: VaultUser
  readonly store: SealedStore
  readonly access: AccessLog
}

/** Opens the vault of a name without unlocking it. Throws a `StorageFailure` (`newer-schema`, `blocked`, `unavailable`). */
export async function openVault(name: string, options: VaultOptions = {}): Promise<Vault> {
  const db = await openDatabase(name, options)
  return new DexieVault(db, await joinWriters(name, deviceLocks()), options)
}

class DexieVault implements Vault {
  readonly store: SharedStore
  readonly #db: JournalDatabase
  readonly #lock: WriterLock
  readonly #attempts: Attempts
  readonly #options: VaultOptions
  #session: Session | null = null
  #turn: Promise<unknown> = Promise.resolve()

  constructor(db: JournalDatabase, lock: WriterLock, options: VaultOptions) {
    this.#db = db
    this.#lock = lock
    this.#options = options
    this.#attempts = new Attempts(db, options.now ?? (() => performance.now()), () => this.#instant())
    const sealed = lockedStore(() => this.#session?.store ?? null, () => lock.role, () => this.close())
    this.store = toldStore(sealed, db, () => this.#isGone())
  }

  get user(): VaultUser | null {
    return this.#session?.user ?? null
  }

  get access(): AccessStore | null {
    return this.#session?.access ?? null
  }

  async status(): Promise<VaultStatus> {
    const header = await readHeader(this.#db)
    // Discarded in another window: the keys open nothing any more.
    if (header?.vault !== this.#session?.vault) this.#session = null
    const recovery = slotOf(header, RECOVERY)
    return {
      state: !header ? 'none' : this.#session ? 'unlocked' : 'locked',
      plainBook: !header && (await hasPlainBook(this.#db)),
      keysLost: !header && (await hasSealedBook(this.#db)),
      user: this.user,
      users: usersIn(header).map((slot) => ({ ...userOf(slot), waitMs: this.#attempts.waitFor(slot), passkey: passkeyIn(header, slot.id) })),
      recoveryWaitMs: recovery ? this.#attempts.waitFor(recovery) : 0,
      codeConfirmed: !header?.codeUnconfirmed,
    }
  }

  create(name: string, pin: string): Promise<Created | VaultRefusal> {
    return this.#inTurn(async () => {
      // Over rows that nobody opens any more none is made: they are discarded first, by who knows what that means.
      if ((await readHeader(this.#db)) || (await hasSealedBook(this.#db))) return refused('vault-exists')
      if (isWeak(pin)) return refused('weak-pin')
      const params = await this.#params()
      const vault = crypto.randomUUID()
      const recoveryCode = makeRecoveryCode()
      const bookKey = await makeBookKey()
      const slot = await wrapFor(vault, newUser(name, 'supervisor'), pin, params, bookKey)
      const recovery = await wrapFor(vault, RECOVERY_OWNER, recoveryCode, params, bookKey)
      const base = await unwrap(vault, slot, pin, TO_USE)
      if (!base) throw new Error('A key that was just wrapped unwraps')
      const keys = await deriveBookKeys(base)
      if (!(await beginVault(this.#db, keys, { key: 'header', vault, slots: [slot, recovery], codeUnconfirmed: true }))) return refused('vault-exists')
      await this.#start(userOf(slot), base)
      return { ok: true, user: userOf(slot), recoveryCode }
    })
  }

  async confirmCode(): Promise<void> {
    if (this.#session) await changeHeader(this.#db, (header) => ({ ...header, codeUnconfirmed: false }))
  }

  unlock(user: string, pin: string): Promise<Unlocked | VaultRefusal> {
    return this.#inTurn(async () => {
      const tried = await this.#attempts.bySecret(user, pin, TO_USE)
      if (!tried.ok) return tried
      await this.#start(userOf(tried.slot), tried.key)
      return { ok: true, user: userOf(tried.slot), failures: tried.slot.failures }
    })
  }

  confirm(user: string, pin: string): Promise<Unlocked | VaultRefusal> {
    return this.#inTurn(async () => {
      if (!this.#session) return refused('locked')
      // The recovery code is a way in, nobody's name.
      if (user === RECOVERY) return refused('unknown-user')
      const tried = await this.#attempts.bySecret(user, pin, TO_USE)
      return tried.ok ? { ok: true, user: userOf(tried.slot), failures: tried.slot.failures } : tried
    })
  }

  async lock(): Promise<void> {
    const session = this.#session
    this.#session = null
    if (session) await Promise.all([this.#lock.exclusively(async () => {}), session.access.settled()])
  }

  addUser({ name, role }: { readonly name: string; readonly role: Role }, pin: string, ownPin: string): Promise<UserResult | VaultRefusal> {
    return this.#asSupervisor(ownPin, async (bookKey, header) => {
      if (isWeak(pin)) return refused('weak-pin')
      if (usersIn(header).some((slot) => slot.name === name.trim())) return refused('name-taken')
      return this.#wrap(header, newUser(name, role), pin, bookKey)
    })
  }

  changePin(user: string, pin: string, newPin: string): Promise<UserResult | VaultRefusal> {
    return this.#inTurn(async () => {
      if (isWeak(newPin)) return refused('weak-pin')
      const tried = await this.#attempts.bySecret(user, pin, TO_REWRAP)
      if (!tried.ok) return tried
      const changed = await this.#wrap(tried.header, ownerOf(tried.slot), newPin, tried.key)
      // Nobody there can write it to the log.
      if (!this.#session) await changeHeader(this.#db, (latest) => withPending(latest, 'pin-changed', tried.slot, this.#instant()))
      return changed
    })
  }

  resetPin(user: string, newPin: string, ownPin: string): Promise<UserResult | VaultRefusal> {
    return this.#asSupervisor(ownPin, async (bookKey, header) => {
      const slot = userIn(header, user)
      if (!slot) return refused('unknown-user')
      return isWeak(newPin) ? refused('weak-pin') : this.#wrap(header, ownerOf(slot), newPin, bookKey, withoutPasskey)
    })
  }

  removeUser(user: string, ownPin: string): Promise<UserResult | VaultRefusal> {
    return this.#asSupervisor(ownPin, async (_bookKey, header) => {
      const slot = userIn(header, user)
      if (!slot) return refused('unknown-user')
      const supervisors = usersIn(header).filter(({ role }) => role === 'supervisor')
      if (supervisors.length === 1 && supervisors[0] === slot) return refused('last-supervisor')
      await changeHeader(this.#db, (latest) => withoutUser(latest, user))
      return { ok: true, user: userOf(slot) }
    })
  }

  addPasskey(passkey: Passkey, output: Bytes, ownPin: string): Promise<UserResult | VaultRefusal> {
    return this.#wiping(output, async () => {
      const { user } = this
      if (!user) return refused('locked')
      if (!isOutput(output)) return refused('wrong-passkey')
      const tried = await this.#attempts.bySecret(user.id, ownPin, TO_REWRAP)
      if (!tried.ok) return tried
      const slot = await wrapForPasskey(tried.header.vault, user, passkey, output, tried.key)
      // Who was removed meanwhile, in another tab, gets no way in.
      const changed = await changeHeader(this.#db, (latest) => (userIn(latest, user.id) ? withSlot(latest, slot) : null))
      return userIn(changed, user.id) ? { ok: true, user } : refused('unknown-user')
    })
  }

  unlockByPasskey(user: string, output: Bytes): Promise<Unlocked | VaultRefusal> {
    return this.#wiping(output, async () => {
      const tried = await this.#attempts.byPasskey(user, output, TO_USE)
      if (!tried.ok) return tried
      await this.#start(userOf(tried.slot), tried.key)
      return { ok: true, user: userOf(tried.slot), failures: tried.slot.failures }
    })
  }

  removePasskey(ownPin: string): Promise<UserResult | VaultRefusal> {
    return this.#inTurn(async () => {
      const { user } = this
      if (!user) return refused('locked')
      const tried = await this.#attempts.bySecret(user.id, ownPin, TO_USE)
      if (!tried.ok) return tried
      await changeHeader(this.#db, (latest) => withoutPasskey(latest, user.id))
      return { ok: true, user }
    })
  }

  recover(code: string, user: string, newPin: string): Promise<Created | VaultRefusal> {
    return this.#inTurn(async () => {
      if (isWeak(newPin)) return refused('weak-pin')
      const slot = userIn(await readHeader(this.#db), user)
      if (!slot) return refused('unknown-user')
      const digits = readRecoveryCode(code)
      if (!digits) return refused('mistyped-code')
      const tried = await this.#attempts.bySecret(RECOVERY, digits, TO_REWRAP)
      if (!tried.ok) return tried
      const recoveryCode = makeRecoveryCode()
      const params = await this.#params()
      const { vault } = tried.header
      const renewed = await wrapFor(vault, ownerOf(slot), newPin, params, tried.key)
      const recovery = await wrapFor(vault, RECOVERY_OWNER, recoveryCode, params, tried.key)
      await changeHeader(this.#db, (header) => withSlot(withSlot(withoutPasskey(header, user), renewed), recovery))
      const base = await unwrap(vault, renewed, newPin, TO_USE)
      if (base) await this.#start(userOf(slot), base)
      return { ok: true, user: userOf(slot), recoveryCode }
    })
  }

  renewRecoveryCode(ownPin: string): Promise<Created | VaultRefusal> {
    return this.#asSupervisor(ownPin, async (bookKey, header, user): Promise<Created> => {
      const recoveryCode = makeRecoveryCode()
      await this.#wrap(header, RECOVERY_OWNER, recoveryCode, bookKey)
      return { ok: true, user, recoveryCode }
    })
  }

  async shred(...[borrower, at, erasure]: Parameters<Vault['shred']>): ReturnType<Vault['shred']> {
    const session = this.#session
    if (!session) return refused('locked')
    if (session.user.role !== 'supervisor') return refused('not-allowed')
    const tombstone = borrower === '' ? null : await session.store.shred(borrower, at, session.user.name, erasure)
    return tombstone === 'outdated' ? { ok: false, code: 'outdated' } : { ok: true, tombstone }
  }

  async fill(book: BookToFill): Promise<Filled | FillRefusal | VaultRefusal> {
    const session = this.#session
    if (!session) return refused('locked')
    return session.user.role === 'supervisor' ? session.store.fill(book) : refused('not-allowed')
  }

  async tombstones(): Promise<readonly Tombstone[]> {
    if (!this.#session) throw new StorageFailure('locked', 'The book is locked')
    return this.#session.store.tombstones()
  }

  async discard(): Promise<void> {
    this.#session = null
    const { tables } = this.#db
    await this.#lock.exclusively(() => this.#db.transaction('rw', tables, () => Promise.all(tables.map((table) => table.clear()))))
  }

  close(): void {
    this.#session = null
    this.#lock.release()
    this.#db.close()
  }

  /** What concerns users is done one after the other, in the order asked for. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work, work)
    this.#turn = result.catch(() => {})
    return result
  }

  #wiping<T>(secret: Bytes, work: () => Promise<T>): Promise<T> {
    return this.#inTurn(() => work().finally(() => secret.fill(0)))
  }

  /** For what takes a supervisor, who says again who it is. */
  #asSupervisor<T extends UserResult>(
    ownPin: string,
    work: (bookKey: CryptoKey, header: HeaderRow, user: VaultUser) => Promise<T | VaultRefusal>,
  ): Promise<T | VaultRefusal> {
    return this.#inTurn(async () => {
      const session = this.#session
      if (!session) return refused('locked')
      if (session.user.role !== 'supervisor') return refused('not-allowed')
      const tried = await this.#attempts.bySecret(session.user.id, ownPin, TO_REWRAP)
      return tried.ok ? work(tried.key, tried.header, session.user) : tried
    })
  }

  /** `also`: what else goes from the header with it. */
  async #wrap(
    header: HeaderRow,
    owner: SlotOwner,
    pin: string,
    bookKey: CryptoKey,
    also: (header: HeaderRow, user: string) => HeaderRow = (latest) => latest,
  ): Promise<UserResult> {
    const slot = await wrapFor(header.vault, owner, pin, await this.#params(), bookKey)
    await changeHeader(this.#db, (latest) => withSlot(also(latest, owner.id), slot))
    return { ok: true, user: userOf(slot) }
  }

  async #start(user: VaultUser, base: CryptoKey): Promise<void> {
    const keys = await deriveBookKeys(base)
    const header = await readHeader(this.#db)
    if (!header) return
    if (hasStepsLeft(header)) {
      this.#options.onSealing?.(true)
      await this.#lock.exclusively(() => sealBook(this.#db, keys))
      this.#options.onSealing?.(false)
    }
    const tables = new SealedTables(this.#db, keys)
    const store = new SealedStore(tables, this.#lock, header.vault)
    this.#session = { vault: header.vault, user, store, access: new AccessLog(tables, header.vault) }
  }

  /** Whether the book that is open here has been discarded elsewhere. */
  async #isGone(): Promise<boolean> {
    const open = this.#session?.vault
    return open !== undefined && (await readHeader(this.#db))?.vault !== open
  }

  #instant(): string {
    return this.#options.clock?.() ?? new Date().toISOString()
  }

  /** As measured before, for this device is still the same one. */
  async #params(): Promise<KdfParams> {
    const known = slotOf(await readHeader(this.#db), RECOVERY)?.params
    return known ?? (this.#options.calibrate ?? (() => calibrateKdf(() => performance.now())))()
  }
}

const RECOVERY_OWNER: SlotOwner = { id: RECOVERY, kind: 'recovery', name: '', role: 'supervisor' }

function newUser(name: string, role: Role): SlotOwner {
  return { id: bytesToHex(randomBytes(8)), kind: 'pin', name: name.trim(), role }
}

function userIn(header: HeaderRow | null, id: string): SecretSlot | undefined {
  return usersIn(header).find((slot) => slot.id === id)
}

function userOf(slot: Slot): VaultUser {
  return { id: slot.kind === 'passkey' ? slot.user : slot.id, name: slot.name, role: slot.role }
}

function ownerOf({ id, kind, name, role }: SecretSlot): SlotOwner {
  return { id, kind, name, role }
}
