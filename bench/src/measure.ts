/** How everything here is timed: at least five times, each after a collection of garbage. */

/** One thing measured. Times in milliseconds. */
export interface Measured {
  readonly what: string
  /** One time for each run, or for each of many single answers. */
  readonly samples: readonly number[]
  /** What one sample worked through, for a rate. */
  readonly units?: { readonly count: number; readonly name: string }
  /** Single answers are told by their 99th percentile, runs by their range. */
  readonly single?: boolean
}

/** What a child process measured, and what it held in memory, in bytes. */
export interface TaskResult {
  readonly measured: readonly Measured[]
  /** In use when measuring began: what was loaded to be measured on. */
  readonly heldBytes: number
  /** Said below the table. */
  readonly notes?: readonly string[]
}

const RUNS = 5

/** Times `work`; what it returns is looked at, so that it can't be left out. */
export async function timeRuns(work: () => unknown): Promise<number[]> {
  const samples: number[] = []
  for (let run = -1; run < RUNS; run++) {
    collect()
    const began = performance.now()
    const result = await work()
    const took = performance.now() - began
    if (result === undefined) throw new Error('A measured piece of work returns what it made')
    if (run >= 0) samples.push(took)
  }
  return samples
}

/**
 * Times stages that follow each other in one run: `lap` ends a stage and begins the next. Such runs are long
 * enough to warm themselves, and the first does not sway a median.
 */
export function timeStages<S extends string>(names: readonly S[], work: (lap: (stage: S) => void) => void): Record<S, number[]> {
  const samples = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<S, number[]>
  for (let run = 0; run < RUNS; run++) {
    collect()
    let began = performance.now()
    work((stage) => {
      samples[stage].push(performance.now() - began)
      began = performance.now()
    })
  }
  return samples
}

/** Times each of many single answers once, after some that are thrown away. */
export function timeEach<T>(asked: readonly T[], work: (one: T) => unknown, warm = 50): number[] {
  const samples: number[] = []
  for (const [i, one] of [...asked.slice(0, warm), ...asked].entries()) {
    const began = performance.now()
    if (work(one) === undefined) throw new Error('A measured piece of work returns what it made')
    const took = performance.now() - began
    if (i >= Math.min(warm, asked.length)) samples.push(took)
  }
  return samples
}

/** The value below which a share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5)
}

/** Bytes of resident memory after a collection of garbage. */
export function heldBytes(): number {
  collect()
  return process.memoryUsage().rss
}

function collect(): void {
  globalThis.gc?.()
}
