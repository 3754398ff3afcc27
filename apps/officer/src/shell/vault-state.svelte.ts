/** Whether the book is open, and to whom; the way in and the way out. In practice it is always open, to nobody. */
import type { TidelineWorker, VaultRefusal, VaultUser, VaultUserStatus } from '@tideline/runtime'
import type { TextShelf } from '@tideline/ui/page'
import { messageOf } from './message-of.ts'

export type VaultNow =
  /** Not yet asked, or being locked: nothing is shown. */
  | { readonly kind: 'opening' | 'locking' }
  /** The worker did not answer. */
  | { readonly kind: 'failed'; readonly why: string }
  /** No vault has been made. `plainBook`: a book from before there were vaults lies there, readable by anybody. `lost`: there was a vault. */
  | { readonly kind: 'none'; readonly plainBook: boolean; readonly lost: 'book' | 'keys' | null }
  | { readonly kind: 'locked'; readonly users: readonly VaultUserStatus[]; readonly recoveryWaitMs: number }
  /** A new recovery code, until it has been written down: it is shown this once. */
  | { readonly kind: 'new-code'; readonly code: string; readonly user: VaultUser }
  /** `failures`: wrong PINs since the user was here last. */
  | { readonly kind: 'open'; readonly user: VaultUser | null; readonly failures: number }

export interface VaultStateOptions {
  readonly worker: TidelineWorker
  /** A book without a vault: practice. */
  readonly practice: boolean
  /** Called before anything else when the book is locked: the address must no longer name a line. */
  readonly onLock: () => void
  /** Remembers apart from the database that a book is here, and nothing else of it: a browser may clear one and leave the other. */
  readonly marker: TextShelf
  /** The other windows of the app. */
  readonly windows: BroadcastChannel
}

export class VaultState {
  #now = $state.raw<VaultNow>({ kind: 'opening' })
  readonly #options: VaultStateOptions
  #wasInterrupted = $state(false)
  #leaving: readonly (() => Promise<void>)[] = []

  constructor(options: VaultStateOptions) {
    this.#options = options
    if (options.practice) this.#open(null)
    else options.windows.addEventListener('message', () => void this.lock())
  }

  get now(): VaultNow {
    return this.#now
  }

  /** Who has unlocked the book; `null` in practice, and while it is locked. */
  get user(): VaultUser | null {
    return this.#now.kind === 'open' ? this.#now.user : null
  }

  /** The worker ended by itself since somebody last came in: what was saved is there, what was typed is kept. */
  get wasInterrupted(): boolean {
    return this.#wasInterrupted
  }

  /** Another worker has taken the place of one that died: it has no keys. */
  async interrupted(): Promise<void> {
    if (this.#options.practice) return
    this.#wasInterrupted = true
    this.#options.onLock()
    await this.refresh()
  }

  /** Asks the worker how it stands, as when the page starts. */
  async refresh(): Promise<void> {
    if (this.#options.practice) return
    try {
      const status = await this.#options.worker.vaultState()
      // Without a vault in work mode the database can't be opened; opening the book says why.
      if (status.state === 'absent') this.#open(null)
      else if (status.state === 'none') this.#now = { kind: 'none', plainBook: status.plainBook, lost: this.#lossOf(status) }
      else if (status.state === 'locked') this.#now = { kind: 'locked', users: status.users, recoveryWaitMs: status.recoveryWaitMs }
      else this.#open(status.user)
    } catch (thrown) {
      this.#now = { kind: 'failed', why: messageOf(thrown) }
    }
  }

  /** The first user; what lies there is sealed. `null`: done. */
  async create(name: string, pin: string): Promise<VaultRefusal | null> {
    const answer = await this.#options.worker.createVault(name, pin)
    if (!answer.ok) return answer
    this.#now = { kind: 'new-code', code: answer.recoveryCode, user: answer.user }
    return null
  }

  async unlock(user: string, pin: string): Promise<VaultRefusal | null> {
    const answer = await this.#options.worker.unlock(user, pin)
    if (!answer.ok) return answer
    this.#open(answer.user, answer.failures)
    return null
  }

  /** `output`: what the user's authenticator made; the array is empty afterwards. */
  async unlockByPasskey(user: string, output: Uint8Array<ArrayBuffer>): Promise<VaultRefusal | null> {
    const answer = await this.#options.worker.unlockByPasskey(user, output)
    if (!answer.ok) return answer
    this.#open(answer.user, answer.failures)
    return null
  }

  /** A new PIN by the printed code, and the code that takes its place. */
  async recover(code: string, user: string, newPin: string): Promise<VaultRefusal | null> {
    const answer = await this.#options.worker.recover(code, user, newPin)
    if (!answer.ok) return answer
    this.#now = { kind: 'new-code', code: answer.recoveryCode, user: answer.user }
    return null
  }

  /** The new recovery code is on paper: so says who is there. */
  async codeKept(): Promise<void> {
    // What can't be noted now is asked about again on Today.
    await this.#options.worker.recoveryCodeKept().catch(() => {})
    if (this.#now.kind === 'new-code') this.#open(this.#now.user)
  }

  /** What must be done before the keys go, for as long as it is not taken back by what this returns. */
  beforeLock(work: () => Promise<void>): () => void {
    this.#leaving = [...this.#leaving, work]
    return () => {
      this.#leaving = this.#leaving.filter((one) => one !== work)
    }
  }

  /** By who leaves the tablet: here and in every other window. One that is only out of sight locks itself alone. */
  async lockEverywhere(): Promise<void> {
    this.#options.windows.postMessage('lock')
    await this.lock()
  }

  /** Out of sight at once; then what was typed is put away, and the keys are dropped. */
  async lock(): Promise<void> {
    const { practice, worker, onLock } = this.#options
    if (practice || (this.#now.kind !== 'open' && this.#now.kind !== 'new-code')) return
    const leaving = this.#leaving
    this.#now = { kind: 'locking' }
    onLock()
    // Whatever fails of it, the book is locked.
    await Promise.allSettled(leaving.map((work) => work()))
    try {
      await worker.lock()
    } catch (thrown) {
      this.#now = { kind: 'failed', why: messageOf(thrown) }
      return
    }
    await this.refresh()
  }

  /** Destroys the book for who has lost every way in. */
  async discard(): Promise<void> {
    await this.#options.worker.discardVault()
    this.#options.marker.write('')
    await this.refresh()
  }

  #lossOf({ plainBook, keysLost }: { readonly plainBook: boolean; readonly keysLost: boolean }): 'book' | 'keys' | null {
    if (keysLost) return 'keys'
    return !plainBook && this.#options.marker.read() === 'here' ? 'book' : null
  }

  #open(user: VaultUser | null, failures = 0): void {
    if (user) {
      this.#options.marker.write('here')
      this.#wasInterrupted = false
    }
    this.#now = { kind: 'open', user, failures }
  }
}
