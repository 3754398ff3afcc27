/** How much of an approved limit is drawn (SPEC §4). */
import { roundRatio, type LineKind } from '@tideline/journal'

/** Against the approved limit, never the cut one, so that a cut can't lower its own score. */
export function utilisationOf(kind: LineKind, approved: number, balance: number): number {
  if (kind !== 'revolving' || approved === 0) return Number.NaN
  return roundRatio(Math.max(balance, 0) / approved)
}
