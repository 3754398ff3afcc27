/** One writer at a time among the tabs of a browser, by Web Locks. */
import type { StoreRole } from './shared-store.ts'

export interface WriterLock {
  readonly role: StoreRole
  /** Runs `work` while no other tab writes. */
  exclusively<T>(work: () => Promise<T>): Promise<T>
  release(): void
}

/** The browser's lock manager, on a page and in a worker alike; none in Node. */
export function deviceLocks(): LockManager | undefined {
  return (globalThis as { readonly navigator?: { readonly locks?: LockManager } }).navigator?.locks
}

/**
 * Joins the queue of tabs for a database: the first is the writer for as long as it lives, and whoever waits
 * longest succeeds it. Without a lock manager there are no other tabs, only the database's own transactions.
 */
export async function joinWriters(database: string, locks: LockManager | undefined): Promise<WriterLock> {
  if (!locks) return { role: 'writer', exclusively: (work) => work(), release: () => {} }
  const state: { role: StoreRole } = { role: 'follower' }
  const leaving = new AbortController()
  const left = new Promise<void>((resolve) => leaving.signal.addEventListener('abort', () => resolve()))
  const term = `tideline:${database}:writer`
  const hold = (): Promise<void> => {
    state.role = 'writer'
    return left
  }
  await new Promise<void>((settled) => {
    void locks
      .request(term, { ifAvailable: true }, (lock) => {
        settled()
        if (lock) return hold()
        // Left without taking over: the request is withdrawn, which rejects, and nothing is lost by it.
        locks.request(term, { signal: leaving.signal }, hold).catch(() => {})
        return undefined
      })
      .catch(() => settled())
  })
  return {
    get role() {
      return state.role
    },
    exclusively: async (work) => await locks.request(`tideline:${database}:write`, work),
    release: () => leaving.abort(),
  }
}
