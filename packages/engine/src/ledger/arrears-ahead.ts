/** Looks ahead along the arrears of a ledger, for the next day on which days past due say something new. */
import { daysPastDueIn, NEVER, type ArrearsPiece } from './ledger.ts'

/**
 * The next day after `day` on which days past due, growing, reach the value that `above` gives for the present
 * one, or on which they take another course than to stay at 0; Infinity without one. `piece` is the index of
 * the piece that holds on `day`; -1 before the first.
 */
export function nextArrears(arrears: readonly ArrearsPiece[], piece: number, day: number, above: (days: number) => number): number {
  let from = day
  for (let at = piece; ; at++) {
    const end = at + 1 < arrears.length ? arrears[at + 1]!.from : NEVER
    let last = 0
    if (at >= 0) {
      const { anchor, fixed } = arrears[at]!
      if (anchor !== NEVER) {
        const reached = anchor + above(Math.max(0, from - anchor))
        if (reached < end) return reached
      }
      last = anchor === NEVER ? fixed : Math.max(0, end - 1 - anchor)
    }
    if (end === NEVER) return Infinity
    // Most payments and dues change what would be past due, not what is: those days say nothing new.
    if (last !== 0 || daysPastDueIn(arrears[at + 1]!, end) !== 0) return end
    from = end
  }
}
