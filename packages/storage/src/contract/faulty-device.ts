/**
 * A device that fails at a chosen step. A step is anything a write waits for: a request to the database, a call of
 * WebCrypto, the beginning of a transaction. Works on the classes of fake-indexeddb, so one device at a time.
 */
import { IDBDatabase as FakeDatabase, IDBObjectStore as FakeObjectStore } from 'fake-indexeddb'

export const FAULTS = ['abort', 'quota', 'killed'] as const
export type Fault = (typeof FAULTS)[number]

const REQUESTS = ['put', 'delete', 'clear', 'get', 'getAll', 'count', 'openCursor'] as const
const CRYPTO = ['encrypt', 'decrypt', 'sign', 'deriveKey', 'importKey', 'wrapKey', 'unwrapKey', 'generateKey'] as const

type Method = (...args: unknown[]) => unknown
type Methods = Record<string, Method | undefined>

export class FaultyDevice {
  /** Steps taken since the last `arm`. */
  steps = 0
  #plan: { readonly at: number; readonly fault: Fault } | null = null
  #dead = false
  readonly #open = new Set<IDBTransaction>()
  readonly #undo: (() => void)[] = []

  constructor() {
    const step = (transaction: IDBTransaction | null): void => this.#step(transaction)
    const open = this.#open
    for (const name of REQUESTS) {
      this.#patch(FakeObjectStore.prototype as unknown as Methods, name, (original) => function (this: IDBObjectStore, ...args) {
        step(this.transaction)
        return original.apply(this, args)
      })
    }
    this.#patch(FakeDatabase.prototype as unknown as Methods, 'transaction', (original) => function (this: IDBDatabase, ...args) {
      step(null)
      const transaction = original.apply(this, args) as IDBTransaction
      open.add(transaction)
      for (const end of ['complete', 'abort']) transaction.addEventListener(end, () => open.delete(transaction))
      return transaction
    })
    for (const name of CRYPTO) {
      this.#patch(crypto.subtle as unknown as Methods, name, (original) => async (...args) => {
        step(null)
        return original.apply(crypto.subtle, args)
      })
    }
  }

  /** From now on the device fails at its step `at`, 1 for the next; without a plan it counts only. */
  arm(plan: { readonly at: number; readonly fault: Fault } | null): void {
    this.steps = 0
    this.#plan = plan
  }

  /** Whether the fault has happened. */
  get failed(): boolean {
    return this.#plan !== null && this.steps >= this.#plan.at
  }

  /** Switched on again after it was killed: what was not committed is gone. */
  revive(): void {
    this.#plan = null
    this.#dead = false
  }

  restore(): void {
    for (const undo of this.#undo) undo()
  }

  #step(transaction: IDBTransaction | null): void {
    if (this.#dead) throw new Error('the worker is dead')
    this.steps++
    if (this.#plan?.at !== this.steps) return
    const { fault } = this.#plan
    if (fault === 'quota') throw new DOMException('no room', 'QuotaExceededError')
    if (fault === 'killed') this.#dead = true
    for (const open of fault === 'killed' ? this.#open : transaction ? [transaction] : []) abort(open)
    if (fault === 'killed' || !transaction) throw new DOMException('stopped', 'AbortError')
  }

  #patch(on: Methods, name: string, make: (original: Method) => Method): void {
    const own = Object.getOwnPropertyDescriptor(on, name)
    Object.defineProperty(on, name, { configurable: true, writable: true, value: make(on[name]!) })
    this.#undo.push(() => (own ? Object.defineProperty(on, name, own) : delete on[name]))
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // It had ended.
  }
}
