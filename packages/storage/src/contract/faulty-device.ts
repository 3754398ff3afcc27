/**
 * A device that fails at a chosen step. A step is anything a write waits for: a request to the database, a call of
 * WebCrypto, the beginning of a transaction. Works on the classes of fake-indexeddb, so one device at a time.
 */
import { IDBDatabase as FakeDatabase, IDBFactory as FakeFactory, IDBObjectStore as FakeObjectStore, IDBRequest as FakeRequest, IDBTransaction as FakeTransaction } from 'fake-indexeddb'

/**
 * `abort`: the transaction is rolled back. `quota`: no room. `closed`: the database goes away, the tab lives on.
 * `killed`: the worker or tab ends, nothing it waits for comes back. `unheard`: it ends right after the next commit.
 */
export const FAULTS = ['abort', 'quota', 'closed', 'killed', 'unheard'] as const
export type Fault = (typeof FAULTS)[number]

const REQUESTS = ['put', 'delete', 'clear', 'get', 'getAll', 'count', 'openCursor'] as const
const CRYPTO = ['encrypt', 'decrypt', 'sign', 'verify', 'deriveKey', 'importKey', 'wrapKey', 'unwrapKey', 'generateKey'] as const

type Method = (...args: unknown[]) => unknown
type Methods = Record<string, Method | undefined>
/** What happens at a step, instead of a fault or between two: an act of somebody else. */
export type Plan = { readonly at: number } & ({ readonly fault: Fault; readonly act?: never } | { readonly act: () => void; readonly fault?: never })

export class FaultyDevice {
  /** Steps taken since the last `arm`. */
  steps = 0
  /** Whether what was planned has happened. */
  failed = false
  /** Settles with `null` when the worker has ended. */
  gone: Promise<null> = new Promise(() => {})
  #plan: Plan | null = null
  #state: 'alive' | 'closed' | 'dead' = 'alive'
  #end: () => void = () => {}
  /** Of the worker that is running: each ends with its life. */
  #life = 0
  readonly #open = new Set<IDBTransaction>()
  #openings: object[] = []
  /** What ended workers wait for: nobody is told of it. */
  readonly #silent = new WeakSet<object>()
  readonly #undo: (() => void)[] = []

  constructor() {
    const request = (transaction: IDBTransaction): boolean => this.#step(transaction)
    const begun = (transaction: IDBTransaction): void => this.#begun(transaction)
    const isHeard = (target: IDBRequest | IDBTransaction | null, type: string): boolean => this.#isHeard(target, type)
    for (const name of REQUESTS) {
      this.#patch(FakeObjectStore.prototype, name, (original) => function (this: IDBObjectStore, ...args) {
        return request(this.transaction) ? original.apply(this, args) : new FakeRequest()
      })
    }
    const opening = (open: () => unknown): unknown => this.#opening(open)
    this.#patch(FakeFactory.prototype, 'open', (original) => function (this: IDBFactory, ...args) {
      return opening(() => original.apply(this, args))
    })
    this.#patch(FakeDatabase.prototype, 'transaction', (original) => function (this: IDBDatabase, ...args) {
      const transaction = original.apply(this, args) as IDBTransaction
      begun(transaction)
      return transaction
    })
    this.#patch(FakeRequest.prototype, 'dispatchEvent', (original) => function (this: IDBRequest, event) {
      return isHeard(this, '') && isHeard(this.transaction, '') ? original.call(this, event) : true
    })
    this.#patch(FakeTransaction.prototype, 'dispatchEvent', (original) => function (this: IDBTransaction, event) {
      return isHeard(this, (event as Event).type) ? original.call(this, event) : true
    })
    for (const name of CRYPTO) {
      this.#patch(crypto.subtle, name, (original) => async (...args) => {
        const life = this.#life
        const answer = this.#step(null) ? original.apply(crypto.subtle, args) : null
        await Promise.resolve(answer).catch(() => {})
        // What was under way when the worker ended is heard by nobody, also after the device was switched on again.
        return answer && life === this.#life ? answer : new Promise(() => {})
      })
    }
  }

  /** From now on the plan holds for the step `at`, 1 for the next; without one it counts only. */
  arm(plan: Plan | null): void {
    this.steps = 0
    this.failed = false
    this.#plan = plan
    this.gone = new Promise((resolve) => (this.#end = () => resolve(null)))
  }

  /** Switched on again: what was not committed is gone. */
  async revive(): Promise<void> {
    // Until whatever else the ended worker was about has come to its next step, and stays there.
    if (this.#state === 'dead') for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setTimeout(resolve))
    this.#openings = []
    this.#plan = null
    this.#state = 'alive'
  }

  restore(): void {
    for (const undo of this.#undo) undo()
  }

  /** `false`: the worker is no longer there, and no answer comes. */
  #step(transaction: IDBTransaction | null): boolean {
    if (this.#state === 'dead' || (transaction && this.#silent.has(transaction))) return false
    if (this.#state === 'closed' && transaction) throw closed()
    this.steps++
    if (this.#plan?.at !== this.steps || this.#plan.fault === 'unheard') return true
    this.failed = true
    const { fault, act } = this.#plan
    if (act) {
      act()
      return true
    }
    if (fault === 'quota') throw new DOMException('no room', 'QuotaExceededError')
    if (fault === 'killed') {
      this.#die()
      return false
    }
    if (fault === 'closed') {
      this.#state = 'closed'
      for (const open of this.#open) rollBack(open)
      throw closed()
    }
    if (transaction) rollBack(transaction)
    throw new DOMException('stopped', 'AbortError')
  }

  /** Dexie opens anew what it finds closed. */
  #opening(open: () => unknown): unknown {
    if (this.#state === 'closed') throw closed()
    if (this.#state === 'dead') return new FakeRequest()
    const request = open() as object
    this.#openings.push(request)
    return request
  }

  #begun(transaction: IDBTransaction): void {
    // The making of a database is the fake's own: what can go wrong with it is proven with migrations.
    if (transaction.mode === 'versionchange') return
    try {
      if (this.#state === 'closed') throw closed()
      if (this.#step(null)) this.#open.add(transaction)
      else this.#silent.add(transaction)
    } catch (error) {
      rollBack(transaction)
      throw error
    }
  }

  /** Whether what happens to a request or a transaction is told to whoever waits for it. */
  #isHeard(target: IDBRequest | IDBTransaction | null, type: string): boolean {
    if (!target) return true
    const isEnd = type === 'complete' || type === 'abort'
    if (isEnd) this.#open.delete(target as IDBTransaction)
    if (type === 'complete' && (target as IDBTransaction).mode === 'readwrite' && this.#isUnheard()) {
      this.failed = true
      this.#silent.add(target)
      this.#die()
    }
    return !this.#silent.has(target)
  }

  #isUnheard(): boolean {
    return this.#plan?.fault === 'unheard' && this.steps >= this.#plan.at && this.#state === 'alive'
  }

  #die(): void {
    this.#state = 'dead'
    this.#life++
    this.#end()
    for (const open of this.#open) {
      this.#silent.add(open)
      rollBack(open)
    }
    this.#open.clear()
    for (const opening of this.#openings) this.#silent.add(opening)
  }

  #patch(on: object, name: string, make: (original: Method) => Method): void {
    const methods = on as Methods
    const own = Object.getOwnPropertyDescriptor(methods, name)
    Object.defineProperty(methods, name, { configurable: true, writable: true, value: make(methods[name]!) })
    this.#undo.push(() => (own ? Object.defineProperty(methods, name, own) : delete methods[name]))
  }
}

function closed(): DOMException {
  return new DOMException('The database connection is closing', 'InvalidStateError')
}

function rollBack(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // It had ended.
  }
}
