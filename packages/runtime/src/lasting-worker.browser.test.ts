import { afterEach, describe, expect, it } from 'vitest'
import { isWorkerLost, lastingWorker } from './lasting-worker.ts'

const started: Worker[] = []
let lost = 0
afterEach(() => {
  for (const worker of started.splice(0)) worker.terminate()
  lost = 0
})

function start(): Worker {
  started.push(new Worker(new URL('./testing/worker.ts', import.meta.url), { type: 'module', name: `lasting-${crypto.randomUUID()}` }))
  return started.at(-1)!
}

describe('a worker that dies', () => {
  it('is noticed by the lock it held, refuses what was asked of it, and is replaced', async () => {
    const worker = lastingWorker({ start, onLost: () => lost++ })
    expect(await worker.profiles()).not.toEqual([])
    // That the page waits for the worker's lock: a lock that is held may not have been named to the page yet.
    const waiting = async (): Promise<boolean> => !!(await navigator.locks.query()).pending?.some(({ name }) => name?.startsWith('tideline:worker:'))
    await expect.poll(waiting, { timeout: 10_000 }).toBe(true)
    started[0]!.terminate()
    const asked = worker.openBook('2025-03-20').catch((error: unknown) => error)
    expect(await asked).toSatisfy(isWorkerLost)
    await expect.poll(() => lost, { timeout: 10_000 }).toBe(1)
    expect(started).toHaveLength(2)
    expect(await worker.profiles()).not.toEqual([])
  })

  it('is given up when it answers no sign of life', async () => {
    const worker = lastingWorker({ start, onLost: () => lost++, beatMs: 20, patience: 3 })
    await worker.profiles()
    // It hears nothing from here on, as one that is caught in a loop.
    Object.defineProperty(started[0], 'postMessage', { value: () => {} })
    await expect.poll(() => lost, { timeout: 5_000 }).toBe(1)
    expect(await worker.profiles()).not.toEqual([])
  })
})
