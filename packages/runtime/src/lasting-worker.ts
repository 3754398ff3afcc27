/** A worker that outlives its own end: when it dies or answers no more, another takes its place, and the page is told. */
import { connectWorker } from './client.ts'
import type { TidelineWorker } from './contract.ts'

/** What a task rejects with whose worker ended before it answered: what it was to store may be stored or not. */
const LOST = 'WorkerLost'

export function isWorkerLost(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === LOST
}

export interface LastingWorkerOptions {
  readonly start: () => Worker
  /** Called when the next one has been started: it knows nothing of what the last one knew, a vault is locked. */
  readonly onLost: () => void
  /** How often a sign of life is asked for, and how many may stay out; 5 s and 9. A page that sleeps asks for none. */
  readonly beatMs?: number
  readonly patience?: number
}

/** A worker that ends before it ever answered is not replaced: its script can't be had, and the next would do the same. */
export function lastingWorker({ start, onLost, beatMs = 5_000, patience = 9 }: LastingWorkerOptions): TidelineWorker {
  let current = connect()

  function connect(): { readonly tasks: TidelineWorker; readonly ended: Promise<never> } {
    const worker = start()
    const tasks = connectWorker(worker)
    let answered = false
    let over = false
    let reject: (error: Error) => void = () => {}
    const ended = new Promise<never>((_, rejected) => (reject = rejected))
    // Whoever asks hears of it; between two questions nobody listens.
    ended.catch(() => {})

    const end = (): void => {
      if (over) return
      over = true
      clearInterval(beat)
      worker.terminate()
      reject(Object.assign(new Error('The worker ended before it answered'), { name: LOST }))
      if (!answered) return
      current = connect()
      onLost()
    }

    let waitedFor = 0
    const beat = setInterval(() => {
      // One that is still starting has its script to fetch and its libraries to compile.
      if (!answered) return
      if (++waitedFor > patience) end()
      else if (waitedFor === 1) void tasks.ping().then(() => (waitedFor = 0))
    }, beatMs)
    worker.addEventListener('error', () => {
      if (!answered) end()
    })
    // Told apart from the lifeline: one that dies in between is missed by its signs of life.
    void tasks.ping().then(() => (answered = true))
    void tasks.lifeline().then((name) => {
      // Granted when the worker is no more.
      if (name) void navigator.locks.request(name, end)
    })
    return { tasks, ended }
  }

  return new Proxy({} as TidelineWorker, {
    get: (_, task: keyof TidelineWorker) => {
      // Not a promise, whoever asks.
      if (!(task in current.tasks)) return undefined
      return (...asked: never[]) => {
        const { tasks, ended } = current
        return Promise.race([(tasks[task] as (...values: never[]) => Promise<unknown>)(...asked), ended])
      }
    },
  })
}
