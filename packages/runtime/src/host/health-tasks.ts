import type { HealthTasks } from '../health-contract.ts'

export function makeHealthTasks(): HealthTasks {
  return {
    lifeline: () =>
      new Promise((resolve) => {
        const locks = (globalThis as { readonly navigator?: { readonly locks?: LockManager } }).navigator?.locks
        if (!locks) return resolve(null)
        const name = `tideline:worker:${crypto.randomUUID()}`
        // Never let go of: whoever ends the worker ends the lock.
        void locks.request(name, () => {
          resolve(name)
          return new Promise(() => {})
        })
      }),
    ping: async () => {},
  }
}
