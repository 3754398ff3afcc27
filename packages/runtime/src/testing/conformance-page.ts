/** The page's half of the conformance test: decides logs in a worker and hands the verdicts out. */
import { connectWorker } from '../client.ts'
import type { LogVerdict } from '../contract.ts'

export interface ConformanceTask {
  readonly events: readonly unknown[]
  readonly policy: string
  readonly days: readonly string[]
  readonly knownAt?: string
}

export type DecideInWorker = (tasks: readonly ConformanceTask[]) => Promise<LogVerdict[]>

const decideInWorker: DecideInWorker = async (tasks) => {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'conformance' })
  const book = connectWorker(worker)
  const verdicts: LogVerdict[] = []
  for (const { events, policy, days, knownAt } of tasks) verdicts.push(await book.decideLog(events, policy, days, knownAt))
  worker.terminate()
  return verdicts
}

Object.assign(globalThis, { decideInWorker })
