/** Stretches of equal values in a column: what a status band or a table of changes is made of. */

export interface Run<T> {
  /** First and last index, both included. */
  readonly start: number
  readonly end: number
  readonly value: T
}

export function runsOf<T>(values: ArrayLike<T>, start = 0, end = values.length): Run<T>[] {
  const runs: Run<T>[] = []
  let from = start
  for (let i = start + 1; i <= end; i++) {
    if (i < end && Object.is(values[i], values[from])) continue
    if (from < end) runs.push({ start: from, end: i - 1, value: values[from]! })
    from = i
  }
  return runs
}
