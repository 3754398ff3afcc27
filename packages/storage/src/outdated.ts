/** When another tab has written in between, the work of a transaction is left without a trace. */

/** Thrown inside a transaction made on what is no longer the latest: it is done anew. */
export class Outdated extends Error {}

/** Likewise, when the events were to go in at a revision that is no longer the latest: they are given back. */
export class Superseded extends Error {}

/** Dexie hands a transaction's error on as it is or wraps it. */
export function isA(kind: typeof Outdated | typeof Superseded, error: unknown): boolean {
  return error instanceof kind || (error instanceof Error && 'inner' in error && error.inner instanceof kind)
}

/** Does `work` until no other tab has written in the middle of it; each time anew, from what is there by then. */
export async function untilCurrent<T>(work: () => Promise<T>, outdated: () => void = () => {}): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isA(Outdated, error)) throw error
      outdated()
    }
  }
}
