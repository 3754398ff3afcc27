/**
 * The metrics of a day, and who must be asked again because of them. The values that a metric is compared with
 * cut its range into places; while it stays in its place no condition and no bin that reads it can come out
 * otherwise (P17), so only a metric that leaves its place wakes those who read it.
 */
import { METRICS, newMetricValues, type MetricValues } from './vocabulary.ts'

export interface ColumnWatch {
  /** Of each column the values, rising, at which a place begins. Between two of them nothing can change. */
  readonly cuts: readonly (readonly number[])[]
  /** Of each column the numbers of those who read it. */
  readonly readers: readonly (readonly number[])[]
  readonly readerCount: number
}

const COLUMNS = METRICS.length

/** Nobody reads anything. */
export const UNWATCHED: ColumnWatch = { cuts: METRICS.map(() => []), readers: METRICS.map(() => []), readerCount: 0 }

export class WatchedValues {
  readonly values: MetricValues = newMetricValues()
  /** 1 for each reader to be asked again. At first everyone. */
  readonly woken: Uint8Array
  /** Whether anyone is awake. */
  stirred = true
  readonly #watch: ColumnWatch
  /** Where the place of each column begins and, behind those, where it ends; both NaN where it is unknown. */
  readonly #places = new Float64Array(2 * COLUMNS)

  constructor(watch: ColumnWatch) {
    this.#watch = watch
    this.woken = new Uint8Array(watch.readerCount).fill(1)
    // A place that nothing lies in: the first value of a column is news.
    this.#places.fill(Infinity, 0, COLUMNS)
    this.#places.fill(-Infinity, COLUMNS)
  }

  set(column: number, value: number): void {
    this.values[column] = value
    if (!this.stays(column, value)) this.#leave(column, value)
  }

  /** Whether a column with this value would stay in its place. */
  stays(column: number, value: number): boolean {
    const low = this.#places[column]!
    return (value >= low && value < this.#places[COLUMNS + column]!) || (value !== value && low !== low)
  }

  /** Where the place of a column begins: −Infinity in the lowest, NaN where it is unknown. */
  placeOf(column: number): number {
    return this.#places[column]!
  }

  /** From one reader to before another. */
  wake(from: number, to: number): void {
    this.woken.fill(1, from, to)
    this.stirred = true
  }

  wakeOne(reader: number): void {
    this.woken[reader] = 1
    this.stirred = true
  }

  wakeEach(readers: readonly number[]): void {
    for (const reader of readers) this.woken[reader] = 1
    this.stirred ||= readers.length > 0
  }

  /** Everyone has been asked. */
  settle(): void {
    if (!this.stirred) return
    this.woken.fill(0)
    this.stirred = false
  }

  #leave(column: number, value: number): void {
    let low = -Infinity
    let high = Infinity
    if (value !== value) low = high = Number.NaN
    else {
      for (const cut of this.#watch.cuts[column]!) {
        if (cut > value) {
          high = cut
          break
        }
        low = cut
      }
    }
    this.#places[column] = low
    this.#places[COLUMNS + column] = high
    this.wakeEach(this.#watch.readers[column]!)
  }
}
